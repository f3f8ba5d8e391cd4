"""Missing lead-ins: list items without the words that open their list, table rows without their header."""

from collections.abc import Iterator, Sequence

from evals.metrics.document_lines import DocumentLine, LineKind, column_name
from evals.metrics.passage_lines import FoundLine


def missing_lead_ins(lines: Sequence[FoundLine], kind: LineKind, context: str = "") -> Iterator[str]:
    """Yield the items (LineKind.ITEM) or rows (LineKind.ROW) that lack what they need; `context` stands before all."""
    above: list[str] = [context]
    for line in lines:
        if line.kinds == {kind} and not any(_is_complete(line, origin, above) for origin in line.origins):
            yield line.text
        above.append(line.text)


def _is_complete(line: FoundLine, origin: DocumentLine, above: Sequence[str]) -> bool:
    if not all(_stands(need, above) for need in origin.needs):
        return False
    name = column_name(origin)
    return not name or line.text.startswith(name) or name in above


def _stands(need: str, above: Sequence[str]) -> bool:
    """Tell whether a lead-in, or its last sentence, stands above or in the heading prefix."""
    prefix, *lines = above
    return need.strip(": ") in prefix or any(need == text or need.endswith(f" {text}") for text in lines)
