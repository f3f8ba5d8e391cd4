"""Whether a statement affirms what its source affirms, when denials and opposites are counted together."""

from collections import Counter
from functools import cache

from assistant.answering.checks.clauses import clauses, coverage
from assistant.answering.checks.polarity import DENIALS, denials
from assistant.answering.checks.vocabulary import WORDLISTS, verb_form
from assistant.answering.checks.wording import substance
from assistant.answering.words import stem, tokens

_USED = 0.34
_SHORTEST_BASE = 5


@cache
def _sides() -> dict[str, frozenset[tuple[int, int]]]:
    """Return for each stem the pairs of opposites that it belongs to: (line, side)."""
    found: dict[str, set[tuple[int, int]]] = {}
    lines = (WORDLISTS / "antonyms.txt").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(line for line in lines if line.strip() and not line.startswith("#")):
        for side, words in enumerate(line.split("–")):
            for word in words.split():
                for form in {verb_form(word), stem(word), word}:
                    found.setdefault(form, set()).add((number, side))
    return {form: frozenset(pairs) for form, pairs in found.items()}


@cache
def _sides_of(word: str) -> frozenset[tuple[int, int]]:
    return frozenset().union(*(_sides().get(form, frozenset()) for form in {verb_form(word), stem(word), word}))


def opposites(statement: str, cited: str) -> list[tuple[str, str]]:
    """List words of a statement of which the sentence holds only the opposite, each with it.

    >>> opposites("Die Pflicht erlischt.", "Die Pflicht entsteht.")
    [('erlischt', 'entsteht')]
    """
    theirs, ours = tokens(cited), tokens(statement)
    known = Counter(side for word in theirs for side in _sides_of(word))
    told = Counter(side for word in ours for side in _sides_of(word))
    found = []
    for word in dict.fromkeys(ours):
        sides = _sides_of(word)
        if word in theirs or word in DENIALS or any(known[side] >= told[side] for side in sides if known[side]):
            continue
        against = {(number, 1 - side) for number, side in sides}
        missed = [other for other in theirs if other not in ours and other not in DENIALS]
        partner = next((other for other in missed if _sides_of(other) & against or _is_denied_by(word, other)), None)
        if partner is not None:
            found.append((word, partner))
    return found


def _is_denied_by(word: str, other: str) -> bool:
    """Tell whether one is the other with "un-" before it."""
    longer, shorter = (word, other) if len(word) > len(other) else (other, word)
    bare = stem(longer.removeprefix("un"))
    return longer.startswith("un") and len(bare) >= _SHORTEST_BASE and bare == stem(shorter)


def used_part(statement: str, cited: str) -> str:
    """Return the clauses of a sentence that a statement tells of, joined by commas; all when none stands out."""
    told = tuple(substance(statement))
    used = [clause.text for clause in clauses(cited) if coverage(clause, told) >= _USED]
    return " , ".join(used) if used else cited


def same_parity(statement: str, cited: str) -> bool:
    """Tell whether denials and opposites of a statement add up to those of the part that it tells of."""
    part = used_part(statement, cited)
    turned = len(opposites(statement, part))
    return (denials(statement) + turned - denials(part)) % 2 == 0
