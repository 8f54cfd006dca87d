"""What is public is listed, documented and typed, and importing it costs nothing."""

from __future__ import annotations

import inspect
import subprocess
import sys
import typing

import pytest

import kbgraph

HEAVY = ("spacy", "numpy", "networkx", "yaml", "pyromark")


def test_what_is_listed_is_all_that_is_public() -> None:
    assert sorted(kbgraph.__all__) == kbgraph.__all__ == sorted({*kbgraph._HOMES, "__version__"})


@pytest.mark.parametrize("name", kbgraph.__all__)
def test_what_is_listed_is_documented_and_typed(name: str) -> None:
    value = getattr(kbgraph, name)

    if inspect.isclass(value) or inspect.isfunction(value):
        assert value.__doc__
        assert value.__module__.startswith("kbgraph.")
    if inspect.isfunction(value):
        given = inspect.signature(value)
        assert all(each.annotation is not each.empty for each in given.parameters.values())
        assert given.return_annotation is not given.empty


def test_a_name_that_is_not_there_is_an_error() -> None:
    with pytest.raises(AttributeError, match="nothing_of_that_name"):
        typing.cast("typing.Any", kbgraph).nothing_of_that_name  # noqa: B018


def test_importing_the_package_imports_nothing_heavy() -> None:
    script = f"import sys, kbgraph; print([name for name in {HEAVY} if name in sys.modules])"

    assert (
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
        == "[]\n"
    )
