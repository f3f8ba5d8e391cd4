"""Copies a source as a small model does: nearly word for word, by rules that cannot change what it says."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from assistant.answering.checks.cited import Cited
from knowledge_base.sentences import sentences

LEAST_WORDS = 5
_MARKER = re.compile(r"^(?:\((\d+[a-z]?)\)|\d+\.) ")
_LAW = re.compile(r"^(?P<law>[A-ZÄÖÜ][\w-]*(?: [IVX]+)?) (?P<place>(?:§|Art\.) \d+[a-z]?)\b")
_REFERENCES = re.compile(r" \((?:§|Beispiel)[^()]*\)(?=[.;,])")
_LAST_REFERENCE = re.compile(r" \((§§? [^();,]*[A-Z])\)\.$")
_LABEL = re.compile(
    r"\b(?:Davor|Danach|Zuständig|Aufgabe|Lösung|Von|An|Benötigte Dokumente und Daten)\b[^.]{0,12}:|: weiter mit "
)
_OUT_OF_CONTEXT = re.compile(r"(?i)fehler|voraussetzung|checkliste|nachweise|absehen von")
"""Headings under which a sentence names a mistake, or what has to be so: by itself it would tell what is."""

_BOUND = re.compile(
    r"^(?:Dabei|Das (?:gilt|richtet)|Dasselbe|Gleiches|Entsprechend|Satz|Absatz|Abweichend|Ferner|Im Übrigen)\b"
    r"|\b(?i:er|sie|es|ihm|ihn|ihnen|ihr\w*|dies\w*|solche\w*|dessen|deren|sein(?:e[nmrs]?)?|jene\w*|danach|dann|davon"
    r"|dazu|dafür|dadurch|darüber|darauf|hier\w*|dort|insoweit|andere[nmrs]?|übrige\w*|genannte\w*|außerdem|auch)\b"
)
"""What ties a sentence to the one before."""
_LIMITS = re.compile(
    r"(?i)\b(?:jedoch|aber|allerdings|abweichend|nur|nicht|kein\w*|ausnahm\w*|ausgenommen|außer|es sei denn|unberührt"
    r"|hingegen|dagegen|andernfalls|sonst|lediglich|soweit|sofern|insoweit|satz \d+|dies\w*|vorher|einmalig|unzulässig"
    r"|höchstens|längstens|mindestens|spätestens|frühestens|danach|entfällt|bedarf|bedürfen)\b"
)
"""What may limit the sentence beside it: without it, that sentence would say more than the source."""

_SPELLINGS: Mapping[str, str] = MappingProxyType({
    r"\bbeispielsweise\b": "zum Beispiel", r"\bz\. ?B\.": "zum Beispiel", r"\bbzw\.": "beziehungsweise",
    r"\bgemäß\b": "nach", r"\bsofern\b(?! nicht)": "wenn", r"\blängstens\b": "höchstens",
    r"\bwenigstens\b": "mindestens", r"\bvom Hundert\b": "Prozent", r"\bauf Grund\b": "aufgrund",
    r"\bdaß\b": "dass", r"\bmuß\b": "muss", r"\bErlaß\b": "Erlass", r"\bjedoch\b": "aber",
    r"\bferner\b": "außerdem", r"\blediglich\b": "nur", r"\binnerhalb von\b": "binnen",
    r"\bAbsatz(?= \d)": "Abs.", r"\bAbs\.(?= \d)": "Absatz",
    r"\bNummer(?= \d)": "Nr.", r"\bNr\.(?= \d)": "Nummer",
})  # fmt: skip
_NUMERALS = {"zwei": "2", "drei": "3", "vier": "4", "fünf": "5", "sechs": "6", "sieben": "7", "acht": "8",
             "neun": "9", "zehn": "10", "zwölf": "12"}  # fmt: skip
_NUMERAL = re.compile(rf"\b({'|'.join(_NUMERALS)})\b(?= (?:Tage|Woche|Monat|Jahr|Stunde))")
_STARTS = re.compile(
    r"^(?:De[rmns]|Die|Das|Eine?[nmrs]?|Im(?! Übrigen)|In|Bei|Für|Wer|Wenn|Auf|Vo[nm]|Zu[rm]?|Mit|Nach|Vor|Gegen|Über) "
)
_DENIES = re.compile(r"(?i)\b(?:nicht|kein\w*|ohne|weder|nie|un(?:zulässig|wirksam))\b")


def faithful_copies(cited: Cited, *, statute: bool) -> dict[str, str]:
    """Return near copies of a source by the name of their rule; none of a source that is no whole sentence."""
    whole = _whole(cited)
    if whole is None:
        return {}
    made = {"verbatim": whole}
    parts = sentences(whole)
    if len(parts) == 1:
        made |= {name: text for name, text in _of_one_sentence(whole) if text != whole}
    else:
        alone = [part for place, part in enumerate(parts) if _stands_alone(place, parts, statute=statute)]
        if alone:
            made["one-sentence"] = alone[len(cited.text) % len(alone)]
            bare = _REFERENCES.sub("", made["one-sentence"])
            if bare != made["one-sentence"]:
                made["one-sentence-bare"] = bare
    made |= {name: text for name, text in _spelled_otherwise(whole) if text != whole}
    if law := _law_first(cited, whole, statute=statute):
        made["law-first"] = law
    return made


def _whole(cited: Cited) -> str | None:
    """Return the source without the number of its paragraph, or None when it is a fragment or needs its heading."""
    text = _MARKER.sub("", cited.text)
    parts = sentences(text)
    whole = all(part[0] in "§„" or part[0].isupper() or part[0].isdigit() for part in parts) and text.endswith(".")
    if not whole or _OUT_OF_CONTEXT.search(cited.context) or _LABEL.search(text) or len(text.split()) < LEAST_WORDS:
        return None
    return text


def _of_one_sentence(text: str) -> Iterator[tuple[str, str]]:
    yield "without-reference", _REFERENCES.sub("", text)
    clauses = text.removesuffix(".").split("; ")
    if len(clauses) == 2 and ":" not in text and _first_needs_no_second(*clauses):
        yield "first-clause", f"{clauses[0]}."
    if _STARTS.match(text) and not _DENIES.search(text) and ":" not in text:
        yield "yes", f"Ja, {text[0].lower()}{text[1:]}"


def _first_needs_no_second(first: str, second: str) -> bool:
    return len(first.split()) >= LEAST_WORDS and not _LIMITS.search(second)


def _spelled_otherwise(text: str) -> Iterator[tuple[str, str]]:
    spelled = text
    for before, after in _SPELLINGS.items():
        if (spelled := re.sub(before, after, text)) != text:
            break
    yield "spelling", spelled
    yield "numerals", _NUMERAL.sub(lambda match: _NUMERALS[match[1]], text)


def _law_first(cited: Cited, text: str, *, statute: bool) -> str | None:
    """Put before the text which law it stands in, by its heading or by the reference at its end."""
    if text.startswith("§") or ":" in text:
        return None
    if statute:
        found = _LAW.match(cited.context)
        paragraph = _MARKER.match(cited.text)
        if found is None or (paragraph is not None and paragraph[1] is None):
            return None
        part = f" Abs. {paragraph[1]}" if paragraph else ""
        return f"Laut {found['place']}{part} {found['law']} gilt: {text}"
    reference = _LAST_REFERENCE.search(text)
    before = text[: reference.start()] if reference else ""
    if reference is None or any(sign in before for sign in (";", "(§")) or len(sentences(text)) > 1:
        return None
    return f"Laut {reference[1]} gilt: {before}."


def _stands_alone(place: int, parts: list[str], *, statute: bool) -> bool:
    """Tell whether a sentence says by itself what it says here; in statutes a later one hangs on the first mostly."""
    part = parts[place]
    if len(part.split()) < LEAST_WORDS or _MARKER.match(part) or ":" in part:
        return False
    if any(_LIMITS.search(other) for position, other in enumerate(parts) if position != place):
        return False
    return place == 0 or (not statute and not _BOUND.search(part))
