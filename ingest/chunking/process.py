"""Cuts a process model into passages: one step each, and the process as a whole."""

from collections.abc import Iterable

from ingest.chunking.chunk import Chunk, Chunks
from ingest.chunking.units import Unit
from ingest.parsing.blocks import Step
from knowledge_base.document import Locator


def chunk_steps(steps: Iterable[Step], title: str) -> Chunks:
    """Return the passages of a process model in order."""
    result = Chunks()
    for step in steps:
        names = [title, *([step.process] if step.process and step.process != title else [])]
        context = " › ".join([*names, *([step.name] if step.id else [])])
        label = f"Schritt „{step.name}“" if step.id else f"Ablauf „{step.name}“"
        locator = Locator(label=label, heading=step.name, step_id=step.id or None)
        units = [Unit(line) for line in step.lines]
        for part in result.pack(units, context):
            result.chunks.append(Chunk(context, part.text, locator, tuple(names[1:])))
    return result
