"""The versions of the analysis."""

ANALYSIS_VERSION = 2
"""Counted up whenever the same sentence may be analysed otherwise than before; caches are keyed by it."""

MODEL_VERSION = "3.8.0"
"""Of `en_core_web_sm`."""

DEFAULT_MODEL = f"en_core_web_sm {MODEL_VERSION}"
"""Name and version of the model that is used where no other is named."""
