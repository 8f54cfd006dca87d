"""Hide what the Markdown parser does not know, and keep every offset.

A byte order mark, front matter, the marker lines of admonitions (`:::`, `!!!`, `???`, `===`) and the import,
export and component lines of MDX become blanks of the same length. The indented body of an admonition would
be a code block: where spaces indent it, its first line gets the marker of a list item in place of a space,
which makes the indentation that of an item's body; a tab of the indentation becomes a space.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from kbgraph.reading.units import Tally

_LINE = re.compile(r"[^\r\n]*+(?:\r\n?+|\n)|[^\r\n]++")
_LONE_RETURN = re.compile(r"\r(?!\n)")  # a line end of CommonMark that the parser does not know everywhere
_VISIBLE = re.compile(r"[^\r\n]")

_FRONT_FENCE = re.compile(r"\ufeff?(?P<fence>---|\+\+\+)[ \t]*+(?:\r\n|\n)")
_FRONT_KEY = re.compile(r"[\"']?[\w.-]++[\"']?[ \t]*+[:=]|\[")

_FENCE = re.compile(r"[ \t>]*+(?:(?:[-*+]|\d{1,9}[.)])[ \t]++)*(?P<fence>`{3,}+(?=[^`]*+$)|~{3,}+)")
_ADMONITION = re.compile(
    r"(?P<indent>[ \t]*+)(?:"
    r"(?:(?:!!!|\?\?\?\+?)[ \t]++[\w-]++(?:[ \t]++[\w-]++){0,2}(?:[ \t]++|$)|===[!+]?[ \t]++(?=\"))"
    r"(?:\"(?P<quoted>[^\"\r\n]*+)\"[ \t]*+)?$"
    r"|:{3,}+[ \t]*+(?:\{[^}\r\n]*+\}|[\w-]*+(?:\[(?P<bracketed>[^\]\r\n]*+)\])?)"
    r"(?:[ \t]++(?P<rest>[^{\s:][^\r\n]*+)|[^\r\n]*+)$)"
)
_ESM = re.compile(r"(?:import|export)[ \t{*]")
_STRICT_ESM = re.compile(
    r"(?:\A|(?<=[\r\n]))(?:"
    r"import(?P<clause>[ \t][\w$*{}, \t]*+)(?P<q>['\"])[^'\"\r\n]++(?P=q);?[ \t]*+(?=[\r\n]|\Z)"
    r"|export[ \t]++(?:const|let|var)[ \t]++\w++[ \t]*+=)"
)
_COMPONENT = re.compile(r"[ \t]*+(?:</?+(?:[A-Z][\w.]*+(?:[ \t][^<>\r\n]*+|/)?|/)?>[ \t]*+)+$")
_OPEN_COMPONENT = re.compile(r"[ \t]*+<[A-Z][\w.]*+(?:[ \t][^<>\r\n]*+)?$")
_HEADING = re.compile(r"#{1,6}[ \t]")
_COMMENT = re.compile(r"[ \t]*+\{/\*")
_CANDIDATE = re.compile(
    r"(?:\A|(?<=[\r\n]))[ \t]*+(?::::|!!!|\?\?\?|===[!+]?[ \t]|(?:import|export)[ \t{*]|<[A-Z>/]|\{/\*)"
)
_BODY_INDENT = 4


@dataclass(frozen=True, slots=True)
class Masked:
    """A text with the same length and line ends, in which only Markdown is left."""

    text: str
    skipped: dict[str, tuple[int, int]] = field(default_factory=dict)  # kind: (count, characters)
    front_matter: str = ""
    titles: tuple[tuple[int, int], ...] = ()  # ranges of the titles of admonitions
    bodies: frozenset[int] = frozenset()  # offsets of the list markers that stand for indented bodies
    cuts: frozenset[int] = frozenset()  # starts of the lines before which an admonition ends


def mask(text: str, *, mdx: bool = False) -> Masked:
    """Hide what is not Markdown; `mdx` also hides looser forms of imports, exports and components."""
    tally = Tally()
    shown, front = _LONE_RETURN.sub("\n", text) if "\r" in text else text, ""
    if (found := _front_matter(shown)) is not None:
        front, end = found
        tally.add("front matter", end - (shown[0] == "\ufeff"))
        shown = blank(shown[:end]) + shown[end:]
    elif shown.startswith("\ufeff"):
        shown = " " + shown[1:]
    if not _CANDIDATE.search(shown):
        return Masked(shown, tally.counts, front)
    lines = _Lines(tally, mdx=mdx or any(map(_is_script, _STRICT_ESM.finditer(shown))), loose=mdx)
    made = "".join([lines.mask(match[0], match.start()) for match in _LINE.finditer(shown)])
    return Masked(
        made, tally.counts, front, tuple(lines.titles), frozenset(lines.bodies), frozenset(lines.cuts)
    )


def _front_matter(text: str) -> tuple[str, int] | None:
    """Give the text between the fences that a text begins with, and where the second one ends."""
    opening = _FRONT_FENCE.match(text)
    if opening is None:
        return None
    known = False
    for line in _LINE.finditer(text, opening.end()):
        content = line[0].rstrip("\r\n")
        if content.rstrip(" \t") in (opening["fence"], "..."):
            return (text[opening.end() : line.start()], line.start() + len(content)) if known else None
        if not known and content.strip(" \t") and not content.lstrip(" \t").startswith("#"):
            known = _FRONT_KEY.match(content) is not None
            if not known:
                return None
    return None


def _is_script(match: re.Match[str]) -> bool:
    """Tell whether what stands between "import" and the module's name is nothing, or names and "from"."""
    clause = match["clause"] or ""
    names = clause.rstrip(" \t")
    ends = names.endswith((" from", "\tfrom")) and len(names) < len(clause)
    return not names or (ends and len(names) >= len(" a from"))


