"""Markdown to headings and units of text, by pyromark's events.

Code blocks, HTML, images, link targets and footnote marks are no prose: they are skipped and counted. Link
texts, the texts of code spans and of automatic links (a sentence needs its words) are prose; the latter two
are recorded as code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pyromark

from kbgraph.reading.inline import Inline
from kbgraph.reading.mask import Masked
from kbgraph.reading.offsets import byte_to_character
from kbgraph.reading.units import Anchor, Heading, Kind, Part, Tally, Unit, clip

OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_GFM
)
_ANCHOR = re.compile(r"<a\b[^<>]*?\s(?:name|id)\s*+=\s*+[\"']?([^\"'\s<>]++)", re.IGNORECASE)
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)")
_BREAKING_TAGS = frozenset({"br", "p", "div", "li", "ul", "ol", "tr", "td", "th", "hr", "table", "dt", "dd"})
_LINE = re.compile(r"[^\r\n]*+(?:\r\n?+|\n)|[^\r\n]++")
_HEADING_ID = re.compile(r"\s*\{#([\w.:-]+)\}\s*$")
_RULE = re.compile(r"\s*:?-{3,}:?\s*")  # a second delimiter row, as in tables with two rows of heads
_QUOTES = frozenset({"BlockQuote", "FootnoteDefinition"})
_INLINE = frozenset({"Emphasis", "Strong", "Strikethrough", "Link", "Image", "Superscript", "Subscript"})


def parse(source: str, masked: Masked, *, tally: Tally, mdx: bool = False) -> Iterator[Part]:
    """Yield the headings and units of a text in its order; count in `tally` what is skipped."""
    parser = _Parser(source, masked, tally, mdx=mdx)
    take, character, parts = parser.take, byte_to_character(masked.text), parser.parts
    for event, span in pyromark.events_with_range(masked.text, options=OPTIONS):
        take(event, character(span["start"]), character(span["end"]))
        if parts:
            yield from parts
            parts.clear()


def count_definitions(text: str, tally: Tally) -> None:
    """Count the definitions of link targets; they give no events."""
    if "]:" in text:
        character = byte_to_character(text)
        for definition in pyromark.reference_definitions(text, options=OPTIONS).values():
            span = definition["span"]
            tally.add("link definition", character(span["end"]) - character(span["start"]))


class _Parser:
    """Follow the events: open containers on a stack, the innermost block's inline text in `inline`."""

    def __init__(self, source: str, masked: Masked, tally: Tally, *, mdx: bool) -> None:
        self.source = source
        self.masked = masked
        self.tally = tally
        self.mdx = mdx
        self.parts: list[Part] = []
        self.kinds: list[Kind] = ["paragraph"]  # one for each open container: what a block in it is
        self.quotes: list[bool] = []  # one for each open container: whether a heading in it opens no section
        self.quoted = 0
        self.level: int | None = None  # of the open heading
        self.start = 0  # of the open block
        self.taken = 0  # end of the block before
        self.inline: Inline | None = None
        self.names: list[str] = []  # of the anchors in the open block
        self.spans: list[tuple[int, str, bool]] = []  # open inline containers: text length, target, literal
        self.images = 0
        self.raw = ""  # the kind of the open code or HTML block

    def take(self, event: Any, start: int, end: int) -> None:
        """Take the next event and its range in characters."""
        if isinstance(event, str):
            if self.inline is not None and not self.images and event != "Rule":
                self.inline.line_break(start, end, cut=event == "HardBreak")
            return
        ((name, value),) = event.items()
        if name == "Start":
            self._start(*_named(value), start, end)
        elif name == "End":
            self._end(_named(value)[0], start, end)
        elif self.raw:
            self._raw(name, value, start, end)
        elif not self.images:
            self._leaf(name, value, start, end)

    def _start(self, name: str, value: Any, start: int, end: int) -> None:
        if name in _INLINE:
            self._start_inline(name, value, start, end)
            return
        self._flush()
        if name in ("CodeBlock", "HtmlBlock"):
            self.start = start
            self.raw = "text" if self.mdx and value == "Indented" else name
            if self.raw != "text":
                self.tally.add("code" if name == "CodeBlock" else "html", end - start)
        elif name in ("Paragraph", "TableCell"):
            self._open(start, "cell" if name == "TableCell" else self.kinds[-1])
        elif name == "Heading":
            self.level = int(value["level"][1])
            self._open(start, self.kinds[-1])
        else:
            self._push(name, value, start)

    def _push(self, name: str, value: Any, start: int) -> None:
        body = name == "Item" and start in self.masked.bodies
        quote = body or name in _QUOTES
        kind: Kind = "paragraph" if quote else "item" if name == "Item" else self.kinds[-1]
        self.kinds.append(kind)
        self.quotes.append(quote)
        self.quoted += quote
        if name == "BlockQuote" and value is not None:
            self.tally.add("label", len(f"[!{value}]"))

    def _end(self, name: str, start: int, end: int) -> None:
        if name in _INLINE:
            self._end_inline(name, start, end)
        elif name in ("CodeBlock", "HtmlBlock"):
            self._flush()
            self.raw = ""
        elif name in ("Paragraph", "TableCell", "Heading"):
            self._flush()
            self.taken = end
        else:
            self._flush()
            self.kinds.pop()
            self.quoted -= self.quotes.pop()
            if name == "TableRow":
                self._excess(end)

    def _excess(self, end: int) -> None:
        """Count the cells that a row has beyond those of its table's head: the parser leaves them out."""
        left = self.masked.text[self.taken : end].strip(" \t|\r\n")
        if left:
            self.tally.add("cell beyond the table", len(left))

    def _leaf(self, name: str, value: Any, start: int, end: int) -> None:
        inline = self._inline_at(start)
        if name == "Text":
            inline.text(value, start, end)
        elif name == "Code":
            inline.code(value, start, end)
        elif name in ("InlineHtml", "Html"):
            self._tag(inline, value, start, end)
        else:
            inline.at(start, end=end)
            if name == "FootnoteReference":
                self.tally.add("footnote mark", end - start)

    def _tag(self, inline: Inline, value: str, start: int, end: int) -> None:
        anchors = _ANCHOR.findall(value)
        self.names.extend(anchors)
        self.tally.add("anchor" if anchors or value.lower() == "</a>" else "html", end - start)
        tag = _TAG.match(value)
        if tag and tag[1].lower() in _BREAKING_TAGS:
            inline.line_break(start, end, cut=True)
        else:
            inline.at(start, end=end)

    def _raw(self, name: str, value: str, start: int, end: int) -> None:
        if self.raw == "text":
            inline = self._inline_at(start)
            for match in _LINE.finditer(self.masked.text, start, end):
                line = match[0].rstrip()
                if not line and self.source[match.start() : match.end()].strip():  # hidden
                    self._flush()
                    inline = self._inline_at(match.end())
                if line:
                    inline.verbatim(match.start(), match.start() + len(line))
                inline.line_break(match.start() + len(line), match.end(), cut=not line)
        elif self.raw == "HtmlBlock":
            self.names.extend(_ANCHOR.findall(value))

    def _start_inline(self, name: str, value: Any, start: int, end: int) -> None:
        if self.images or name == "Image":
            if name == "Image":
                if not self.images:
                    self._inline_at(start).at(start, end=start)
                    self.tally.add("image", end - start)
                self.images += 1
            return
        inline = self._inline_at(start)
        inline.at(start, end=start)
        link = name == "Link"
        literal = link and value["link_type"] in ("Autolink", "Email")
        self.spans.append((inline.length, value["dest_url"] if link else "", literal))

    def _end_inline(self, name: str, start: int, end: int) -> None:
        if name == "Image":
            self.images -= 1
            if not self.images and self.inline is not None:
                self.inline.at(start, end=end)
        elif not self.images and self.inline is not None:
            begin, target, literal = self.spans.pop() if self.spans else (0, "", False)
            if name != "Link":
                self.inline.emphasis(begin, end)
                return
            if not literal:
                self.tally.add("link target", end - self.inline.consumed)
            self.inline.link(begin, target, end, literal=literal)

    def _inline_at(self, start: int) -> Inline:
        """Give the open block's text; one opens where a tight item's text starts or an admonition ended."""
        if self.inline is not None and start in self.masked.cuts and self.level is None:
            self._flush()
        if self.inline is None:
            self._open(start, self.kinds[-1])
        assert self.inline is not None
        return self.inline

    def _open(self, start: int, kind: Kind) -> None:
        self.start = start
        self.inline = Inline(self.source, kind, start)

    def _flush(self) -> None:
        """Close the open block, if any, and hand on what it held."""
        unit = self.inline.finish() if self.inline is not None else None
        names, self.names = tuple(self.names), []
        level, self.level = self.level, None
        self.inline = None
        self.spans.clear()
        if level is not None and not self.quoted:
            self.parts.append(_heading(level, self.start, unit, names))
            return
        if names:
            self.parts.append(Anchor(self.start, names, alone=unit is None))
        if unit is not None and unit.kind == "cell" and _RULE.fullmatch(unit.text):
            self.tally.add("table rule", len(unit.text))
        elif unit is not None:
            for first, last in unit.labels:
                self.tally.add("label", len(unit.text[first:last].strip()))
            self.parts.append(unit)


def _named(value: Any) -> tuple[str, Any]:
    """Take apart the value of a start or end: a name, or a name with what it holds."""
    if isinstance(value, str):
        return value, None
    ((name, held),) = value.items()
    return name, held


def _heading(level: int, start: int, unit: Unit | None, names: tuple[str, ...]) -> Heading:
    """Make a heading; an id in braces at its end is an anchor."""
    if unit is not None and (match := _HEADING_ID.search(unit.text[-200:])):
        names = (*names, match[1])
        unit = clip(unit, 0, len(unit.text) - len(match[0]))
    return Heading(level, start, unit, names)
