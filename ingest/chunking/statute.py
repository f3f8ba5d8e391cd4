"""Cuts a statute into passages: one Absatz each, a long one between its numbered items."""

from collections.abc import Iterable

from ingest.chunking.chunk import Chunk, Chunks
from ingest.chunking.units import build_units
from ingest.parsing.blocks import Provision
from knowledge_base.document import Locator

LAW_AS_A_WHOLE = "Angaben zum Gesetz"


def chunk_provisions(provisions: Iterable[Provision]) -> Chunks:
    """Return the passages of a statute in order."""
    result = Chunks()
    for provision in provisions:
        context = provision_context(provision)
        locator = Locator(
            label=provision_label(provision),
            law=provision.law,
            section=provision.section or None,
            absatz=provision.absatz or None,
            heading=provision.title or None,
        )
        heading = " ".join(filter(None, (provision.section, provision.title)))
        for part in result.pack(build_units(provision.units), context):
            path = tuple(filter(None, (*provision.path, heading)))
            result.chunks.append(Chunk(context, part.text, locator, path))
    return result


def provision_context(provision: Provision) -> str:
    """Return the heading prefix: "AufenthG § 25 Aufenthalt aus humanitären Gründen"."""
    title = provision.title or (provision.path[-1] if provision.path and not provision.section else "")
    return " ".join(filter(None, (provision.law, provision.section, title)))


def provision_label(provision: Provision) -> str:
    """Return how the place is cited: "§ 25 Abs. 5 AufenthG", "§ 104c AufenthG (Fußnote)"."""
    absatz = f"Abs. {provision.absatz}" if provision.absatz else ""
    place = " ".join(filter(None, (provision.section, absatz, provision.law)))
    if not provision.section and not provision.remark:
        place = f"{provision.law}, {provision.path[-1] if provision.path else LAW_AS_A_WHOLE}"
    return f"{place} {_in_brackets(provision.remark)}".strip()


def _in_brackets(remark: str) -> str:
    return f"({remark.strip('()')})" if remark else ""
