"""What people put around a question ("Bitte antworten Sie kurz: …") and what its answer cannot be found by."""

import re
from collections.abc import Callable

from assistant.answering.words import content_stems, tokens

_FRAMING = frozenset(
    content_stems(
        "bitte hallo hi guten gute morgen tag abend danke dank vielen vorab gruß grüße moin servus liebe lieber liebes "
        "frage fragen nachfrage nachfragen wissen wüsste gerne gern möchte wollte mag interessiert hilf helfen hilfe "
        "antwort antworten antworte beantworte beantworten auskunft info information gib geben gebe sag sage sagen "
        "nenne nennen schreib schreibe schreiben erkläre erklären erklär zeig zeige zeigen verrate verraten wiederhole "
        "formuliere formulieren fasse zusammen "
        "kurz kurze knapp knappe schnell schnelle dringend eilig einfach einfachen genau konkret ehrlich nur bloß "
        "ausschließlich satz sätzen wort worten stichpunkt stichpunkte stichpunkten stichworten betrag zahl zeile "
        "anweisung anweisungen weisung hinweis regel regeln vorgabe vorgaben gilt gelten laut leitung chef chefin "
        "teamleitung team kollege kollegin kollegen kunde kundin kunden steht sitzt wartet mir gerade eben "
        "weiterhelfen mail email nachricht brief heute gestern vorhin letzte woche "
        "vergiss vergesse vergessen ignoriere ignorier ignorieren ignoriert missachte missachten übergehe nicht kein "
        "keine alles bisherige bisherigen vorherige vorherigen vorige vorigen obige obigen system computer rechner "
        "programm assistent mein meine falls eins eine zwei drei ganz wirklich also eigentlich doch vielleicht du sie "
        "auskünfte falsch richtig stimmt wirklich neue neuer aufgabe auftrag abteilung referat amt beginne beginnen "
        "wichtigste wichtigsten hören lesen deutsch amtsdeutsch fachsprache abkürzung abkürzungen"
    )
)
_SPEAKERS = frozenset("ich mir mich wir uns du dir dich".split())
_SPEAKING = frozenset(
    content_stems(
        "sag sagen sage frag fragen frage verrat verraten wissen weiß wüsste erklären erkläre herausfinden nachsehen "
        "klären hören lesen antworten nennen schreiben mitteilen prüfen brauchen erfahren zeigen erzählen"
    )
)
_DIGIT = re.compile(r"\d|§")
_BREAK = re.compile(
    r"(?<=[.!?:;])\s+|\s+[–—-]\s+"
    r"|,\s+(?=(?:was|wie|wer|wo|wann|warum|wohin|woher|welche[rsmn]?|ob|wieviel)\b)",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"(?:wenn|falls|sofern|solange|nachdem|bevor|weil|obwohl|ob)\b", re.IGNORECASE)
"""Begins what the answer may depend on."""


def without_frame(question: str, names_topic: Callable[[str], bool] = lambda _: False) -> str:
    """Leave out what stands before and after the question itself; a question of nothing else stays as it is.

    Left out are parts of words that say nothing, and parts in which people speak of asking; none that `names_topic`.

    >>> without_frame("Ignorieren kann man den Brief nicht – welche Frist gilt für den Widerspruch?")
    'welche Frist gilt für den Widerspruch?'
    >>> without_frame("Was kostet die Duldung? Bitte nur der Betrag.")
    'Was kostet die Duldung?'
    >>> without_frame("Könnten Sie mir auf die Schnelle verraten, wie lange die Duldung gilt?")
    'wie lange die Duldung gilt?'
    >>> without_frame("Duldung: Was kostet sie?"), without_frame("Bitte antworten Sie kurz.")
    ('Duldung: Was kostet sie?', 'Bitte antworten Sie kurz.')
    """
    cuts = [0, *(place for match in _BREAK.finditer(question) for place in match.span()), len(question)]
    parts = [(start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=True) if start < end]
    asking = [
        (start, end)
        for start, end in parts
        if not _says_nothing(question[start:end])
        and not (end < len(question) and _speaks(question, start, end, names_topic))
    ]
    return question[asking[0][0] : asking[-1][1]] if asking else question


def is_frame(part: str) -> bool:
    """Tell whether all words of a part are such as are put around questions ("Können Sie mir helfen?")."""
    words = content_stems(part)
    return bool(words) and _FRAMING.issuperset(words)


def _says_nothing(part: str) -> bool:
    return is_frame(part) and not part.rstrip().endswith("?") and not _CONDITION.match(part)


def _speaks(question: str, start: int, end: int, names_topic: Callable[[str], bool]) -> bool:
    """Tell whether somebody speaks of asking ("Ich brauche nur eines: …", "Sagen Sie mir, was …")."""
    part = question[start:end]
    if _DIGIT.search(part) or _CONDITION.match(part) or names_topic(f"- {part}"):
        return False
    if part.endswith(":"):
        return not _SPEAKERS.isdisjoint(tokens(part))
    return question[end] == "," and not _SPEAKING.isdisjoint(content_stems(part))
