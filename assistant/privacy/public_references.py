"""What looks like a personal number and is none: laws, gazettes, rulings, forms, amounts, dates, addresses of pages."""

import re

from knowledge_base.legal_reference import find_references

DATE = (
    r"(?<!\d)(?:\d{1,2}\s?\.\s?\d{1,2}\s?\.\s?(?:19|20)?\d{2}|\d{1,2}[/-]\d{1,2}[/-](?:19|20)\d{2}|(?:19"
    r"|20)\d{2}-\d{2}-\d{2}"
    r"|\d{1,2}\.?\s?(?:jan(?:uar)?|feb(?:ruar)?|märz|maerz|mrz|apr(?:il)?|mai|juni?|juli?|aug(?:ust)?|sept?(?:ember)?"
    r"|okt(?:ober)?|nov(?:ember)?|dez(?:ember)?)\.?\s?(?:19|20)\d{2})(?!\d)"
)
"""A day as people write it; to be used with IGNORECASE."""

_COURT = r"BVerwG|BVerfG|BGH|BSG|BFH|BAG|EuGH|EuG|EGMR|OVG|VGH|VG|LSG|OLG|LG|AG|SG|Urteil|Beschluss|Urt\.|Beschl\."
_PUBLISHED = (
    r"Erlass|Rundschreiben|Weisung|Verwaltungsvorschrift|Anwendungshinweise?|Entscheidung|Rspr\.|Rechtsprechung"
)
_PATTERNS = tuple(
    re.compile(pattern, flags)
    for pattern, flags in (
        # Dockets: "1 C 5.21", "2 BvR 1390/12", "11 S 2990/21", "C-133/15", "10 ZB 22.1234", "L 7 AS 12/20 B ER"
        (r"\b(?:L\s)?\d{1,3}\s[A-Z][A-Za-z]{0,3}\s\d{1,5}[./]\d{2,4}(?:\s?[A-Z]{1,2})*\b", 0),
        (r"\b[CT]\s?[-‑]\s?\d{1,4}/\d{2}\b(?:\s?PPU)?", 0),
        (r"\bECLI:[\w:.]+", 0),
        (rf"(?:{_COURT}|{_PUBLISHED})[^?!;]{{0,60}}?\b(?:Az|AZ|Aktenzeichen|Gz)\.?:?\s*[\w./ -]*\d[\w./-]*", 0),
        (r"\b(?:BGBl|RGBl|GVBl|GVOBl|GMBl|BAnz|ABl)\b\.?[\s(),.IVXL\w/-]{0,40}?(?:S\.|Nr\.|L|C)\s?\d+"
         r"(?:\s?S\.\s?\d+)?", 0),
        (r"\b(?:BT|BR|LT)-Drs?\.?\s*(?:Nr\.\s*)?\d+/\d+", 0),
        (r"(?:\((?:EU|EG|EWG)\)|\b(?:VO|RL|Verordnung|Richtlinie|Beschluss))\s*(?:\((?:EU|EG|EWG)\)\s*)?"
         r"(?:Nr\.\s*)?\d{2,4}/\d{2,4}", 0),
        (r"\b\d{2,4}/\d{2,4}/(?:EU|EG|EWG|JI)\b", 0),
        (r"\b(?:formular|vordruck|formblatt|anlage|muster|merkblatt|din|iso|version|kapitel|ziffer|seite)"
         r"(?:\s(?:nr|en|iso|form)\.?)?\s*[a-z]{0,4}[\s-]?\d{1,4}(?:[.\-/]\d{1,5})*\b", re.IGNORECASE),
        (r"(?<!\d)\d[\d.\s]{0,20}(?:,\d{1,2}|,-)?\s?(?:€|euro|eur)\b", re.IGNORECASE),
        (r"\bhttps?://\S+|\bwww\.\S+", re.IGNORECASE),
        (DATE, re.IGNORECASE),
        (r"\[[^\[\]\d]{3,40}\]", 0),
    )
)  # fmt: skip


def public_spans(text: str) -> list[tuple[int, int]]:
    """Return the spans (start, end) of a text in which no personal number can be."""
    spans = [(found.start, found.end) for found in find_references(text)]
    return spans + [match.span() for pattern in _PATTERNS for match in pattern.finditer(text)]
