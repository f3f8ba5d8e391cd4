"""Makes a question whole: a follow-up ("Und was kostet das?") is joined with what it refers to."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.answer import Turn
from assistant.answering.words import content_stems, tokens

_REFERRING = frozenset(
    "das dies diese dieser dieses dafür davon dabei dazu dagegen damit darauf darüber danach dann er sie ihn ihm ihr "
    "es dort derselbe dieselbe".split()
)
_OPENERS = frozenset("und oder auch aber".split())
_FACETS = frozenset(
    content_stems(
        "rechtsgrundlage kostet kosten gebühr gebühren frist fristen dauer dauert lange lang hoch teuer unterlagen "
        "dokumente formular formulare zuständig voraussetzung voraussetzungen paragraf schritt schritte"
    )
)
"""What is asked about a topic; a follow-up with one of these asks anew and drops what was asked before."""
_ASPECTS = _FACETS | frozenset(
    content_stems(
        "ausnahme ausnahmen nächste gilt gelten genau bedeutet kinder kind ablehnung abgelehnt vorher nachher später"
    )
)
"""A question of these words alone names no topic."""
_QUESTION_WORDS = frozenset("was wie wer wo wann welche welcher welches welchen viel viele brauche brauchen".split())
_LONGEST_FOLLOW_UP = 4
"""A question with a referring word and at most so many content words leans on the one before it."""


@dataclass(frozen=True, slots=True)
class WholeQuestion:
    """A question as typed, and as it is searched for.

    `topic` is the earlier question that it leans on, `long_forms` what its abbreviations stand for; both may be empty.
    """

    typed: str
    topic: str = ""
    long_forms: tuple[str, ...] = ()

    @property
    def search_text(self) -> str:
        """The text to search with: the topic first, then what was typed."""
        return f"{self.topic} {self.typed}".strip()

    @property
    def spelled_out(self) -> str:
        """The search text with its abbreviations explained in brackets."""
        return " ".join([self.search_text, *(f"({form})" for form in self.long_forms)])

    @property
    def prompt_text(self) -> str:
        """The text to show the model."""
        explained = " ".join([self.typed, *(f"({form})" for form in self.long_forms)])
        return f"{self.topic} – {explained}" if self.topic else explained


def make_whole(question: str, history: Sequence[Turn]) -> WholeQuestion:
    """Join a follow-up with the last question that stood on its own; any other question stays as it is.

    >>> turns = [Turn("Wie verlängere ich eine Aufenthaltserlaubnis?", "…")]
    >>> make_whole("Und bei Kindern?", turns).search_text
    'Wie verlängere ich eine Aufenthaltserlaubnis? Und bei Kindern?'
    >>> make_whole("Und was kostet das?", turns).search_text
    'Aufenthaltserlaubnis Und was kostet das?'
    """
    typed = " ".join(question.split())
    if not history or not _is_follow_up(typed):
        return WholeQuestion(typed)
    asked = next((turn.question for turn in reversed(history) if not _is_follow_up(turn.question)), history[0].question)
    return WholeQuestion(typed, topic=_topic(asked, typed))


def _topic(asked: str, follow_up: str) -> str:
    """Return what the follow-up leans on: only the things it was about, when the follow-up asks something else."""
    words = asked.split()
    if not _FACETS & set(content_stems(follow_up)):
        return " ".join(words)
    kept = [word for word in words if not _FACETS & set(content_stems(word)) and _bare(word) not in _QUESTION_WORDS]
    things = [
        word.strip(",;:?!")
        for word in kept
        if word[0].isupper() or not word[0].isalpha() or word[1:] != word[1:].lower()
    ]
    return " ".join(things or kept)


def _bare(word: str) -> str:
    return word.strip(".,;:!?").lower()


def _is_follow_up(question: str) -> bool:
    words = tokens(question)
    if not words:
        return False
    content = content_stems(question)
    if not content or words[0] in _OPENERS:
        return True
    refers = any(word in _REFERRING for word in words)
    short = len(content) <= _LONGEST_FOLLOW_UP and len(words) <= 2 * _LONGEST_FOLLOW_UP
    return (refers and short and not _opens_a_topic(question)) or all(word in _ASPECTS for word in content)


def _opens_a_topic(question: str) -> bool:
    """Tell whether a long noun (a compound, capitalised) names a topic of its own."""
    return any(word[0].isupper() and len(word) >= 14 for word in question.split()[1:])
