"""Decodes text files: byte order mark, declared charset, UTF-8, else Windows-1252; always NFC with plain line ends."""

import codecs
import re
import unicodedata

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""")

NO_CHARSETS = ("utf-16", "utf16", "utf-32", "utf32", "ucs", "unicode", "raw-unicode", "idna", "punycode", "undefined")
"""Beginnings of names that Python knows and no file can truly be in when its declaration is read byte by byte."""

UNSEEN = dict.fromkeys([0x00AD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Soft hyphens, blanks without width, and marks that turn the direction: they would part words for the search, and a
turned text would read otherwise on the screen than what was checked."""

LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
"""Letters that a typesetter has joined to one sign; whoever searches types them one by one."""

UNSEEN_AND_LIGATURES = UNSEEN | LIGATURES
CONTROLS = dict.fromkeys(code for code in range(32) if chr(code) not in "\n\t\f")

LOOSE_DIAERESIS = re.compile("(?<![aouAOU])[\u00a8\u0308]([aouAOU])|([aouAOU])\u00a8")
"""An umlaut whose dots were set as a sign of their own, before the letter or after it."""


def decode(content: bytes) -> tuple[str, bool]:
    """Return (text, whether characters had to be replaced)."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return tidy(content.decode(encoding, errors="replace")), False
    # What is UTF-8 throughout is UTF-8, whatever a template says of it; only plain ASCII can be something else.
    encodings = (*_declared(content), "utf-8") if content.isascii() else ("utf-8", *_declared(content))
    for encoding in encodings:
        try:
            return tidy(content.decode(encoding)), False
        except (UnicodeError, LookupError):
            continue
    if looks_like_utf16(content):
        order = "le" if content[1::2].count(0) >= content[0::2].count(0) else "be"
        return tidy(content.decode(f"utf-16-{order}", errors="replace")), False
    text = content.decode("cp1252", errors="replace")
    return tidy(text), "\N{REPLACEMENT CHARACTER}" in text


def tidy(text: str) -> str:
    """Compose characters (NFC), unify line ends, drop control characters and those that nobody sees."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    text = text.translate(UNSEEN_AND_LIGATURES)
    if "\u00a8" in text or "\u0308" in text:
        text = LOOSE_DIAERESIS.sub(_umlaut, text)
    return text.translate(CONTROLS)


def _umlaut(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", f"{match.group(1) or match.group(2)}\u0308")


def _declared(content: bytes) -> list[str]:
    """Return the charset that a file names, unless it is none of texts, or one in which this name could not be read."""
    match = DECLARED.search(content[:2048])
    name = match.group(1).decode("ascii").lower().replace("_", "-") if match else ""
    return [name] if name and not name.startswith(NO_CHARSETS) else []


def looks_like_utf16(content: bytes) -> bool:
    """Tell whether every other byte is empty, as in UTF-16 without many foreign letters."""
    return len(content) >= 4 and content[:4000].count(0) > len(content[:4000]) // 4