def blank(text: str) -> str:
    """Give blanks of the same length; line ends stay."""
    return _VISIBLE.sub(" ", text)


class _Lines:
    """Mask a text line by line, in order."""

    def __init__(self, tally: Tally, *, mdx: bool, loose: bool) -> None:
        self.tally = tally
        self.mdx = mdx
        self.loose = loose
        self.fence = ""
        self.previous_blank = True
        self.hiding: Callable[[str], bool] | None = None  # tells the last line of a hidden run
        self.kind = ""
        self.pending: list[int] = []  # columns of the admonitions whose body has not begun
        self.open: list[tuple[int, bool]] = []  # columns of those whose body has, and whether tabs indent it
        self.titles: list[tuple[int, int]] = []
        self.bodies: list[int] = []
        self.cuts: list[int] = []

    def mask(self, line: str, start: int) -> str:
        """Give the line as the parser shall see it; `start` is its offset."""
        content = line.rstrip("\r\n")
        if self.hiding is not None and _HEADING.match(content):
            self.hiding = None  # a script whose brackets do not match must not hide the rest of the file
        if self.hiding is not None:
            if self.hiding(content):
                self.hiding = None
            return self._hide(line, content)
        if not content.strip():
            self.previous_blank = True
            return line
        if self.fence:
            if content.strip(" \t>").rstrip() and _closes(content, self.fence):
                self.fence = ""
            return self._indented(line, content, start)
        hidden = self._hidden(line, content, start)
        self.previous_blank = hidden is not None
        if hidden is not None:
            return hidden
        if fence := _FENCE.match(content):
            self.fence = fence["fence"]
        return self._indented(line, content, start)

    def _hidden(self, line: str, content: str, start: int) -> str | None:
        """Hide a line that is a marker, an import or a component; None for any other."""
        if match := _ADMONITION.match(content):
            return self._marker(line, content, start, match)
        if not self.mdx:
            return None
        if self.loose and self.previous_blank and _ESM.match(content):
            self.kind, depth = "mdx", _Depth()
            self.hiding = None if not content.strip() else depth.ends
            depth.ends(content)
            return self._hide(line, content)
        script = _STRICT_ESM.match(content)
        if (script is not None and _is_script(script)) or _COMPONENT.match(content):
            self.kind = "mdx"
            return self._hide(line, content)
        if self.loose and _OPEN_COMPONENT.match(content):
            self.kind, self.hiding = "mdx", lambda later: later.rstrip().endswith(">") or not later.strip()
            return self._hide(line, content)
        if self.loose and _COMMENT.match(content):
            self.kind = "mdx"
            if "*/}" not in content:
                self.hiding = lambda later: "*/}" in later
            return self._hide(line, content)
        return None

    def _hide(self, line: str, content: str) -> str:
        if content.strip():
            self.tally.add(self.kind, len(content.strip()))
        return blank(line)

    def _marker(self, line: str, content: str, start: int, match: re.Match[str]) -> str:
        """Hide the marker line of an admonition; a title is kept as a unit of its own."""
        group = next(
            (name for name in ("quoted", "bracketed", "rest") if (match[name] or "").strip(" :")), None
        )
        titled = 0
        if group is not None:
            title = match[group]
            begin = match.start(group) + len(title) - len(title.lstrip())
            self.titles.append((start + begin, start + begin + len(title.strip())))
            titled = len(title.strip())
        column = _width(match["indent"])
        while self.open and self.open[-1][0] >= column:
            self.open.pop()
        self.pending = [pending for pending in self.pending if pending < column] + [column]
        self.tally.add("admonition marker", len(content.strip()) - titled)
        return blank(line)

    def _indented(self, line: str, content: str, start: int) -> str:
        """Make the indentation of an admonition's body that of an item's body, or dedent it by its tabs."""
        indent = len(content) - len(content.lstrip(" \t"))
        width = _width(content[:indent])
        while self.open and width < self.open[-1][0] + _BODY_INDENT:
            self.open.pop()
            self.cuts.append(start + indent)
        shown = line
        for column in self.pending:
            if width < column + _BODY_INDENT:
                break
            tabs = "\t" in content[:indent]
            self.open.append((column, tabs))
            if not tabs:
                at = indent - _BODY_INDENT if indent - column < 2 * _BODY_INDENT else column
                at = max(at, column) if len(self.pending) == 1 else column
                shown = f"{shown[:at]}-{shown[at + 1 :]}"
                self.bodies.append(start + at)
        self.pending = []
        tabbed = sum(tabs for _, tabs in self.open)
        return shown.replace("\t", " ", tabbed) if tabbed and "\t" in content[:indent] else shown


class _Depth:
    """Follow the brackets of a script over its lines: it ends at the first blank line outside of them."""

    def __init__(self) -> None:
        self.depth = 0

    def ends(self, content: str) -> bool:
        """Take the next line and tell whether the script ends with it."""
        self.depth += sum(content.count(mark) for mark in "({[") - sum(content.count(mark) for mark in ")}]")
        return self.depth <= 0 and not content.strip()


def _closes(content: str, fence: str) -> bool:
    stripped = content.strip(" \t>")
    return len(stripped) >= len(fence) and set(stripped) == {fence[0]}


def _width(indent: str) -> int:
    return len(indent.expandtabs(4))
