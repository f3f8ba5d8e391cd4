"""What a question means to the search: explained, in which language, and by which words the full text is searched."""

from dataclasses import dataclass

from knowledge_base.language_guess import GERMAN, guess_language
from knowledge_base.language_shift import LanguageShift
from knowledge_base.register_index import RegisterIndex
from knowledge_base.search.spelling import Spelling
from knowledge_base.thesaurus import Thesaurus


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What helps to understand a question: other words, office words for §§, the documents' spelling, its language."""

    thesaurus: Thesaurus
    register: RegisterIndex | None = None
    spelling: Spelling | None = None
    languages: LanguageShift | None = None


@dataclass(frozen=True, slots=True)
class Understood:
    """A question: `meant` is embedded, `words` are searched in the German full text (none of a foreign one)."""

    meant: str
    words: str
    language: str

    @property
    def german(self) -> bool:
        """Whether its words may be taken for German ones."""
        return self.language == GERMAN


def understand(text: str, vocabulary: Vocabulary) -> Understood:
    """Explain a question's abbreviations, slips and foreign terms.

    A question in another language has no words for the German full text: the few German terms alone would count as
    much as a whole question's words.
    """
    thesaurus, language = vocabulary.thesaurus, guess_language(text)
    explained = thesaurus.long_forms(text)
    words = ""
    if language != GERMAN:
        explained += thesaurus.german_words(text)
    else:
        if vocabulary.spelling is not None:
            explained += vocabulary.spelling.corrections(text)
        words = " ".join([text, *explained, *thesaurus.other_words(text)])
    return Understood(" ".join([text, *(f"({form})" for form in explained)]), words, language)
