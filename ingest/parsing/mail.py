"""Reads e-mails (EML, MSG): subject, sender and date, then the body; attachments are named, not read."""

import codecs
import email
import email.policy
from collections.abc import Iterable
from email.message import EmailMessage
from typing import Any

from ingest.parsing.blocks import Block, Heading, Paragraph, ParsedDocument
from ingest.parsing.decode import decode, looks_like_utf16
from ingest.parsing.elements import element_blocks, one_line
from ingest.parsing.partition import partition_eml, partition_msg
from ingest.parsing.sniff import FileType
from knowledge_base.document import DocumentKind
from knowledge_base.errors import DocumentError

ENCRYPTED = DocumentError("Die E-Mail ist verschlüsselt oder leer.", "Bitte entschlüsselt speichern.")


def read_eml(content: bytes, name: str) -> ParsedDocument:
    """Read an e-mail."""
    if looks_like_utf16(content):
        content = decode(content)[0].encode()
    message = email.message_from_bytes(content, policy=email.policy.default)
    if not isinstance(message, EmailMessage) or not any(key in message for key in ("From", "Date", "Subject")):
        raise DocumentError("Die Datei ist keine E-Mail.", "Bitte die E-Mail neu speichern.")
    if message.get_content_type() in {"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"}:
        raise ENCRYPTED
    try:
        attachments = [part.get_filename() or "ohne Namen" for part in message.iter_attachments()]
    except (AttributeError, KeyError, ValueError):
        attachments = []
    header = {"Von": message.get("From"), "An": message.get("To"), "Datum": message.get("Date")}
    subject = one_line(str(message.get("Subject") or "")) or name
    return _mail(subject, header, partition_eml(_with_known_charsets(message, content)), FileType.EML, attachments)


def _with_known_charsets(message: EmailMessage, content: bytes) -> bytes:
    """Return the message with those texts written anew whose charset nobody knows: programs invent names."""
    texts = [part for part in message.walk() if part.get_content_maintype() == "text"]
    unknown = [part for part in texts if not _is_known(part.get_content_charset("utf-8"))]
    for part in unknown:
        payload = part.get_payload(decode=True)
        text = decode(payload)[0] if isinstance(payload, bytes) else ""
        part.set_content(text, subtype=part.get_content_subtype())
    return message.as_bytes() if unknown else content


def _is_known(charset: str) -> bool:
    try:
        return bool(codecs.lookup(charset)._is_text_encoding)
    except (LookupError, ValueError):
        return False


def read_msg(content: bytes, name: str) -> ParsedDocument:
    """Read an Outlook message."""
    elements = [element for element in partition_msg(content) if not element.metadata.attached_to_filename]
    if not elements:
        raise ENCRYPTED
    first = elements[0].metadata if elements else None
    subject = (first.subject if first is not None else "") or name
    header = {
        "Von": ", ".join((first.sent_from or []) if first is not None else []),
        "An": ", ".join((first.sent_to or []) if first is not None else []),
    }
    return _mail(one_line(subject), header, elements, FileType.MSG, [])


def _mail(
    subject: str, header: dict[str, Any], elements: Iterable[Any], media_type: FileType, attachments: list[str]
) -> ParsedDocument:
    lines = [f"{name}: {one_line(str(value))}" for name, value in header.items() if value]
    blocks: list[Block] = [Heading(subject), *map(Paragraph, lines)]
    for block in element_blocks(elements, list_depth=1):
        # What looks like a heading in an e-mail is a line of it.
        blocks.append(Paragraph(block.text) if isinstance(block, Heading) else block)
    warnings = tuple(f"Anhang „{name}“ nicht gelesen." for name in attachments)
    return ParsedDocument(subject, DocumentKind.TEXT, media_type, tuple(blocks), "E-Mail", warnings)
