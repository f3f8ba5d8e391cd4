"""Reads BPMN 2.0 models: every step becomes a block, said in German sentences."""

import re

from ingest.parsing.blocks import Block, ParsedDocument
from ingest.parsing.bpmn_elements import NAMESPACE
from ingest.parsing.bpmn_model import ModelReader
from ingest.parsing.bpmn_prose import describe
from ingest.parsing.sniff import FileType
from ingest.parsing.xml import local_name, parse_xml
from knowledge_base.document import DocumentKind
from knowledge_base.errors import DocumentError

GENERATED = re.compile(r"(?:sid|id|process)?[-_]?[0-9a-fA-F]{6,}(?:-[0-9a-fA-F]+)*")
"""Names that a tool made up."""

EXPORT = "Bitte im Modellierungswerkzeug als BPMN 2.0 exportieren."


def read_bpmn(content: bytes, name: str) -> ParsedDocument:
    """Read a BPMN file; raises DocumentError when it is not well-formed, not BPMN 2.0 or has no steps."""
    root = parse_xml(content)
    if root.tag != f"{NAMESPACE}definitions":
        raise DocumentError(f"Die Datei ist kein BPMN-2.0-Modell (Wurzelelement „{local_name(root)}“).", EXPORT)
    models = list(ModelReader(root).processes())
    if not models:
        raise DocumentError("Das BPMN-Modell enthält keine Schritte.", EXPORT)
    blocks: list[Block] = [step for model in models for step in describe(model)]
    title = models[0].name if len(models) == 1 else next((model.participant for model in models), "") or name
    if title in {"", "Prozess"} or GENERATED.fullmatch(title):
        title = name
    steps = sum(len(model.nodes) for model in models)
    how = f"BPMN-Modell, {len(models)} {'Prozess' if len(models) == 1 else 'Prozesse'}, {steps} Schritte"
    return ParsedDocument(title, DocumentKind.PROCESS_MODEL, FileType.BPMN, tuple(blocks), how)
