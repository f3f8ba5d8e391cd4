"""Takes a question of several parts apart ("Was kostet X und wie lange gilt es?"); each part is made whole."""

import re
from dataclasses import replace
from itertools import pairwise

from assistant.answering.answer import Turn
from assistant.answering.framing import is_frame
from assistant.answering.question import WholeQuestion, make_whole
from assistant.answering.words import content_stems

MOST_PARTS = 3
"""A question of more parts stays whole: four quotes cannot answer each, and the cuts are likely wrong."""

_PREPOSITION = r"(?:ab|an|auf|aus|bei|bis|durch|für|in|mit|nach|seit|um|von|vor|zu)\s+"
_ASKS = rf"(?:{_PREPOSITION})?(?:was|wie|wieviel|wer|wem|wen|wo|wann|warum|wohin|woher|womit|wofür|welche[mnrs]?)\b"
_CUT = re.compile(
    rf"(?<=\?)\s+(?=\w)|,?\s+(?:und|sowie|oder)\s+(?=(?:auch\s+|zwar\s+)?{_ASKS})|,\s+(?=wie\s)", re.IGNORECASE
)
_ASKS_FIRST = re.compile(rf"(?:und\s+)?{_ASKS}", re.IGNORECASE)
_WITHOUT_VERB = re.compile(r"was\s+(?=(?:der|die|das|den)\s)", re.IGNORECASE)
"""Begins a part that leaves its verb to the one before ("Was kostet die Duldung und was der Ausweisersatz?")."""
_TOPIC_FIRST = re.compile(rf"(.{{3,}}?)(?::|,|\s[–—-])\s+(?={_ASKS})", re.IGNORECASE)


def question_parts(question: WholeQuestion) -> tuple[WholeQuestion, ...]:
    """Return the parts of a question, a later one with what it leans on; none when it asks one thing only.

    >>> asked = WholeQuestion("Was kostet die Verpflichtungserklärung und wie lange haftet man daraus?")
    >>> [part.search_text for part in question_parts(asked)]
    ['Was kostet die Verpflichtungserklärung', 'Verpflichtungserklärung wie lange haftet man daraus?']
    >>> question_parts(WholeQuestion("Welche Fristen und Gebühren gelten?"))
    ()
    """
    typed = question.plain
    ahead = _TOPIC_FIRST.match(typed)
    topic, asked = (ahead[1], typed[ahead.end() :]) if ahead and not _CUT.search(ahead[1]) else ("", typed)
    pieces = _joined([piece.strip() for piece in _CUT.split(asked)])
    if not 1 < len(pieces) <= MOST_PARTS:
        return ()
    if topic:
        return tuple(replace(question, typed=piece, topic=f"{question.topic} {topic}".strip()) for piece in pieces)
    first, *later = pieces
    parts = [replace(question, typed=first)]
    for before, piece in pairwise([first, *later]):
        leaning = make_whole(_WITHOUT_VERB.sub("und ", piece), [Turn(before, "")])
        parts.append(replace(question, typed=piece, topic=f"{question.topic} {leaning.topic}".strip()))
    return tuple(parts)


def _joined(pieces: list[str]) -> list[str]:
    """Put what asks nothing by itself ("Bitte kurz.", "Stimmt das?", "bis wann?", a leading "Wo") to its neighbour."""
    joined: list[str] = []
    for piece in pieces:
        stands_alone = _asks(piece) and content_stems(piece)
        if joined and not (stands_alone and content_stems(joined[-1]) and not _is_courtesy(joined[-1])):
            joined[-1] = f"{joined[-1]} {piece}"
        else:
            joined.append(piece)
    return joined


def _asks(piece: str) -> bool:
    return _ASKS_FIRST.match(piece) is not None or (piece.endswith("?") and not _is_courtesy(piece))


def _is_courtesy(piece: str) -> bool:
    return is_frame(piece) and _ASKS_FIRST.match(piece) is None
