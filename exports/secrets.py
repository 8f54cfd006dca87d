"""Take secrets out of text that people or files get to see: messages, tracebacks, reports."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote, unquote

MASK = "***"
_AFTER_SCHEME = re.compile(r"://(\S*+)")
_NAMED = re.compile(
    r"""(?<![\w.%-])([\w.%-]++)['"]?(?:[=:][ ]?|[ ][=:][ ])['"]?"""
)  # name=, name: , "name": "
_VALUE = re.compile(r"""(?:(?:bearer|basic)[ ])?[^\s&;#'",}\])]++""", re.IGNORECASE)
_SECRET_NAME = re.compile(
    r"passw|passphrase|pwd|token|secret|credential|signature|authorization|api_?key|access_?key|private_?key"
    r"|(?:^|[^a-z])(?:key|pass|auth|sig)(?:$|[^a-z])",
    re.IGNORECASE,
)


def mask_secrets(text: str, secrets: Iterable[str] = ()) -> str:
    """Put `***` in the place of credentials in a text: known secrets, those in URIs, and values named as such.

    That is the user and password of a URI, up to the last `@` before a blank, and what follows a name such as
    `password=`, `?token=` or `"api_key": `. It takes too much rather than too little. Time grows with the length
    of the text, and with the number of secrets.
    """
    return _without_values(mask_uris(text, secrets))


def mask_uris(text: str, secrets: Iterable[str] = ()) -> str:
    """Put `***` in the place of known secrets, and of credentials in the URIs of a text."""
    for secret in sorted(_spellings(secrets), key=len, reverse=True):
        text = text.replace(secret, MASK)
    return _AFTER_SCHEME.sub(_without_userinfo, text)


def mask_uri(uri: str) -> str:
    """Give what may be shown of a URI: no user and password, no query, no fragment.

    Where it can't be told which `@` ends the password, only the scheme is shown.
    """
    scheme, sign, rest = uri.rpartition("://") if uri.count("://") == 1 else ("", "", uri)
    where, at, host = rest.rpartition("@")
    if at and any(each in host + where for each in "/?#@\\"):
        return f"{scheme}{sign}{MASK}"
    bare, _, fragment = host.partition("#")
    path, mark, query = bare.partition("?")
    shown = f"{path}{mark}{MASK if query else ''}{'#' + MASK if fragment else ''}"
    return f"{scheme}{sign}{MASK + at if at else ''}{shown}"


def scrub(error: BaseException, secrets: Iterable[str] = ()) -> None:
    """Take secrets out of what an error, and all that led to it, say; in place."""
    known = tuple(secrets)
    for each in _chain(error):
        each.args = tuple(mask_secrets(arg, known) if isinstance(arg, str) else arg for arg in each.args)
        held = vars(each)
        held.update(
            {key: mask_secrets(value, known) for key, value in held.items() if isinstance(value, str)}
        )


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    left: list[BaseException | None] = [error]
    while left:
        each = left.pop()
        if each is not None and id(each) not in seen:
            seen.add(id(each))
            left += [each.__cause__, each.__context__]
            left += each.exceptions if isinstance(each, BaseExceptionGroup) else ()
            yield each


def _spellings(secrets: Iterable[str]) -> set[str]:
    """Give secrets as they stand in texts, in URIs and in Python's own notation."""
    return {
        form
        for each in secrets
        for form in (each, quote(each, safe=""), quote(each), repr(each)[1:-1])
        if form
    }


def _without_userinfo(match: re.Match[str]) -> str:
    _, at, rest = match[1].rpartition("@")
    return f"://{MASK}@{_without_values(rest)}" if at else f"://{_without_values(match[1])}"


def _without_values(text: str) -> str:
    """Mask what follows the name of a secret."""
    kept: list[str] = []
    at = 0
    for match in _NAMED.finditer(
        text
    ):  # names are taken whole, and values once: time grows with the length only
        if match.start() >= at and _SECRET_NAME.search(unquote(match[1])):
            value = _VALUE.match(text, match.end())
            if value:
                kept += text[at : match.end()], MASK
                at = value.end()
    return "".join((*kept, text[at:]))
