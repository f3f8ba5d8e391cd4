"""Sentences that say what a document is about ("Dieser Leitfaden beschreibt …").

They promise an answer and give none.
"""

import re

from assistant.answering.figures import figures

_DOCUMENT = (
    r"(?:\w*leitf[aä]den|\w*hinweise?s?|\w*merkbl(?:att|ätter)\w*|\w*dokumente?s?|\w*anleitung(?:en)?|\w*handreichung(?:en)?"
    r"|\w*übersicht(?:en)?|\w*listen?|\w*glossar\w*|\w*schulung(?:en)?|\w*prozess\w*|\w*seiten?|\w*artikels?|\w*kapitels?"
    r"|\w*abschnitte?s?|\w*texte?s?|\w*tabellen?|\w*unterlage|\w*handb(?:uch|ücher)\w*)"
)
_ANNOUNCES = re.compile(
    rf"(?:Diese[rs]?|(?:Der|Die|Das) vorliegende) {_DOCUMENT}\b[^.;:]{{0,60}}?"
    r"\b(?:beschreibt|erklärt|erläutert|nennt|zeigt|fasst|behandelt|enthält|listet|stellt|gibt|führt|hilft)\b",
    re.IGNORECASE,
)
_ASKS_FOR_DOCUMENT = re.compile(
    rf"\b{_DOCUMENT}\b|\bwo (?:steht|stehen|finde\w*)\b|\bnachles\w+|\bnachschlag\w+"
    r"|\b(?:guide|document|checklist|glossary)\b",
    re.IGNORECASE,
)


def announces(text: str) -> bool:
    """Tell whether a text only says what its document is about.

    >>> announces("Dieser Rechtshinweis erklärt, wofür und wie lange eine Person haftet.")
    True
    >>> announces("Diese Liste nennt die Gebühren: 93 Euro für die Verlängerung.")
    False
    """
    return _ANNOUNCES.match(text) is not None and "\n" not in text.strip() and not figures(text)


def asks_for_document(question: str) -> bool:
    """Tell whether a question asks for a document, or about one.

    >>> asks_for_document("Gibt es einen Leitfaden zur Chancenkarte?"), asks_for_document("Wer haftet wie lange?")
    (True, False)
    """
    return _ASKS_FOR_DOCUMENT.search(question) is not None
