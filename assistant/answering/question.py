"""Makes a question whole: a follow-up ("Und was kostet das?") is joined with what it refers to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.answer import Turn
from assistant.answering.framing import without_frame
from assistant.answering.words import content_stems, tokens

_REFERRING = frozenset(
    "das dies diese dieser dieses danach dann er sie ihn ihm ihr es dort derselbe dieselbe it this that they".split()
)
_POINTING = frozenset(
    "dafür davon dabei dazu dagegen damit darauf drauf darüber darin drin daran davor dadurch hierfür hierzu".split()
)
"""Words that point back so plainly that a noun beside them changes nothing."""
_ARTICLES = frozenset("der die das den dem".split())
_OPENERS = frozenset("und oder auch aber nur and but also".split())
_COURTESY = re.compile(
    r"^(?:(?:ja|nein|ok|okay|gut|super|danke(?: schön)?|vielen dank|alles klar|verstehe|thanks)\b[\s,.;!–-]*)+",
    re.IGNORECASE,
)
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
_TOPICS = frozenset(
    content_stems(
        "Visum Visa Duldung geduldet Pass Reisepass Asyl Asylantrag Ausweis Abschiebung Ausweisung Ausreise Einreise "
        "Widerspruch Klage Anhörung Studium studieren Ausbildung Schulung Heirat Scheidung Geburt Wohnsitz Ummeldung "
        "Umzug Anmeldung Bürgergeld Sozialhilfe Flüchtling Integration Datenschutz Akte visa passport permit asylum"
    )
)
"""Short words that name a topic of their own; long nouns and abbreviations do so too."""
_ROLES = frozenset(content_stems("Antragsteller Antragstellerin Ausländerbehörde Sachbearbeiter Unterschrift"))
_QUESTION_WORDS = frozenset(
    "was wie wer wo wann warum welche welcher welches welchen viel viele brauche brauchen how what when".split()
)
_LONGEST_FOLLOW_UP = 4
"""A question with a referring word and at most so many content words leans on the one before it."""
_LONGEST_TOPICLESS = 3
"""A question of at most so many content words, none of which names a topic, does so too."""
_LONG_NOUN = 11
_DEFINITION = re.compile(r"(?:was|wer) (?:ist|sind|bedeutet|heißt) (?!mit\b)", re.IGNORECASE)
_WHAT_ABOUT = re.compile(r"(?:was ist mit|wie (?:ist|sieht) (?:es|das)|what about)\b", re.IGNORECASE)
_BARE_PART = re.compile(r"\b(?:Abs(?:atz|\.)|Satz|Nr\.|Nummer)\s*\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WholeQuestion:
    """A question as typed, and as it is searched for.

    `topic` is the earlier question that it leans on, `long_forms` what its abbreviations stand for; both may be empty.
    """

    typed: str
    topic: str = ""
    long_forms: tuple[str, ...] = ()

    @property
    def plain(self) -> str:
        """What was typed, without words that are only put around it; whole, when nothing but facets would be left."""
        shorter = without_frame(self.typed, _names_topic)
        return shorter if any(word not in _ASPECTS for word in content_stems(shorter)) else self.typed

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
        explained = " ".join([self.plain, *(f"({form})" for form in self.long_forms)])
        return f"{self.topic} – {explained}" if self.topic else explained


def make_whole(question: str, history: Sequence[Turn]) -> WholeQuestion:
    """Join a follow-up with the last question that stood on its own; any other question stays as it is.

    >>> turns = [Turn("Wie verlängere ich eine Aufenthaltserlaubnis?", "…")]
    >>> make_whole("Und bei Kindern?", turns).search_text
    'Wie verlängere ich eine Aufenthaltserlaubnis? Und bei Kindern?'
    >>> make_whole("Wer unterschreibt?", turns).search_text
    'Wie verlängere ich eine Aufenthaltserlaubnis? Wer unterschreibt?'
    >>> make_whole("Und was kostet das?", turns).search_text
    'Aufenthaltserlaubnis Und was kostet das?'
    """
    typed = " ".join(question.split())
    if not history or not _is_follow_up(typed):
        return WholeQuestion(typed)
    asked = next((turn.question for turn in reversed(history) if not _is_follow_up(turn.question)), history[0].question)
    return WholeQuestion(typed, topic=_topic(asked, typed))


def _topic(asked: str, follow_up: str) -> str:
    """Return what the follow-up leans on: what it was about, or, when that is named anew, what was asked about it."""
    words = asked.split()
    if _names_another(follow_up) and _FACETS & set(content_stems(asked)):
        return " ".join(word for word in words if not _names_topic(f"- {word}") and _bare(word) not in _ARTICLES)
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


def _names_another(follow_up: str) -> bool:
    """Tell "Und die Niederlassungserlaubnis?", asked the same way, from "Und bei Duldung?", which adds to the topic."""
    first, second, *_ = [*tokens(_COURTESY.sub("", follow_up)), "", ""]
    return first in _OPENERS and second in _ARTICLES and _names_topic(follow_up)


def _is_follow_up(typed: str) -> bool:
    question = _COURTESY.sub("", typed)
    words, content = tokens(question), content_stems(question)
    if not words:
        return False
    if not content or _WHAT_ABOUT.match(question):
        return True
    if words[0] in _OPENERS:
        return not (_names_topic(question) and words[1:] and words[1] in _QUESTION_WORDS) or _asks_about_another(words)
    return _leans_back(question, words, content) or all(word in _ASPECTS for word in content)


def _asks_about_another(words: list[str]) -> bool:
    """Tell "Und was ist mit der Duldung?" from a whole question that begins with "und"."""
    return words[1:4] == ["was", "ist", "mit"]


def _leans_back(question: str, words: list[str], content: list[str]) -> bool:
    """Tell whether a short question points at what was said, or names nothing that it could be about."""
    if len(content) > _LONGEST_FOLLOW_UP or len(words) > 2 * _LONGEST_FOLLOW_UP:
        return False
    if any(word in _POINTING for word in words):
        return True
    if any(word in _REFERRING for word in words) and not _has_long_noun(question):
        return True
    if _names_topic(question):
        return False
    pointed = _ends_with_pronoun(question) or (_BARE_PART.search(question) is not None and "§" not in question)
    return pointed or (len(content) <= _LONGEST_TOPICLESS and not _DEFINITION.match(question))


def _ends_with_pronoun(question: str) -> bool:
    """Tell whether "der", "die" … stands for a thing ("Was kostet der?", "Kann ich die verlängern?")."""
    *_, before, last = ["", "", *(_bare(word) for word in question.split())]
    return last in _ARTICLES or (before in _ARTICLES and last.endswith(("en", "ig", "lich", "bar")))


def _names_topic(question: str) -> bool:
    """Tell whether a question names something that it can be about."""
    if _TOPICS & set(content_stems(question)) or _has_long_noun(question):
        return True
    stripped = [word.strip(".,;:!?()") for word in question.split()]
    return any(sum(letter.isupper() for letter in word) >= 2 for word in stripped)  # NE, eAT, AufenthG


def _has_long_noun(question: str) -> bool:
    """Tell whether a long noun (a compound, capitalised, or typed in small letters) names a topic of its own."""
    words = [word.strip(".,;:!?()") for word in question.split()[1:]]
    long = [word for word in words if len(word) >= (_LONG_NOUN if word[:1].isupper() else _LONG_NOUN + 3)]
    return any(not _ROLES & set(content_stems(word)) for word in long)
