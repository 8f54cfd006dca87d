"""From files to documents: a tree of sections with their sentences, each traceable to its characters.

The steps, in order: `files` finds, `decoding` decodes, `mask` hides what is not Markdown, `markdown` (or
`plain`) cuts into blocks, `sentences` cuts blocks into sentences, `outline` makes the sections, `topics` says
what they are about.
"""

from kbgraph.reading.document import read_document, read_text, replace_surrogates
from kbgraph.reading.files import Found, LeftOut, Source, find_files, input_name
from kbgraph.reading.topics import assign_topics

__all__ = [
    "Found",
    "LeftOut",
    "Source",
    "assign_topics",
    "find_files",
    "input_name",
    "read_document",
    "read_text",
    "replace_surrogates",
]
