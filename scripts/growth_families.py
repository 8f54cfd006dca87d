"""Families of inputs that `check_growth.py` measures: texts of any length that a careless reader is slow at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Family:
    """A name, and a text of about so many characters."""

    name: str
    text: Callable[[int], str]


def _repeated(name: str, unit: str, *, before: str = "", after: str = "") -> Family:
    def text(length: int) -> str:
        return before + unit * (length // len(unit)) + after

    return Family(name, text)


def _nested(name: str, opening: str, closing: str) -> Family:
    def text(length: int) -> str:
        depth = length // (len(opening) + len(closing))
        return opening * depth + "a" + closing * depth

    return Family(name, text)


def _halves(name: str, first: str, second: str, *, before: str = "", middle: str = "") -> Family:
    def text(length: int) -> str:
        return before + first * (length // 2 // len(first)) + middle + second * (length // 2 // len(second))

    return Family(name, text)


def _numbered(name: str, line: str) -> Family:
    def text(length: int) -> str:
        return "".join(line.replace("#", str(number), 1) for number in range(length // len(line)))

    return Family(name, text)


PLAIN = (
    _repeated("words", "word "),
    _repeated("one word", "a"),
    _repeated("sentences", "A word. "),
    _repeated("full stops", "."),
    _repeated("full stops and quotes", '."'),
    _repeated("exclamations", "Is it? Yes! "),
    _repeated("closers after a stop", ")", before="a."),
    _repeated("openers after a stop", "(", before="a. "),
    _repeated("brackets", "("),
    _repeated("closing brackets", ")]"),
    _repeated("short brackets", "(a. B) "),
    _repeated("abbreviations", "e.g. Dr. "),
    _repeated("initials", "A. B. "),
    _repeated("blanks", " ", after="a"),
    _repeated("no-break spaces", "\u00a0", after="a"),
    _repeated("tabs", "\t", after="a"),
    _repeated("blank lines", "\n", after="a"),
    _repeated("lines of blanks", "   \n"),
    _repeated("lines", "a\n"),
    _repeated("items", "- a\n"),
    _repeated("numbered items", "1. a\n"),
    _repeated("dashes", "-"),
    _repeated("addresses", "http://a.b/.. "),
    _repeated("one address", ".", before="http://a"),
    _repeated("addresses in a row", "http://"),
    _repeated("Chinese", "\u4f60\u597d\u3002"),
    _repeated("emoji", "\U0001f600. "),
    _halves("a long word and short ones", "a", "b "),
)
READER = (
    *PLAIN,
    _repeated("front matter never closed", "# a\n", before="---\n"),
    _repeated("front matter of keys never closed", "a: b\n", before="---\n"),
    _repeated("front matter of blank lines", "\n", before="+++\n"),
    _repeated("front matter of blanks", " ", before="---\n", after="|\n"),
    _repeated("front matter", "a: b\n", before="---\n", after="---\n"),
    _repeated("fence of one line", "`", before="``` "),
    _repeated("fences", "```\na\n"),
    _repeated("tilde fences", "~~~ a\n"),
    _repeated("fence in markers", "- ", after="```\n"),
    _repeated("backticks", "`"),
    _repeated("code spans", "`a` "),
    _halves("code span with deep indentation", " ", "a", before="`a\n"),
    _repeated("code span over lines", "    a\n", before="`", after="`"),
    _repeated("code span of quote marks", ">", before="`a\n", after="\nb`"),
    _repeated("code span of pipes", "\\|", before="`", after="`"),
    _repeated("emphasis", "*a*b"),
    _repeated("asterisks", "*"),
    _repeated("openers of emphasis", "*a **b "),
    _repeated("underscores", "a_b_"),
    _repeated("tildes", "~a~~b"),
    _repeated("emphasis at line starts", "**a** b\n"),
    _repeated("labels", "**Note**\n"),
    _repeated("link openers", "["),
    _repeated("links", "[a](b) "),
    _repeated("links never closed", "[a]("),
    _repeated("links with a title never closed", "[a](b 'c"),
    _repeated("link to brackets", "(", before="[a](", after=")"),
    _repeated("images", "![a](b) "),
    _nested("nested brackets", "[", "]"),
    _nested("nested images", "![", "](b)"),
    _numbered("link definitions", "[#]: /url\n"),
    _repeated("references", "[a] ", before="[a]: /url\n\n"),
    _repeated("footnote marks", "[^1] "),
    _numbered("footnotes", "[^#]: a\n\n"),
    _repeated("escapes", "\\."),
    _repeated("backslashes", "\\"),
    _repeated("entities", "&amp;"),
    _repeated("entities never closed", "&amp"),
    _repeated("ampersands", "&#x"),
    _repeated("quote marks", "> "),
    _repeated("quote lines", "> a\n"),
    _repeated("lazy lines", "a\n", before="> "),
    _repeated("list markers", "- ", after="a"),
    _repeated("lists and quotes", "> - ", after="a"),
    _repeated("tables", "|"),
    _repeated("cells", "a|", before="|" * 50 + "\n" + "-|" * 50 + "\n"),
    _repeated("rows", "|a|b|c|\n", before="|a|b|\n|-|-|\n"),
    _repeated("rules of tables", "-|"),
    _repeated("tags", "<b>x</b> "),
    _repeated("tags never closed", "<a "),
    _repeated("tag with attributes", "name ", before="<a ", after=">"),
    _repeated("tag with blanks", " ", before="<a name", after="x>"),
    _repeated("anchors", '<a name="x"></a> '),
    _repeated("HTML blocks", "<div>\n\n"),
    _repeated("comments", "<!-- "),
    _repeated("processing instructions", "<?"),
    _repeated("declarations", "<!A "),
    _repeated("CDATA", "<![CDATA["),
    _repeated("headings", "# a\n"),
    _repeated("headings with text", "## Same\n\ntext.\n\n"),
    _numbered("headings of their own", "## a #\n"),
    _repeated("number signs", "#"),
    _repeated("heading of brackets", "[", before="# "),
    _repeated("heading of numbers", "1.", before="# "),
    _repeated("heading of continuations", "(1) ", before="# a "),
    _repeated("heading with ids", "{#a} ", before="# a "),
    _repeated("underlined headings", "a\n===\n"),
    _repeated("underlines", "=", before="a\n"),
    _halves("a long heading over many", "word ", "## a\n", before="# ", middle="\n"),
    _repeated("admonitions", "!!! note\n    body\n\n"),
    _repeated("admonition with blanks", " ", before="!!! note", after="|"),
    _repeated("admonition with words", " a", before="!!! note", after="|"),
    _repeated("admonition with quotes", '"', before="!!! note "),
    _repeated("tabbed admonition", "\t", before="=== ", after='"'),
    _repeated("containers", "::: note\n"),
    _repeated("container with blanks", " ", before=":::", after="{"),
    _repeated("colons", ":"),
    _repeated("container with braces", "{", before=":::"),
    _repeated("container with brackets", "[", before="::: a"),
    _repeated("import with blanks", " ", before="import"),
    _repeated("import with names", " a", before="import"),
    _repeated("import from from", " from", before="import a", after=" |"),
    _repeated("imports", "import a from 'b'\n"),
    _repeated("export with blanks", " ", before="export const a", after="|"),
    _repeated("script never closed", "{", before="export const a = "),
    _repeated("components", "<Tab>\n"),
    _repeated("empty components", "</>", after="|"),
    _repeated("components in a row", "<A b/>", after="|"),
    _repeated("component with blanks", " ", before="<A", after="|"),
    _repeated("component never closed", "a ", before="<A "),
    _repeated("MDX comments", "{/* a\n"),
    _repeated("indented code", "    a\n"),
    _repeated("hard breaks", "a  \n"),
    _repeated("lone carriage returns", "a\r"),
)
FRONT_MATTER = (
    _repeated("keys", "a: b\n"),
    _repeated("brackets", "[", before="title: "),
    _repeated("braces", "{a: ", before="title: "),
    _repeated("items", "a, ", before="title: [", after="]\n"),
    _repeated("text in quotes", "a ", before='title: "', after='"\n'),
    _repeated("quote never closed", "a\n", before="title: '"),
    _repeated("digits", "1", before="title: "),
    _repeated("aliases", "*a,", before="title: [&a a,", after="]\n"),
    _repeated("tags", "!!int 1, ", before="title: [", after="]\n"),
    _repeated("block items", "- a\n", before="title:\n"),
    _repeated("documents", "---\n", before="a: b\n"),
    _repeated("colons", ": "),
    _repeated("folded text", "  a\n", before="title: >\n"),
    _repeated("comments", "# a\n"),
    _repeated("question marks", "? "),
    _numbered("keys of TOML", "a# = 1\n"),
    _repeated("dotted key of TOML", "a.", after="a = 1\n"),
    _repeated("brackets of TOML", "[", before="title = "),
    _repeated("items of TOML", "1, ", before="title = [", after="]\n"),
    _repeated("digits of TOML", "1", before="title = "),
    _repeated("quotes of TOML", '"""', before="title = "),
    _repeated("quote of TOML never closed", "'''\\", before='title = """'),
    _repeated("tables of TOML", "[[a]]\n"),
    _numbered("tables of their own of TOML", "[a#.b]\nc = 1\n"),
    _repeated("mappings of TOML", "{a = ", before="title = "),
    _repeated("escapes of TOML", "\\n", before='title = "', after='"\n'),
)
SENTENCES = tuple(family for family in PLAIN if "\n" not in family.text(200))
GLOBS = (
    Family("stars", lambda length: "*a" * 50 + "*b\n" + "a" * length),
    Family("stars of folders", lambda length: "**/a/" * 50 + "b\n" + "a/" * (length // 2)),
    Family("stars within names", lambda length: "a**/" * 50 + "b\n" + "a" * length),
    Family("classes", lambda length: "*[a-z]" * 50 + "*!\n" + "a" * length),
    Family("long pattern", lambda length: "*a" * (length // 2) + "b\n" + "a" * 200),
    Family("brackets", lambda length: "[" * length + "\n" + "[" * 200),
)
NAMES = (
    _repeated("letters and a digit", "a", after="1"),
    _repeated("capitals and digits", "A1"),
    _repeated("digits", "1", after="s"),
    _repeated("capitals", "A", after="x"),
    _repeated("possessives", "'s", before="a"),
    _repeated("apostrophes", "'", before="a"),
    _repeated("plurals", "queues "),
    _repeated("dashes", "\u2015"),
    _repeated("ligatures", "\ufb01"),
    _repeated("ampersands", "&"),
    _repeated("blanks", " ", before="a", after="b"),
    _repeated("marks", "{{"),
    _repeated("ends of marks", "}}"),
    _repeated("pairs of marks", "{{a}} "),
    _repeated("empty marks", "{{}}"),
    _nested("nested marks", "{{", "}}"),
)
PASSAGES = (
    _repeated("sentence without end", "the queue and "),
    _repeated("names", "SQS "),
    _repeated("names and paths", "S3/"),
    _repeated("concepts", "SQS queue, "),
    _repeated("brackets", "("),
    _repeated("abbreviations", "big queue (BQ) "),
    _repeated("abbreviations in a row", "(AB)"),
    _repeated("numbers", "1"),
    _repeated("numbers in groups", ",111", before="It has up to 1"),
    _repeated("amounts", "and has up to 1 as ", before="It "),
    _repeated("rates", " per a", before="It has up to 1 b", after="-"),
    _repeated("ARNs", "arn:aws:"),
    _repeated("hyphens", "a-"),
    _repeated("underscores", "a_b"),
    _repeated("CamelCase", "GetItem"),
    _repeated("resource types", "AWS::"),
    _repeated("slashes", "/a"),
    _repeated("dots and colons", "a.b:"),
    _repeated("clauses", "it stores items and ", before="SQS "),
    _repeated("subordinate clauses", "that stores items ", before="a queue "),
    _repeated("lists", "queues, ", before="SQS supports "),
    _repeated("prepositions", "of a queue ", before="the limit "),
    _repeated("possessives", "queue's "),
    _repeated("quotes", '"'),
    _repeated("apostrophes", "a'"),
    _repeated("full stops", "."),
    _repeated("an address", "a=1&", before="https://a.b/?"),
    _repeated("at signs", "a@b"),
    _repeated("letters", "a"),
    _repeated("emoji", "\U0001f600"),
    _repeated("Chinese", "\u4f60\u597d"),
    _repeated("determiners", "the "),
    _repeated("adjectives", "large "),
    _repeated("dashes", "\u2015"),
)
