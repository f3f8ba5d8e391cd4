"""Check: only, at least, at most, before, after, from, until and the like are those of the cited sentence."""

import re

from assistant.answering.checks.pairing import paired
from assistant.answering.checks.wording import substance
from assistant.answering.words import tokens

_LIMITS = {
    "only": r"\b(?:nur|ausschließlich|lediglich|allein)\b",
    "at least": r"\b(?:mindestens|wenigstens|zumindest)\b",
    "at most": r"\b(?:höchstens|maximal|längstens|bis zu)\b",
    "latest": r"\bspätestens\b",
    "earliest": r"\bfrühestens\b",
    "usually": r"\b(?:in der regel|regelmäßig|meist|meistens|im regelfall)\b",
    "in principle": r"\bgrundsätzlich\b",
    "always": r"\b(?:immer|stets|jederzeit|ausnahmslos|in jedem fall)\b",
    "more than": r"\b(?:mehr als|länger als|über (?=\d))",
    "less than": r"\b(?:weniger als|kürzer als|unter (?=\d))",
}
_DENIED_WITHOUT = re.compile(r"\bohne\b.*\b(?:nicht|kein\w*)\b|\b(?:nicht|kein\w*)\b.*\bohne\b", re.I)
_RELATION = re.compile(r"\b(vor|nach|mit|ohne|gegen|für|ab|bis|über|unter)\s+(?=((?:[\w-]+\s*){1,4}))", re.I)
_OPPOSITE = {"vor": "nach", "nach": "vor", "mit": "ohne", "ohne": "mit", "gegen": "für", "für": "gegen",
             "ab": "bis", "bis": "ab", "über": "unter", "unter": "über"}  # fmt: skip
_FOR_FIGURES = frozenset({"ab", "bis", "über", "unter"})


def same_limits(statement: str, cited: str) -> bool:
    """Tell whether only, at least, at most, before, after and the like are those of the cited sentence."""
    if not all(_fit(told, there) for told, there in paired(statement, cited)):
        return False
    there = _relations(cited)
    return all(
        (_OPPOSITE[relation], word) not in there or (relation, word) in there
        for relation, word in _relations(statement)
    )


def _fit(told: str, there: str) -> bool:
    ours, theirs = limits_of(told), limits_of(there)
    if ours == theirs:
        return True
    if ours ^ theirs != {"only"}:
        return False
    bare = there if "only" in ours else told
    return bool(_DENIED_WITHOUT.search(bare)) or bool(
        re.search(r"\b(?:muss|müssen|voraussetz\w*|voraus|verpflichtet|erforderlich)\b", bare)
        and re.search(r"\b(?:kann|können|darf|dürfen|möglich|zulässig)\b", told if bare is there else there)
    )


def limits_of(text: str) -> frozenset[str]:
    """Return the names of the limits that a text sets."""
    lower = text.lower()
    return frozenset(name for name, pattern in _LIMITS.items() if re.search(pattern, lower))


def _relations(text: str) -> set[tuple[str, str]]:
    found = set()
    for relation, behind in _RELATION.findall(text):
        words = [word for word in tokens(behind) if word[0].isdigit() or word in substance(behind)][:2]
        if relation.lower() in _FOR_FIGURES:
            words = [word for word in words[:1] if word[0].isdigit()]
        found |= {(relation.lower(), word) for word in words}
    return found
