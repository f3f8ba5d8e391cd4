"""Parses XML that a stranger may have written: no entities, no network, no external files."""

from lxml import etree

from knowledge_base.errors import DocumentError


def parse_xml(content: bytes) -> etree._Element:
    """Return the root element; raises DocumentError when the content is not well-formed."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as exc:
        line = getattr(exc, "lineno", None)
        where = f" (Zeile {line})" if line else ""
        raise DocumentError(
            f"Das XML ist nicht wohlgeformt{where}: {exc}.", "Bitte die Datei im Ursprungsprogramm neu exportieren."
        ) from exc
    if root is None:
        raise DocumentError("Die XML-Datei ist leer.", "Bitte die Datei neu exportieren.")
    return root


def local_name(element: etree._Element) -> str:
    """Return an element's name without its namespace, "" for what is not an element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
