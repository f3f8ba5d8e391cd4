"""What form of answer a question asks for beside a fact: a definition, a difference, papers; and whether a text has it.

A question for papers is not answered by text that names none, a question what something is not by text that only
uses the word.
"""

import re

_DEFINITION = re.compile(
    r"unterschied|versteht man|was bedeutet|was heißt|^was (?:ist|sind) (?:ein|eine|der|die|das)?", re.I
)
_DEFINES = re.compile(
    r"\b(?:ist|sind) (?:ein|eine|einer|die|der|das|alle)\b|versteht man|bedeutet|bezeichne|heißt|gemeint|im sinne"
    r"|unterschied|während|im gegensatz|dagegen|definier|handelt es sich",
    re.I,
)
_PAPERS = re.compile(r"unterlagen|dokument|papiere|nachweis|welche formular", re.I)
_NAMES_PAPERS = re.compile(
    r"nachweis|pass\b|bescheinigung|ausweis|urkunde|formular|vertrag|zeugnis|unterlagen|dokument|antrag|lichtbild", re.I
)
_DIFFERENCE = re.compile(r"unterschied\w* zwischen (.+?) und (.+?)[?.]?$", re.I)


def definition_missing(question: str, quoted: str) -> bool:
    """Tell whether a question asks what something is, and the quotes define nothing.

    >>> definition_missing("Was ist eine Duldung?", "Die Duldung kostet 62 Euro.")
    True
    """
    return bool(_DEFINITION.search(question)) and not _DEFINES.search(quoted)


def papers_missing(question: str, quoted: str) -> bool:
    """Tell whether a question asks for papers, and the quotes name none.

    >>> papers_missing("Welche Unterlagen braucht man?", "Ein Termin ist nötig.")
    True
    """
    return bool(_PAPERS.search(question)) and not _NAMES_PAPERS.search(quoted)


def compared_things(question: str) -> tuple[str, str] | None:
    """Return the two things whose difference is asked for.

    >>> compared_things("Was ist der Unterschied zwischen Duldung und Gestattung?")
    ('Duldung', 'Gestattung')
    """
    found = _DIFFERENCE.search(question)
    return (found[1], found[2]) if found else None
