"""What stands around a figure, a denial or an "and", and must be the same around it in the source."""

import re
from collections.abc import Iterator

from assistant.answering.checks.clauses import without_asides
from assistant.answering.checks.wording import same, substance
from assistant.answering.words import tokens

_FRAMES = {
    "within": "innerhalb binnen",
    "during": "dauer seit lang länger",
    "after": "nach ab nachdem",
    "before": "vor bevor",
    "until": "bis",
    "least": "mindestens wenigstens",
    "most": "höchstens längstens maximal",
    "latest": "spätestens",
    "earliest": "frühestens",
    "each": "je pro",
    "above": "über mehr",
    "below": "unter weniger",
}
_FRAME_OF = {word: frame for frame, words in _FRAMES.items() for word in words.split()}
_ALIKE = (
    {"until", "most"}, {"within", "latest"}, {"within", "most"}, {"during", "least"}, {"after", "least"},
    {"after", "earliest"}, {"until", "latest"}, {"during", "after"}, {"during", "most"}, {"above", "during"},
    {"within", "until"}, {"within", "before"}, {"after", "above"}, {"least", "above"},
)  # fmt: skip
_REACH = 3
"""Words before a figure that belong to it."""
_DENIED = re.compile(r"\b(?:[Kk]ein\w{0,2}|[Oo]hne|[Ww]eder)\b((?: [a-zäöüß]\w*){0,3}) ([A-ZÄÖÜ][\w-]+)")
_NOUN = re.compile(r"\b[A-ZÄÖÜ][\w-]{3,}")
_PLACE_IN_LAW = re.compile(r"(?:§§?|\b(?:Absatz|Satz|Nummer|Artikel|Art\.|Buchstabe))\s*\d+[a-z]?")
_JOINING = re.compile(r"\b(und|oder|sowie)\b")
_BESIDE = 4
"""Words of substance behind an "and" among which its right side is sought."""


def figures_reframed(statement: str, cited: str) -> int:
    """Count figures that stand within, after, at most … in one text, and in another such frame in the other."""
    theirs = dict[str, set[str]]()
    for figure, frame in _framed(cited):
        theirs.setdefault(figure, set()).add(frame)
    return sum(
        figure in theirs and not any(frame == other or {frame, other} in _ALIKE for other in theirs[figure])
        for figure, frame in _framed(statement)
    )


def _framed(text: str) -> Iterator[tuple[str, str]]:
    words = tokens(without_asides(text))
    for place, word in enumerate(words):
        if word[0].isdigit():
            before = [_FRAME_OF[other] for other in words[max(0, place - _REACH) : place] if other in _FRAME_OF]
            if before:
                yield word, before[-1]


def figures_reordered(statement: str, cited: str) -> bool:
    """Tell whether figures that both texts hold follow one another in another order."""
    ours, theirs = _numbers(statement), _numbers(cited)
    told = [number for number in ours if theirs.count(number) == 1 and ours.count(number) == 1]
    return told != sorted(told, key=theirs.index)


def _numbers(text: str) -> list[str]:
    plain = _PLACE_IN_LAW.sub(" ", without_asides(text))
    return [token for token in tokens(plain) if token[0].isdigit()]


def denials_moved(statement: str, cited: str) -> int:
    """Count nouns that "kein" or "ohne" denies in one text only, while the other denies something else by them."""
    ours, theirs = _denied(statement), _denied(cited)
    if not ours or not theirs:
        return 0
    affirmed = [noun.lower() for noun in _NOUN.findall(cited)]
    return sum(
        not any(same(noun, other) for other in theirs) and any(same(noun, other) for other in affirmed) for noun in ours
    )


def _denied(text: str) -> list[str]:
    return [match[2].lower() for match in _DENIED.finditer(text)]


def joinings_changed(statement: str, cited: str) -> int:
    """Count "and" that was "or" between the same two things, or the other way round."""
    there = list(_joined(cited))
    changed = 0
    for joining, left, right in _joined(statement):
        alike = [
            other
            for other, first, behind in there
            if same(left, first) and any(same(one, two) for one in right for two in behind)
        ]
        changed += bool(alike) and joining not in alike
    return changed


def _joined(text: str) -> Iterator[tuple[str, str, list[str]]]:
    for match in _JOINING.finditer(without_asides(text)):
        left, right = substance(text[: match.start()])[-1:], substance(text[match.end() :])[:_BESIDE]
        if left and right:
            yield match[1].replace("sowie", "und"), left[0], right
