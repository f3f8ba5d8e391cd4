"""The languages of askers that are told apart, and whether a text is written in one of them."""

import re
import unicodedata
from enum import StrEnum

from knowledge_base.language_guess import is_german


class Language(StrEnum):
    """A language that statements can be translated into, by its ISO 639-1 code."""

    ENGLISH = "en"
    TURKISH = "tr"
    RUSSIAN = "ru"
    UKRAINIAN = "uk"
    ARABIC = "ar"

    @property
    def english_name(self) -> str:
        """The name by which models know it."""
        return self.name.capitalize()

    @property
    def is_written_from_the_right(self) -> bool:
        """Whether lines run from right to left."""
        return self is Language.ARABIC

    @property
    def script(self) -> str:
        """How Unicode names its letters."""
        return _SCRIPTS.get(self, "LATIN")


_SCRIPTS = {Language.RUSSIAN: "CYRILLIC", Language.UKRAINIAN: "CYRILLIC", Language.ARABIC: "ARABIC"}
LEAST_OF_SCRIPT = 0.75
"""Share of the letters that must be of the language's script; abbreviations of laws and offices stay Latin."""

LEAST_OF_WORDS = 1 / 3
"""Share of a question's words in a script that tells its language; askers put German terms between their own words."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ONLY_UKRAINIAN, _ONLY_RUSSIAN = frozenset("іїєґ"), frozenset("ыэёъ")
_NOT_ARABIC = frozenset("پچژگڈٹںے")
"""Letters of Persian and Urdu, which share the script."""
_ONLY_TURKISH = frozenset("ığş")
_TURKISH_NOT_GERMAN = frozenset("ığşç")
_UKRAINIAN_WORDS = frozenset("як та це що де коли чи скільки треба можна потрібно для".split())
_ENGLISH_WORDS = frozenset(
    """the of and to is are be been do does did have has can could must should would may what when where which who how
    why this that these for with from without your our you they we it not or by there need apply much long after
    before if into on at as any no will an a in i he she his her its than only both if whether once within""".split()
)
_TURKISH_WORDS = frozenset(
    """bir ve bu ile için ne mi mı mu mü nasıl nerede kim hangi neden kaç kadar var yok değil gibi daha çok olarak veya
    ama nedir gerekir gerekiyor sonra önce en olan olur eğer ise içinde her tarafından""".split()
)
_GERMAN_WORDS = frozenset(
    "der die das den dem des und ist sind nicht für mit von zu ein eine wird werden oder auf bei nach durch".split()
)


def language_of(question: str) -> Language | None:
    """Return the language of a question; None when it is German or another one that is not known here.

    >>> language_of("How much is a residence permit?"), language_of("Скільки коштує посвідка?")
    (<Language.ENGLISH: 'en'>, <Language.UKRAINIAN: 'uk'>)
    >>> language_of("Was kostet die Duldung?") is None
    True
    """
    words = _words(question)
    letters = set("".join(words))
    for language in (Language.ARABIC, Language.RUSSIAN):
        if _count_of_script(words, language) >= LEAST_OF_WORDS * len(words) > 0:
            return _of_script(language, words, letters)
    if is_german(question):
        return None
    turkish, english = _count(words, _TURKISH_WORDS), _count(words, _ENGLISH_WORDS)
    if letters & _ONLY_TURKISH or turkish > english:
        return Language.TURKISH
    return Language.ENGLISH if english else None


def _of_script(language: Language, words: list[str], letters: set[str]) -> Language | None:
    if language is Language.ARABIC:
        return None if letters & _NOT_ARABIC else language
    ukrainian = letters & _ONLY_UKRAINIAN or (_UKRAINIAN_WORDS & set(words) and not letters & _ONLY_RUSSIAN)
    return Language.UKRAINIAN if ukrainian else Language.RUSSIAN


def is_written_in(text: str, language: Language) -> bool:
    """Tell whether a text may be in a language: by script and telling letters, Latin ones by small words."""
    words = _words(text)
    letters = set("".join(words))
    if not words or _share_of_script(words, language) < LEAST_OF_SCRIPT:
        return False
    match language:
        case Language.RUSSIAN:
            return not letters & _ONLY_UKRAINIAN
        case Language.UKRAINIAN:
            return not letters & _ONLY_RUSSIAN
        case Language.ARABIC:
            return not letters & _NOT_ARABIC
        case Language.TURKISH:
            own = _count(words, _TURKISH_WORDS) + bool(letters & _TURKISH_NOT_GERMAN)
            return own > max(_count(words, _GERMAN_WORDS), _count(words, _ENGLISH_WORDS))
        case Language.ENGLISH:
            return _count(words, _ENGLISH_WORDS) > max(_count(words, _GERMAN_WORDS), _count(words, _TURKISH_WORDS))


def _words(text: str) -> list[str]:
    """Return the words in small letters; the Turkish capital İ gives a plain i."""
    return [word.lower().replace("i̇", "i") for word in _WORD.findall(unicodedata.normalize("NFC", text))]


def _count_of_script(words: list[str], language: Language) -> int:
    return sum(unicodedata.name(word[0], "").startswith(language.script) for word in words)


def _share_of_script(words: list[str], language: Language) -> float:
    letters = [letter for word in words for letter in word if letter.isalpha()]
    own = sum(unicodedata.name(letter, "").startswith(language.script) for letter in letters)
    return own / len(letters) if letters else 0.0


def _count(words: list[str], listed: frozenset[str]) -> int:
    return sum(word in listed for word in words)
