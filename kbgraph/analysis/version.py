"""The version of the analysis."""

ANALYSIS_VERSION = 2
"""Counted up whenever the same sentence may be analysed otherwise than before; caches are keyed by it."""
