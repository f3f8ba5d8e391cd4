"""What a gii-norm law says about itself: its names, its date, and how its parts are cited."""

import re
from datetime import date

from lxml import etree

from ingest.parsing.blocks import Paragraph
from ingest.parsing.statute_text import inline_text, join_hyphens, one_line

ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV")


def law_abbreviation(metadata: etree._Element | None) -> str:
    """Return the abbreviation by which a law is cited: "AufenthG", not "AufenthG 2004"; "SGB X", not "SGB 10"."""
    if metadata is None:
        return "Ohne Abkürzung"
    official = one_line(metadata.findtext("amtabk") or "")
    if official:
        return official
    juris = one_line(metadata.findtext("jurabk") or "") or "Ohne Abkürzung"
    book = re.fullmatch(r"SGB (\d{1,2})", juris)
    if book and int(book.group(1)) < len(ROMAN):
        return f"SGB {ROMAN[int(book.group(1))]}"
    return re.sub(r"(?<=[^\W\d_]) (?:18|19|20)\d\d$", "", juris)


def section_name(designation: str) -> str:
    """Return how a norm is cited.

    >>> section_name("(XXXX) §§ 3 bis 6"), section_name("Art 16a"), section_name("§  7")
    ('§§ 3 bis 6', 'Art. 16a', '§ 7')
    """
    name = one_line(designation.replace("(XXXX)", ""))
    name = re.sub(r"^(§+)(?=\d)", r"\1 ", name)
    return re.sub(r"^Art(?:ikel)? (?=\w)", "Art. ", name)


def about_the_law(norm: etree._Element, law: str) -> list[Paragraph]:
    """Return the law's names, dates and Stand from its first norm."""
    metadata = norm.find("metadaten")
    long_title, short_title = text_at(norm, "metadaten/langue"), text_at(norm, "metadaten/kurzue")
    names = ", ".join(filter(None, (short_title, law)))
    lines = [f"{long_title} ({names})" if long_title else names]
    enacted = text_at(norm, "metadaten/ausfertigung-datum")
    if re.fullmatch(r"\d{4}-\d\d-\d\d", enacted):
        lines.append(f"Ausfertigungsdatum: {date.fromisoformat(enacted):%d.%m.%Y}")
    published = one_line(" ".join(text for part in norm.iterfind("metadaten/fundstelle") for text in part.itertext()))
    if published:
        lines.append(f"Fundstelle: {published}")
    states = [] if metadata is None else metadata.findall("standangabe")
    lines += [f"Stand: {comment}" for state in states if (comment := text_at(state, "standkommentar"))]
    return [Paragraph(line) for line in lines]


def build_date(root: etree._Element, norms: list[etree._Element]) -> date | None:
    """Return the day on which the newest part was issued."""
    stamps = [element.get("builddate", "") for element in (root, *norms)]
    days = [stamp[:8] for stamp in stamps if re.match(r"(19|20)\d{6}", stamp)]
    if not days:
        return None
    latest = max(days)
    try:
        return date(int(latest[:4]), int(latest[4:6]), int(latest[6:]))
    except ValueError:
        return None


def text_at(element: etree._Element, path: str) -> str:
    """Return the text of the element at `path` in one line, "" when there is none."""
    found = element.find(path)
    return "" if found is None else one_line(join_hyphens(inline_text(found)))
