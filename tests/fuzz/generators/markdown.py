"""A grammar of Markdown: blocks in blocks and spans in spans, to a depth."""

from __future__ import annotations

from random import Random

from tests.fuzz.generators.words import prose, word, words

_DEEPEST = 4
_SPANS = (
    "*{}*", "**{}**", "***{}***", "_{}_", "__{}__", "`{}`", "``{}``", "[{}](x.md)", "[{}](<a b> 'c')",
    "[{}][r]", "[{}]", "![{}](x.png)", "![{}][r]", "<b>{}</b>", "<br>{}<br/>", "~~{}~~", "~{}~",
    '<a name="n"></a>{}', "<http://a.b/{}>", "{}\\.", "\\({}\\)", "{} &amp; &#x201c;&nbsp;",
    "{}&#0;&#xd800;&nosuch;", "{}[^1]", "{}\\\\", "https://a.b/c_{}. ", "{}<!-- c -->", "{}<!--", "a@b.c {}",
    "\\*{}*", "*{}", "{}**", "[{}](", "[[{}", "]({})", "<span title='{}'>", "{}\\\nx", "{}  \nx", "{}\nx",
    "$x_{}$", "$$\n{}\n$$", "{}{}", "^{}^", "=={}==", "`{}",
)  # fmt: skip
_LEAVES = (
    "{}", "{}", "{}", "# {}", "## {} ##", "### {} {#id}", "#### {}", "#{}", "####### {}", "{}\n===",
    "{}\n---", "***", "- - -", "```\n{}\n```", "~~~ py\n{}\n~~~", "```\n{}", "    {}", "\t{}", "<div>{}</div>",
    "<div>\n\n{}\n\n</div>", "<!-- {} -->", "<!-- {}", "<pre>\n{}\n</pre>",
    "<details><summary>{}</summary>\n\nx\n</details>", "[r]: /x '{}'", "[r]:\n<{}>", "[^1]: {}",
    "**Note**  \n{}", "**{}**\n{}", "{}\\\n{}", "{}  \n{}", "{}\n{}", "{}\n    {}", "**{}:** {}",
    "| {} | b |\n|---|:-:|\n| c | {} |", "|{}\n|-\n|{}|x|y", "a|b\n-|-\n{}", "{}\n: {}", "&nbsp;{}", "\\# {}",
    "<{}>", "<script>\n{}", "<?{}?>", "<![CDATA[{}]]>", "<!X {}>", "</{}>", "- [ ] {}\n- [x] {}", "-\n\n  {}",
    "1)\n   {}",
)  # fmt: skip
_CONTAINERS = (
    ("> ", "> "), ("> ", ""), (">", ">"), ("- ", "  "), ("* ", "  "), ("+ ", "    "), ("1. ", "   "),
    ("10) ", "    "), ("-\t", "\t"), ("  - ", "    "), ("- > ", "  > "), ("> - ", ">   "), ("[^n]: ", "    "),
    ("- ", " "), ("0. ", "  "),
)  # fmt: skip
_GAPS = ("\n\n", "\n\n", "\n", "\n\n\n", "\n \n", "\n\t\n", "\n<!-- -->\n")


def span(rng: Random, depth: int = 0) -> str:
    """Give inline text, its marks nested to a depth."""
    if depth >= _DEEPEST or rng.random() < 0.5:
        return words(rng, 5)
    return _filled(_SPANS[int(rng.random() * len(_SPANS))], rng, depth)


def line(rng: Random) -> str:
    """Give a line of prose, with or without marks."""
    if rng.random() < 0.45:
        return prose(rng, 2)
    return " ".join([span(rng, 1) for _ in range(1 + int(rng.random() * 3))])


def block(rng: Random, depth: int = 0) -> str:
    """Give a block; a container holds further ones."""
    if depth < _DEEPEST and rng.random() < 0.25:
        first, later = _CONTAINERS[int(rng.random() * len(_CONTAINERS))]
        inner = blocks(rng, 1 + int(rng.random() * 3), depth + 1)
        return first + inner.replace("\n", "\n" + later)
    pattern = _LEAVES[int(rng.random() * len(_LEAVES))]
    made = pattern.replace("{}", line(rng), 1)
    return made.replace("{}", line(rng)) if "{}" in made else made


def blocks(rng: Random, count: int, depth: int = 0) -> str:
    """Give so many blocks with something between them."""
    parts = []
    for _ in range(count):
        parts += [block(rng, depth), _GAPS[int(rng.random() * len(_GAPS))]]
    return "".join(parts[:-1])


def nested(rng: Random) -> str:
    """Give one construct in itself, far deeper than anybody writes."""
    opening, inside, closing = _NESTED[int(rng.random() * len(_NESTED))]
    depth = 1 << int(rng.random() * 9)
    return opening * depth + inside + closing * depth


_NESTED = (
    ("> ", "x", ""), ("- ", "x", ""), ("1. ", "x", ""), ("[", "x", "](y)"), ("![", "x", "](y)"),
    ("*", "x", "*"), ("**", "x", "**"), ("*a **", "x", "** b*"), ("<b>", "x", "</b>"), ("<", "x", ">"),
    ("`", "x", "`"), ("~", "x", "~"), ("(", "x", ")"), ("[", "x", "]"), ("[[", "x", "]]"), ("{", "x", "}"),
    ("\\", "x", ""), ("&", "x", ";"), ("<div>\n", "x", "\n</div>"), ("#", " x", ""), ("| ", "x", " |"),
    ("::: a\n", "x", "\n:::"), ("\t", "x", ""), ("<A>", "x", "</A>"), ("</>", "", ""),
    ("{{< a >}}", "x", "{{< /a >}}"), ("[^1]", ": x", ""), ("_a", "_", "b"),
)  # fmt: skip


def _filled(pattern: str, rng: Random, depth: int) -> str:
    return pattern.replace("{}", span(rng, depth + 1) if rng.random() < 0.8 else word(rng))
