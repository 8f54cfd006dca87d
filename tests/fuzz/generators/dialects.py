"""What Markdown is written with beside CommonMark: front matter, MDX, admonitions, wikis, site generators."""

from __future__ import annotations

from random import Random

from tests.fuzz.generators.characters import characters
from tests.fuzz.generators.markdown import block, blocks, line
from tests.fuzz.generators.words import words

_SCALARS = (
    "plain", "'quoted'", '"double \\u00e9"', "2024-02-30", "2024-01-01T00:00:00Z", "0x_", "0o17", "1e400",
    ".nan", "~", "null", "yes", "[a, b]", "{a: b}", "[[[[[", "|\n  text\n  more", ">-\n  folded",
    "!!timestamp soon", "!!python/name:os", "&a x", "*a", "- x", "? y", "# c", "@x", "%y", "`z`", '"open',
    "'open", "a: b: c", "9" * 50, "=1+1", "{{ x }}", "",
)  # fmt: skip
_KEYS = (
    "title",
    "Title",
    "tags",
    "date",
    "description",
    "sidebar_position",
    "draft",
    "aliases",
    "'title'",
    "a.b",
    "x-y",
)
_FENCES = ("---", "---", "+++", "--- ", "----", "...", "```yaml", ";;;", "{")
_TYPES = (
    "note",
    "warning",
    "tip",
    "danger",
    "NOTE",
    "info",
    "abstract",
    "caution inline",
    "quote end",
    "",
    "x-y_z",
)
_INLINES = (
    "[[Page]]", "[[Page|{}]]", "![[file.png]]", "[[Page#{}^block]]", "{}{{: .class #id }}", "{}{{.cls}}",
    "%%{}%%", "{{{{< ref \"x\" >}}}} {}", "{{{{% note %}}}}{}{{{{% /note %}}}}", "{{{{ page.title }}}} {}",
    "{{% include x %}} {}", "{}^[inline note]", "{{/* {} */}}", "{{`{}`}}", "{{a.b}} {}",
    "<Tabs.Item value='a'>{}</Tabs.Item>", "<>{}</>", ":smile: {}", "#tag {}", "^block-id {}", "$$ {} $$",
    "\\[ {} \\]", "{{:toc}} {}", "*[HTML]: {}", "[TOC] {}", "@user {}", "{}[^{}]", "++{}++", "{{++{}++}}",
    "[{}]{{.cls}}", "{{%raw%}}{}{{%endraw%}}", "<Foo bar={{x > 1}}>{}</Foo>", "&{}; {}", "{}\\",
)  # fmt: skip
_BLOCKS = (
    "!!! {type} \"{title}\"\n    {body}", "!!! {type}\n    {body}\n\n    {body}", "!!! {type}   \n{body}",
    "???+ {type} \"{title}\"\n\t{body}", "=== \"{title}\"\n\n    {body}", ":::{type}\n{body}\n:::",
    "::: {type} {title}\n\n{body}\n\n:::", ":::{type}[{title}]\n{body}\n:::",
    ":::: {type}\n::: {type}\n{body}\n:::\n::::", "::: {{.{type}}}\n{body}", "> [!{type}]\n> {body}",
    "> [!{type}]- {title}\n> {body}", "> [!NOTE]\n{body}", "import A from 'a';\n\n{body}",
    "import {{ a, b }} from \"b\"\nexport const x = {{\n  a: 1,\n}}\n\n{body}", "import{blanks}",
    "export {blanks}{body}", "export const {title} = (\n{body}",
    "<Tabs>\n<TabItem value=\"a\">\n\n{body}\n\n</TabItem>\n</Tabs>",
    "<Card title=\"{title}\"\n  href='x'\n>\n{body}\n</Card>", "<{title}", "{{/* {body} */}}", "{{{body}}}",
    "</>\n</>{body}",
    "{{{{< tabs >}}}}\n{{{{% tab name=\"{title}\" %}}}}\n{body}\n{{{{% /tab %}}}}\n{{{{< /tabs >}}}}",
    "{{% tip %}}{body}{{% endtip %}}", "| {title} | b |\n|:--|--:|\n| {body} | `a|b` |\n| c |\n| d | e | f |",
    "{title}\n: {body}\n: more\n\n    {body}", "[^{title}]: {body}\n    {body}", "{title}[^1]\n\n[^1]: {body}",
    "[{title}]: <x> \"{body}\"", "*[{title}]: {body}", "{{: .no_toc }}\n# {title}\n{body}", "%% {body} %%",
    "<details>\n<summary>{title}</summary>\n\n{body}\n\n</details>", "```{{note}} {title}\n{body}\n```",
    "~~~mermaid\n{body}\n~~~", "$$\n{body}\n$$", ".. note::\n\n   {body}", "<!-- prettier-ignore -->\n{body}",
    "<a name=\"{title}\"></a>\n# {title}<a id='x'></a>\n{body}", "- [ ] {title}\n  {body}",
    "**Topics**\n+ [{title}](#x)\n{body}", "# {title} {{#x .y}}\n{body}", "**{title}**  \n{body}",
    "{title}\n{blanks}{body}", "{body}\n\n---\n{title}\n---",
)  # fmt: skip


def front_matter(rng: Random) -> str:
    """Give front matter, closed or not, of YAML or TOML or neither."""
    fence = _FENCES[int(rng.random() * len(_FENCES))]
    sign = " = " if fence == "+++" else (": ", ":", " : ", ":\t")[int(rng.random() * 4)]
    rows = [fence]
    for _ in range(int(rng.random() * 6)):
        value = _SCALARS[int(rng.random() * len(_SCALARS))] if rng.random() < 0.7 else words(rng, 4)
        rows.append(_KEYS[int(rng.random() * len(_KEYS))] + sign + value)
    if rng.random() < 0.7:
        rows.append(fence if rng.random() < 0.8 else "...")
    return "\n".join(rows) + "\n"


def dialect(rng: Random, most: int = 4) -> str:
    """Give a document of several dialects at once."""
    parts = [front_matter(rng)] if rng.random() < 0.25 else []
    for _ in range(1 + int(rng.random() * most)):
        chance = rng.random()
        if chance < 0.6:
            parts.append(_block(rng))
        elif chance < 0.85:
            parts.append(_INLINES[int(rng.random() * len(_INLINES))].format(*(line(rng) for _ in range(2))))
        else:
            parts.append(block(rng))
    return ("\n\n" if rng.random() < 0.8 else "\n").join(parts)


def _block(rng: Random) -> str:
    pattern = _BLOCKS[int(rng.random() * len(_BLOCKS))]
    body = blocks(rng, 1 + int(rng.random() * 2), 2)
    if rng.random() < 0.5:
        body = body.replace("\n", "\n    ")
    return pattern.format(
        type=_TYPES[int(rng.random() * len(_TYPES))],
        title=words(rng, 4) if rng.random() < 0.85 else characters(rng, 4),
        body=body,
        blanks=" \t"[int(rng.random() * 2)] * (1 << int(rng.random() * 7)),
    )
