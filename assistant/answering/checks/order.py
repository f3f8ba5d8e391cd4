"""Who or what a clause begins with: the subject, where German has no ending to tell it from the object."""

import re
from collections.abc import Iterator

from assistant.answering.checks.clauses import clauses
from assistant.answering.checks.wording import same

_LEADING = re.compile(
    r"^(?:(?:[Dd](?:er|ie|as)|[Ee]ine?|[Kk]eine?|[Jj]ede[rs]?|[Aa]lle) )?(?:[a-zäöüß]\w+ )?([A-ZÄÖÜ][\w-]+)"
    r"(?: (?:de[rsnm]|eine[rs]|und|oder|nach|zu[rm]?) [^,;]*?)? ([a-zäöüß]+(?:t|en|st|d|f|ss|l)\b)"
)
_NOUN = re.compile(r"\b[A-ZÄÖÜ][\w-]+")


def subjects_exchanged(statement: str, cited: str) -> int:
    """Count clauses with the verb of a clause in the source that begin with another noun, which the source holds.

    >>> subjects_exchanged("Die Duldung hemmt die Klage.", "Die Klage hemmt die Duldung.")
    1
    """
    there = list(_leading(cited))
    nouns = [noun.lower() for noun in _NOUN.findall(cited)]
    exchanged = 0
    for noun, verb in _leading(statement):
        subjects = [other for other, same_verb in there if same_verb == verb]
        known = any(same(noun, other) for other in nouns)
        exchanged += bool(subjects) and known and not any(same(noun, other) for other in subjects)
    return exchanged


def _leading(text: str) -> Iterator[tuple[str, str]]:
    for clause in clauses(text):
        if match := _LEADING.match(clause.text):
            yield match[1].lower(), match[2]
