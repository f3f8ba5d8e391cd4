"""Cuts RTF into its pieces: braces, control words and text, the bytes decoded by the code page in force."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

PIECE = re.compile(
    rb"""(?P<open>\{)|(?P<close>\})
    |\\'(?P<hex>[0-9a-fA-F]{2})
    |\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?\x20?
    |\\(?P<sign>[^a-zA-Z])
    |(?P<text>[^\\{}]+)
    |(?P<stray>\\)""",
    re.VERBOSE | re.DOTALL,
)

CHARSETS = {0: "cp1252", 128: "cp932", 161: "cp1253", 162: "cp1254", 177: "cp1255", 178: "cp1256", 186: "cp1257"}
CHARSETS |= {204: "cp1251", 222: "cp874", 238: "cp1250"}
"""Code page by the number that a font's \\fcharset gives."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece: kind is "open", "close", "word", "text" or "unicode"; a word may have a number."""

    kind: str
    text: str = ""
    number: int | None = None


def tokens(content: bytes) -> Iterator[Token]:
    """Yield the pieces of an RTF file in order."""
    pages = _CodePages()
    raw = bytearray()
    position = 0
    while match := PIECE.match(content, position):
        position = match.end()
        if match["hex"]:
            raw += bytes([int(match["hex"], 16)])
            continue
        if match["text"]:
            raw += match["text"].translate(None, b"\r\n\x00")
            continue
        if raw:
            yield Token("text", raw.decode(pages.current, "replace"))
            raw.clear()
        if (length := _binary(match)) is not None:
            position += length
        elif (token := _token(match)) is not None:
            pages.follow(token)
            yield token
    if raw:
        yield Token("text", raw.decode(pages.current, "replace"))


def _token(match: re.Match[bytes]) -> Token | None:
    if match["open"] or match["close"]:
        return Token("open" if match["open"] else "close")
    if match["word"]:
        word = match["word"].decode("ascii")
        number = int(match["number"]) if match["number"] else None
        if word == "u" and number is not None:
            return Token("unicode", _character(number))
        return Token("word", word, number)
    if match["sign"]:
        sign = match["sign"].decode("latin-1")
        if sign in "\\{}":
            return Token("text", sign)
        return Token("word", "par" if sign in "\r\n" else sign)
    return None


def _character(number: int) -> str:
    """Return the character of a \\u, whose number is a signed one of 16 bits; halves of pairs become a blank."""
    code = number & 0xFFFF
    return " " if 0xD800 <= code <= 0xDFFF else chr(code)


def _binary(match: re.Match[bytes]) -> int | None:
    """Return how many raw bytes of a picture follow a \\bin."""
    return max(0, int(match["number"] or 0)) if match["word"] == b"bin" else None


class _CodePages:
    """The code page in force: the file's own, or that of the font."""

    def __init__(self) -> None:
        self._file = "cp1252"
        self._fonts: dict[int, str] = {}
        self._defining: int | None = None
        self._depth = 0
        self._table_depth: int | None = None
        self._stack: list[str | None] = [None]

    @property
    def current(self) -> str:
        """The code page of the text that comes now."""
        return self._stack[-1] or self._file

    def follow(self, token: Token) -> None:
        """Take note of what changes the code page."""
        if token.kind == "open":
            self._stack.append(self._stack[-1])
        elif token.kind == "close":
            if len(self._stack) > 1:
                self._stack.pop()
            if self._table_depth is not None and len(self._stack) < self._table_depth:
                self._table_depth = None
        elif token.kind == "word":
            self._word(token.text, token.number)

    def _word(self, word: str, number: int | None) -> None:
        if word == "ansicpg" and number:
            self._file = _known(f"cp{number}") or self._file
        elif word == "mac":
            self._file = "mac_roman"
        elif word == "fonttbl":
            self._table_depth = len(self._stack)
        elif word == "f" and number is not None and self._table_depth is not None:
            self._defining = number
        elif word == "f" and number is not None:
            self._stack[-1] = self._fonts.get(number)
        elif word == "fcharset" and number in CHARSETS and number and self._defining is not None:
            self._fonts[self._defining] = CHARSETS[number]
        elif word == "plain":
            self._stack[-1] = None


def _known(encoding: str) -> str | None:
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return None
