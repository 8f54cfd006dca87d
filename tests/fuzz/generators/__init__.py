"""Inputs made of chance: every module gives functions of a `random.Random` and of nothing else."""
