"""How German laws are called: abbreviations, full names, spellings, and the one spelling that is shown."""

import re

ABBREVIATIONS = """
AAÜG AEUV AFG AG-StlMindÜbk AGG AMG AO ARB AsylbLG AsylG AsylVfG AsylZBV AufenthG AufenthV AÜG AZRG AZRG-DV BAföG BBiG
BDSG BeamtStG BeschV BGB BKGG BMG BPolG BQFG BVerfGG BVFG DeuFöV DSGVO EGBGB EinbTestV EMRK ESTG FamFG FeV
FreizügG/EU GewO GG GKG GRCh GVG HGB HwO IFG IntV JGG KonsG KSchG LuftVG MiLoG NamÄndG OWiG PassG PassV PAuswG PStG PStV
RDG RVG SchwarzArbG SG StAG StGB StPO StVG UhVorschG VersG VwGO VwKostG VwVfG VwVG VwZG WoGG ZPO ZuwG
SGB SGB I SGB II SGB III SGB IV SGB V SGB VI SGB VII SGB VIII SGB IX SGB X SGB XI SGB XII SGB XIV
"""

FULL_NAMES = {
    "Allgemeines Gleichbehandlungsgesetz": "AGG",
    "Abgabenordnung": "AO",
    "Asylbewerberleistungsgesetz": "AsylbLG",
    "Asylgesetz": "AsylG",
    "Aufenthaltsgesetz": "AufenthG",
    "Aufenthaltsverordnung": "AufenthV",
    "Ausländerzentralregistergesetz": "AZRG",
    "AZR-Gesetz": "AZRG",
    "AZRG-Durchführungsverordnung": "AZRG-DV",
    "Beschäftigungsverordnung": "BeschV",
    "Bundesdatenschutzgesetz": "BDSG",
    "Bundesmeldegesetz": "BMG",
    "Bundesvertriebenengesetz": "BVFG",
    "Bürgerliches Gesetzbuch": "BGB",
    "Bürgerlichen Gesetzbuch": "BGB",
    "Datenschutz-Grundverordnung": "DSGVO",
    "DS-GVO": "DSGVO",
    "Einbürgerungstestverordnung": "EinbTestV",
    "Freizügigkeitsgesetz/EU": "FreizügG/EU",
    "Freizügigkeitsgesetz": "FreizügG/EU",
    "FreizügG": "FreizügG/EU",
    "Grundgesetz": "GG",
    "Integrationskursverordnung": "IntV",
    "Konsulargesetz": "KonsG",
    "Passgesetz": "PassG",
    "Paßgesetz": "PassG",
    "PaßG": "PassG",
    "Personalausweisgesetz": "PAuswG",
    "Personenstandsgesetz": "PStG",
    "RuStAG": "StAG",
    "Staatsangehörigkeitsgesetz": "StAG",
    "Strafgesetzbuch": "StGB",
    "Verwaltungsgerichtsordnung": "VwGO",
    "Verwaltungsverfahrensgesetz": "VwVfG",
    "Verwaltungszustellungsgesetz": "VwZG",
}

ROMAN = ("", *"I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX".split())
"""Roman numerals by their value, as far as Absätze and the books of the SGB go."""


def _known() -> dict[str, str]:
    """Return every listed name in small letters, with its canonical spelling."""
    names = {name.lower(): name for name in ABBREVIATIONS.split() if name not in ROMAN}
    for full, short in FULL_NAMES.items():
        names[full.lower()] = short
        if full.endswith(("gesetz", "gesetzbuch", "Gesetz")):
            names |= {full.lower() + ending: short for ending in ("es", "s", "e")}
    return names


KNOWN = _known()

_LISTED = "|".join(re.escape(name) for name in sorted(KNOWN, key=len, reverse=True) if name != "sgb")
_SGB = r"SGB[\s-]*(?:[IVX]{1,4}|\d{1,2})(?!\w)"
# Land law and whatever else looks like an abbreviated law: two capitals at least, and the ending of an act or a decree.
_UNLISTED = r"[A-ZÄÖÜ][A-Za-zÄÖÜäöüß]*[A-Za-zäöüß](?:VfG|G|VO|V|O|GB)(?:-DV|/EU)?"

LAW = rf"(?:(?i:{_SGB})|(?i:{_LISTED})(?![\w])|{_UNLISTED}(?![\w]))"
"""Pattern of a law's name; listed ones in any capitals."""

_YEAR = re.compile(r"\s+(?:19|20)\d\d$")
_BOOK = re.compile(r"sgb[\s-]*(?:([ivx]+)|(\d+))", re.IGNORECASE)


def canonical_law(name: str) -> str:
    """Return the spelling that is shown and compared.

    >>> canonical_law("SGB 2"), canonical_law("AufenthG 2004"), canonical_law("des Aufenthaltsgesetzes")
    ('SGB II', 'AufenthG', 'AufenthG')
    """
    bare = _YEAR.sub("", " ".join(name.split()))
    bare = re.sub(r"^(?:des|der|dem|das|die)\s+", "", bare)
    if book := _BOOK.fullmatch(bare):
        number = int(book[2]) if book[2] else 0
        return f"SGB {ROMAN[number] if 0 < number < len(ROMAN) else (book[1] or book[2]).upper()}"
    return KNOWN.get(bare.lower(), bare)


def section_number(section: str) -> str:
    """Return the bare number of a section as a locator may have it.

    >>> section_number("§ 25"), section_number("Art. 16a"), section_number("104 C")
    ('25', '16a', '104c')
    """
    return "".join(re.sub(r"^(?:§+|Art(?:ikel|\.)?)\s*", "", section.strip()).lower().split())[:32]


def is_listed(name: str) -> bool:
    """Tell whether a law is one of those that an immigration office uses."""
    return canonical_law(name).lower() in KNOWN or bool(_BOOK.fullmatch(name.strip()))
