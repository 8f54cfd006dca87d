"""What the documents show works: each command, each piece of Python, each file they point to."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHOWN = ("README.md", "docs/usage.md", "docs/extending.md")
DOCUMENTS = (
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    *sorted(f"docs/{p.name}" for p in ROOT.glob("docs/*.md")),
)
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
SET_UP = ("make ", "python3 -m venv", "env/bin/")
"""Beginnings of commands that set up an environment: `.ci/run` executes these."""


def blocks(document):
    return [(match[1], match[2]) for match in BLOCK.finditer((ROOT / document).read_text(encoding="utf-8"))]


def commands(document):
    return [line for kind, text in blocks(document) if kind == "sh" for line in text.splitlines() if line]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Give a folder that looks like a fresh clone to the commands in it."""
    made = tmp_path_factory.mktemp("clone")
    shutil.copytree(ROOT / "examples", made / "examples")
    shutil.copytree(ROOT / "docs", made / "docs")
    return made


def run(words, folder):
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "XDG_CACHE_HOME": str(folder / "cache"),
        "PYTHONIOENCODING": "utf-8",
    }
    done = subprocess.run(
        words, cwd=folder, env=environment, capture_output=True, encoding="utf-8", timeout=300, check=False
    )
    assert done.returncode == 0, f"{words} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
    return done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("document", SHOWN)
def test_every_command_works_and_says_what_is_shown(document, folder):
    said = ""
    for kind, text in blocks(document):
        if kind == "sh":
            lines = [line for line in text.splitlines() if not line.startswith(SET_UP)]
            said = "".join(run(shlex.split(line), folder) for line in lines)
        elif kind == "text":
            for line in text.splitlines():
                assert " ".join(line.split()) in " ".join(said.split())


@pytest.mark.slow
@pytest.mark.parametrize("document", SHOWN)
def test_every_piece_of_python_works(document, folder):
    for kind, text in blocks(document):
        if kind == "python":
            assert run([sys.executable, "-c", text], folder)


def test_the_commands_that_set_up_are_executed_by_ci():
    executed = (ROOT / ".ci" / "run").read_text(encoding="utf-8")

    for command in commands("README.md") + commands("CONTRIBUTING.md"):
        if command.startswith(SET_UP):
            assert command in executed


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_leads_to_a_file(document):
    for target in LINK.findall((ROOT / document).read_text(encoding="utf-8")):
        assert (ROOT / document).parent.joinpath(target).exists(), target


def test_every_direct_dependency_is_explained():
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [
        *project["project"]["dependencies"],
        *project["project"]["optional-dependencies"]["cypher"],
        *project["project"]["optional-dependencies"]["neo4j"],
        *project["dependency-groups"]["dev"],
    ]
    explained = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    rows = {
        name.strip()
        for line in explained.splitlines()
        if line.startswith("| ")
        for name in line.split("|")[1].split(",")
    }

    assert {each.split("==")[0] for each in wanted} <= rows
    assert rows - {each.split("==")[0] for each in wanted} == {"package"}


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_file_pins_by_hash_and_names_no_host(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    pins = re.findall(r"^[a-z0-9][^\n]*(?:\n    [^\n]*)*", text, re.MULTILINE)

    assert len(pins) > 50
    assert all("==" in pin.splitlines()[0] and "--hash=sha256:" in pin for pin in pins)
    assert re.search(r"://|index-url|find-links|^#.*[/\\](?!\s)", text, re.MULTILINE) is None


def test_the_lock_files_hold_what_the_project_asks_for():
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    locked = (ROOT / "requirements.lock").read_text(encoding="utf-8").lower()
    developed = (ROOT / "requirements-dev.lock").read_text(encoding="utf-8").lower()

    for pin in project["project"]["dependencies"] + project["build-system"]["requires"]:
        assert f"\n{pin.lower()} \\" in locked
    for pin in project["dependency-groups"]["dev"] + project["project"]["optional-dependencies"]["neo4j"]:
        assert f"\n{pin.lower()} \\" in developed


def test_nothing_in_the_default_install_is_under_the_gpl():
    from importlib.metadata import PackageNotFoundError, metadata

    locked = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    for name in re.findall(r"^([a-z0-9][a-z0-9-]*)==", locked, re.MULTILINE):
        try:
            found = metadata(name)
        except PackageNotFoundError:  # for another system
            continue
        said = [
            found.get("License-Expression"),
            (found.get("License") or "")[:200],
            *(found.get_all("Classifier") or ()),
        ]
        assert not [each for each in said if each and re.search(r"\bA?GPL|GNU (Affero )?General", each)], name


def test_the_drawing_of_the_architecture_is_current():
    assert (
        subprocess.run(
            [sys.executable, ROOT / "scripts" / "draw_rooms.py", "--check"], check=False
        ).returncode
        == 0
    )


def test_every_file_that_the_architecture_names_is_there():
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:kbgraph|exports|pipelines)/[\w/.]+)`", text)

    assert len(named) > 20
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_glossary_has_one_line_for_each_term():
    lines = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    terms = [line.split("|")[1].strip() for line in lines if line.startswith("| ")][1:]

    assert terms == sorted(set(terms))
    assert all(line.count("|") == 3 for line in lines if line.startswith("| "))
