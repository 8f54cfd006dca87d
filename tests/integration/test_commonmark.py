"""Reading loses no text on any example of the CommonMark specification, with any kind of line end."""

import hashlib
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from kbgraph.reading import read_text
from tests.integration.conftest import cached, command, give_up
from tests.kbgraph.reading.checks import assert_sound, prose, read_prose

pytestmark = pytest.mark.integration

PACKAGE = "commonmark-spec@0.31.2"
SHA256 = "257c41ad946f7a1414a499aca402a1aa8fdac3678532266611348c1cf54f4b80"
EXAMPLE = re.compile(r"^`{32} example[^\n]*\n(.*?)^\.\n.*?^`{32}$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def examples() -> list[str]:
    npm = command("npm")

    def fetch(folder: Path) -> None:
        folder.mkdir()
        words = [npm, "pack", PACKAGE, "--pack-destination", str(folder)]
        done = subprocess.run(words, capture_output=True, encoding="utf-8", timeout=300, check=False)
        if done.returncode != 0:
            give_up(f"the specification can't be fetched: {done.stderr[-500:]}")
        (archive,) = folder.glob("*.tgz")
        shutil.unpack_archive(archive, folder, filter="data")

    spec = (cached(PACKAGE.replace("@", "-"), fetch) / "package" / "spec.txt").read_bytes()
    assert hashlib.sha256(spec).hexdigest() == SHA256
    return [example.replace("→", "\t") for example in EXAMPLE.findall(spec.decode())]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_every_example_is_read_whole(examples: list[str], end: str) -> None:
    assert len(examples) == 652
    for example in examples:
        source = example.replace("\n", end)
        document = read_text(source, key="example.md")
        assert_sound(document, source)
        assert read_prose(document) == prose(source)
