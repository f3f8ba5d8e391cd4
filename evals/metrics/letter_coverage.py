"""Letter coverage: the share of a source's letters that stand in what was made of it, word by word."""

import re
from collections import Counter
from collections.abc import Iterable

WORD = re.compile(r"[^\W\d_]+")
DIVIDED = re.compile(r"(?<=[^\W\d_])-\s*\n\s*(?!(?:und|oder|bzw|sowie)\b)(?=[a-zäöüß])")


def letter_coverage(source: str, made: Iterable[str]) -> float | None:
    """Return 0 to 1; None when the source has no letters.

    A word counts as often as it stands in the source; a word divided at a line's end counts as whole.

    >>> letter_coverage("Das Auf-\\nenthaltsrecht gilt.", ["Das Aufenthaltsrecht"])
    0.8260869565217391
    """
    wanted, found = _words(DIVIDED.sub("", source)), Counter[str]()
    for text in made:
        found += _words(text)
    total = sum(len(word) * count for word, count in wanted.items())
    kept = sum(len(word) * min(count, found[word]) for word, count in wanted.items())
    return kept / total if total else None


def _words(text: str) -> Counter[str]:
    return Counter(word.lower() for word in WORD.findall(text))
