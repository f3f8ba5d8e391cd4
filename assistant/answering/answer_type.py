"""What kind of fact a question asks for (an amount, a time, a number), and whether a sentence holds one.

A question for an amount is not answered by a sentence without any, however alike the two sound.
"""

import re
from enum import StrEnum

from assistant.answering.figures import figures


class AnswerType(StrEnum):
    """The kind of fact that a question asks for."""

    AMOUNT = "amount"
    TIME = "time"
    NUMBER = "number"


_ASKED: tuple[tuple[AnswerType, re.Pattern[str]], ...] = (
    (
        AnswerType.AMOUNT,
        re.compile(
            r"\bkoste\w*|\bkosten\b|wie teuer|\bgebühr(?:en)?\b.*\bhoch\b|\bhoch\b.*\b(?:gebühr|geldbuße|betrag|satz)"
            r"|\bwie ?viel (?:geld|euro)\b|\bpreis\b|\bzahl(?:t|en) (?:er|sie|man|der|die)\b|\bhow much\b|\bfee\b",
            re.I,
        ),
    ),
    (
        AnswerType.TIME,
        re.compile(
            r"\bwie lang\w*|\bab wann\b|\bbis wann\b|\bwann\b.*\b(?:gilt|läuft|verjährt|erlischt|abgelaufen)\b"
            r"|\bwelche frist|\bfrist\b|\bwie viele?n? (?:tage?n?|wochen|monaten?|jahren?|stunden)\b|\bdauert?\b"
            r"|\bhow long\b",
            re.I,
        ),
    ),
    (AnswerType.NUMBER, re.compile(r"\bwie ?viele?\b|\bwie oft\b|\bhow many\b|\bab welchem alter\b", re.I)),
)
_TIME_UNITS = ("tag", "woche", "monat", "jahr", "stunde", "minute", "lebensjahr")
_DATE = re.compile(r"\d{2}\.\d{2}\.\d{0,4}")
_FREE = re.compile(r"gebührenfrei|kostenlos|kostenfrei|keine gebühr|befreit|unentgeltlich", re.I)
_TIME_WORDS = re.compile(
    r"unverzüglich|unbefristet|sofort\b|\bUhr\b|\b(?:am|ab dem) \w+ten tag|halbjahr|vierteljahr", re.I
)


def expected_type(question: str) -> AnswerType | None:
    """Return the kind of fact that a question asks for, or None when any sentence may answer it.

    >>> expected_type("Was kostet die Verlängerung?")
    <AnswerType.AMOUNT: 'amount'>
    >>> expected_type("Wer bestellt den eAT?") is None
    True
    """
    return next((kind for kind, pattern in _ASKED if pattern.search(question)), None)


def holds(kind: AnswerType, text: str) -> bool:
    """Tell whether a text holds a fact of this kind.

    >>> holds(AnswerType.TIME, "Die Frist beträgt zwei Wochen.")
    True
    """
    found = figures(text)
    if kind is AnswerType.AMOUNT:
        return any(figure.endswith(("euro", "prozent")) for figure in found) or bool(_FREE.search(text))
    if kind is AnswerType.TIME:
        timed = any(figure.split()[-1] in _TIME_UNITS or _DATE.fullmatch(figure) for figure in found)
        return timed or bool(_TIME_WORDS.search(text))
    return any(figure[0].isdigit() for figure in found)
