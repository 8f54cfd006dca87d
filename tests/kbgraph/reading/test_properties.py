"""What must hold of whatever is read: no text is lost, and every piece can be traced."""

from hypothesis import given
from hypothesis import strategies as st

from kbgraph.reading import assign_topics, read_text
from tests.kbgraph.reading.checks import assert_sound, prose, read_prose, texts

WORDS = st.sampled_from(
    ["a queue", "Amazon S3. The", "e.g. this", "Is it? Yes!", "(in. Brackets)", "…", "NBSP\u00a0and\u2011hyphen",
     "é", "日本。語", "😀"]
)  # fmt: skip
INLINE = st.sampled_from(
    ["*{}*", "**{}**", "`{}`", "[{}](x.md)", "![{}](x.png)", "<b>{}</b>", "~~{}~~", "{}<br>", '<a name="n"></a>{}',
     "<http://a.b/{0:.0}>", "{}\\.", "\\({}\\)", "{} &amp; &#x201c;", "{}[^1]", "[{}]", "{}\\\\", "https://a.b/c. {}"]
)  # fmt: skip
SPANS = st.builds(lambda pattern, word: pattern.format(word), INLINE, WORDS)
LINES = st.lists(WORDS | SPANS, min_size=1, max_size=4).map(" ".join)
BLOCKS = st.sampled_from(
    ["{}", "# {}", "### {}", "{}\n===", "> {}", "> {}\n> more", "- {}", "1. {}\n   more", "  + {}", "    {}",
     "```\n{}\n```", "| {} | b |\n|---|---|\n| c | {} |", "<div>{}</div>", "**Note**  \n{}", "**{}**\n{}", "{}  \n{}",
     "{}\n{}", "{}\\\n{}", "- [ ] {}", "[^1]: {}", "[r]: /x '{}'", "***", "!!! note\n    {}", "::: tip\n{}\n:::",
     "> [!NOTE]\n> {}", "\t{}", "{}\n    {}", "-\n\n  {}", "> - {}\n>\n>   {}", "<!-- {} -->", "`{}\n{}`"]
)  # fmt: skip
FILLED = st.builds(
    lambda pattern, one, two: pattern.replace("{}", one, 1).replace("{}", two), BLOCKS, LINES, LINES
)
MARKDOWN = st.builds(
    lambda blocks, gap, end, start: start + gap.join(blocks).replace("\n", end),
    st.lists(FILLED, max_size=8),
    st.sampled_from(["\n\n", "\n", "\n\n\n"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["", "\ufeff", "---\ntitle: x\n---\n"]),
)
CHARACTERS = "aB. \n\r\t#>-*_`[]()!|\\&;<>/~:=+\"'{}^1\u00a0é"
SOUP = st.lists(st.sampled_from([*CHARACTERS, "\n\n", "&amp;", "<a>", "**Note**", "](x)"])).map("".join)


@given(MARKDOWN | SOUP)
def test_every_piece_can_be_traced_and_every_sentence_stands_in_one_section(source: str) -> None:
    document = read_text(source, key="a.md")
    assert_sound(document, source)
    assert len(assign_topics(document)) == len(document.sections)


@given(MARKDOWN | SOUP)
def test_no_prose_is_lost_but_the_labels_that_are_counted(source: str) -> None:
    document = read_text(source, key="a.md")
    read = read_prose(document)
    left_out = iter(prose(source))
    missing = len(prose(source)) - len(read)
    assert all(character in left_out for character in read), "read in another order, or never written"
    assert missing <= sum(
        skipped.characters for skipped in document.skipped if skipped.kind in ("label", "table rule")
    )


@given(MARKDOWN | SOUP)
def test_mdx_and_plain_text_can_be_traced_too(source: str) -> None:
    assert_sound(read_text(source, key="a.mdx"), source)
    assert_sound(read_text(source, key="a.txt", format="plain"), source)


@given(st.text())
def test_plain_text_is_read_whole_but_for_the_bullets(source: str) -> None:
    read = "".join("".join(texts(read_text(source, key="a.txt", format="plain"))).split())
    left = iter("".join(source.split()))
    assert all(character in left for character in read)
    assert sum(map(str.isalpha, read)) == sum(map(str.isalpha, source))


@given(st.text(st.characters(exclude_categories=[])))
def test_any_text_is_read(source: str) -> None:
    document = read_text(source, key="a.md")
    assert document.length == len(source)
    "".join(texts(document)).encode()


@given(MARKDOWN)
def test_line_ends_make_no_difference_to_the_sentences(source: str) -> None:
    unix = source.replace("\r\n", "\n").replace("\r", "\n")
    read = [texts(read_text(unix.replace("\n", end), key="a.md")) for end in ("\n", "\r\n", "\r")]
    assert read[0] == read[1] == read[2]
