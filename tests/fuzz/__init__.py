"""A machine that makes inputs nobody would write, and checks that what must always hold does: `make fuzz`.

`generators` make inputs from a seed and a number, `mutations` damage them, `invariants` say for each target what
must hold, `running` goes through cases within their share of the time, `shrinking` makes a failure small, and
`failures` keeps it beside the tests, where `test_failures.py` tries it again for good.
"""
