"""Has the chat model translate one German statement, and checks what it writes."""

import re
from time import monotonic

from assistant.answering.figures import with_digits
from assistant.answering.prompting import PROMPT_FILE, load_template
from assistant.answering.translation.checks import failed_check
from assistant.answering.translation.language import Language
from assistant.answering.translation.translation import Translation, TranslationState
from assistant.answering.writer import Prompt, Writer
from knowledge_base.errors import ModelUnavailable

TRANSLATE_FILE = PROMPT_FILE.with_name("translate.md")
TOKENS_PER_CHARACTER, ROOM_IN_TOKENS, MOST_TOKENS = 0.7, 40, 500
"""Tokens that a translation may take, by the length of the German; Arabic and Cyrillic take the most."""

_REFERENCES = re.compile(r"\s*(\((?:§|Art)[^()]*\))(?=\.?$)")
"""The §§ in brackets that end a sentence: they are not translated, but put back as they stand."""


def translate(writer: Writer, german: str, language: Language, *, until: float) -> Translation:
    """Translate a statement; its text is empty when a check fails.

    Raises ModelUnavailable when the model does not answer, or `until` (by `monotonic`) is over.
    """
    references = _REFERENCES.search(german)
    source = _REFERENCES.sub("", german)
    told = _written(writer, source, language, until=until)
    if failed_check(source, told, language):
        return Translation(TranslationState.CHECK_FAILED, language)
    return Translation(TranslationState.SHOWN, language, _with_references(told, references[1] if references else ""))


def _written(writer: Writer, source: str, language: Language, *, until: float) -> str:
    system = load_template(TRANSLATE_FILE).system.replace("{language}", language.english_name)
    prompt = Prompt(system, (), with_digits(source, least=2))
    most = min(MOST_TOKENS, int(TOKENS_PER_CHARACTER * len(source)) + ROOM_IN_TOKENS)
    tokens = writer.write(prompt, max_tokens=most)
    written = ""
    try:
        for token in tokens:
            written += token.text
            if monotonic() > until:
                raise ModelUnavailable("Für die Übersetzung war keine Zeit mehr.", "Die deutsche Antwort gilt.")
    finally:
        close = getattr(tokens, "close", None)
        if close is not None:
            close()
    return written.strip()


def _with_references(told: str, references: str) -> str:
    if not references:
        return told
    return f"{told[:-1]} {references}." if told.endswith(".") else f"{told} {references}"
