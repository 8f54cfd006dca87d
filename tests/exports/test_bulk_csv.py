"""Files for `neo4j-admin` that are of two graphs can't be imported by mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from exports.bulk_csv import write
from kbgraph.errors import OutputError
from tests.graphs import small_graph


def test_there_is_no_import_script_while_the_files_are_of_two_graphs(tmp_path: Path) -> None:
    assert write(small_graph(), tmp_path)[-1] == tmp_path / "import.sh"
    (tmp_path / "after.cypher").unlink()
    (tmp_path / "after.cypher").mkdir()
    with pytest.raises(OutputError, match=r"after\.cypher can't be written"):
        write(small_graph(), tmp_path)
    assert not (tmp_path / "import.sh").exists()
