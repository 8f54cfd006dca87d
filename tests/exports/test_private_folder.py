"""What only its user can write is believed."""

import pytest

from exports.private_folder import check_private, make_private


def test_every_folder_that_is_made_is_for_the_user_alone(tmp_path):
    made = make_private(tmp_path / "a" / "b")
    assert [each.stat().st_mode & 0o777 for each in (made, made.parent)] == [0o700, 0o700]


def test_a_folder_that_is_there_keeps_its_mode(tmp_path):
    (tmp_path / "a").mkdir(mode=0o755)
    assert make_private(tmp_path / "a").stat().st_mode & 0o777 == 0o755


def test_what_others_can_write_is_refused_with_the_remedy(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a").chmod(0o775)
    with pytest.raises(PermissionError) as raised:
        check_private(tmp_path / "a")
    assert raised.value.strerror == f"others can write there (`chmod go-w {tmp_path / 'a'}` ends that)"


def test_a_file_in_its_place_is_refused(tmp_path):
    (tmp_path / "a").write_text("")
    with pytest.raises(NotADirectoryError):
        make_private(tmp_path / "a")
