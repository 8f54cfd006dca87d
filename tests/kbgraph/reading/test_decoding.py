"""Bytes to text."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgraph.errors import InputError
from kbgraph.reading.decoding import decode

WESTERN = "The queue’s name – “façade” – costs 5 € in Köln; see the résumé."


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf_8_is_read_as_it_stands(text: str) -> None:
    assert decode(text.encode()) == (text, "utf-8")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_byte_order_mark_names_the_encoding_and_stays_a_character(encoding: str) -> None:
    text = "\ufeffA queue – ü – 日本"
    assert decode(text.encode(encoding)) == (text, encoding)


def test_the_mark_of_utf_8_stays_a_character() -> None:
    assert decode(b"\xef\xbb\xbfText") == ("\ufeffText", "utf-8")


def test_western_text_is_read_as_windows_1252() -> None:
    assert decode(WESTERN.encode("cp1252")) == (WESTERN, "cp1252")


def test_one_accent_in_much_english_text_is_windows_1252() -> None:
    text = "The queue stores messages. " * 500 + "café" + " They wait." * 500
    assert decode(text.encode("cp1252")) == (text, "cp1252")


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", "Очередь хранит сообщения, пока их не прочитает получатель. Служба масштабируется сама."),
        ("shift_jis", "キューはメッセージを保存します。受信者が読み取るまで待ちます。"),
        ("gb18030", "队列存储消息，直到接收者读取它们。服务会自动扩展。"),
        ("euc_kr", "대기열은 수신자가 읽을 때까지 메시지를 저장합니다."),
    ],
)
def test_other_scripts_are_detected(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding))[0] == text


def test_a_stray_byte_does_not_spoil_the_rest_of_a_utf_8_file() -> None:
    text, encoding = decode("ünïcödé and more ünïcödé ".encode() + b"it\x92s")
    assert text == "ünïcödé and more ünïcödé it’s"
    assert encoding == "utf-8 with 1 stray byte read as cp1252"


@given(st.binary())
def test_any_bytes_are_text_or_an_input_error(data: bytes) -> None:
    with contextlib.suppress(InputError):
        text, encoding = decode(data)
        assert isinstance(text, str)
        assert encoding


@pytest.mark.parametrize("data", [b"a\0b", b"%PDF-1.7\n", b"PK\x03\x04...", bytes(range(1, 32)) * 4])
def test_a_binary_file_is_an_input_error_with_its_path(data: bytes) -> None:
    with pytest.raises(InputError, match=r"^a/b\.md: a binary file"):
        decode(data, path="a/b.md")
