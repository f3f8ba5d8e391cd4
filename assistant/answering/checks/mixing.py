"""Check: the parts of a statement are not put together from different parts of what it cites."""

import re

from assistant.answering.checks.clauses import clauses, without_asides
from assistant.answering.checks.wording import unsupported, with_particles
from assistant.answering.figures import figures


def comes_from_one_part(statement: str, cited: str, context: str = "") -> bool:
    """Tell whether each clause takes its words from one of the parts that semicolons divide, headings aside."""
    parts = re.split(r";\s+", without_asides(cited))
    if len(parts) == 1:
        return True
    there = [with_particles(f"{part} {context}") for part in parts]
    known = [word for words in there for word in words]
    for clause in clauses(statement):
        repeated = [word for word in clause.words if word not in unsupported(clause.words, known)]
        told = figures(clause.text) & figures(cited)
        if repeated and not any(
            told <= figures(f"{part} {context}") and not unsupported(repeated, words)
            for part, words in zip(parts, there, strict=True)
        ):
            return False
    return True
