"""Whether a word stands in a text: itself, inflected, derived, as a part or a joining of its words, or a synonym."""

from collections.abc import Iterable
from functools import lru_cache

from assistant.answering.checks.vocabulary import SEPARABLE, SMALLEST_PART, SUFFIXES, groups, light_words, verb_form
from assistant.answering.words import stem, tokens

_JOINTS = ("", "s", "es", "n", "en", "er", "e", "-")
_SHORTEST_STEM = 5
_SHORTEST_HEAD = 4
_SHORTEST_COMPOUND = 8


def substance(text: str) -> list[str]:
    """List the lower-case words of a text that carry substance; numbers are left to the check of figures."""
    return [token for token in tokens(text) if token not in light_words() and not token[0].isdigit() and len(token) > 1]


def unsupported(words: Iterable[str], there: Iterable[str]) -> list[str]:
    """Return the words that have no counterpart in `there`, in order."""
    known = tuple(dict.fromkeys(there))
    return [word for word in dict.fromkeys(words) if not stands_in(word, known)]


@lru_cache(maxsize=50_000)
def stands_in(word: str, there: tuple[str, ...]) -> bool:
    """Tell whether a word has a counterpart among the words of a text."""
    return any(same(word, other) or _is_part(word, other) for other in there) or (
        _is_joined(word, there) or _is_parted(word, there)
    )


def with_particles(text: str) -> list[str]:
    """List the words of substance and the particles that may belong to a verb ("löst … aus")."""
    return substance(text) + [token for token in tokens(text) if token in SEPARABLE]


def _is_parted(word: str, there: tuple[str, ...]) -> bool:
    """Tell whether a verb stands there with its particle apart ("ausgelöst": "löst … aus")."""
    for particle in SEPARABLE:
        base = word.removeprefix(particle)
        if base != word and particle in there:
            forms = (base.removeprefix("ge"), base.removeprefix("zu"))
            return any(_is_derived(form, other, least=SMALLEST_PART) for form in forms for other in there)
    return False


@lru_cache(maxsize=100_000)
def same(word: str, other: str) -> bool:
    """Tell whether two words are one, inflected or derived, or stand in one group of synonyms."""
    one, two = verb_form(word), verb_form(other)
    if one == two or groups(word) & groups(other):
        return True
    return _is_derived(one, two) or _is_derived(stem(word), stem(other))


def _is_derived(one: str, two: str, *, least: int = _SHORTEST_HEAD) -> bool:
    pairs = zip(one, two, strict=False)
    shared = next((place for place, (left, right) in enumerate(pairs) if left != right), min(len(one), len(two)))
    return shared >= min(_SHORTEST_STEM, len(one), len(two)) >= least and (
        one[shared:] in SUFFIXES and two[shared:] in SUFFIXES
    )


def _is_part(word: str, compound: str) -> bool:
    """Tell whether a word is the head of a compound ("Behörde" of "Ausländerbehörde"), which says less, not more."""
    head = stem(word)
    whole = stem(compound)
    if len(head) < _SHORTEST_HEAD or whole == "un" + head:
        return False
    return whole.endswith(head) or (len(head) >= _SHORTEST_STEM and whole.startswith(head))


def _is_joined(word: str, there: tuple[str, ...]) -> bool:
    """Tell whether a compound joins words that all stand there ("Ausreisefrist": Frist zur Ausreise)."""
    if len(word) < _SHORTEST_COMPOUND:
        return False
    for cut in range(SMALLEST_PART, len(word) - SMALLEST_PART + 1):
        first, second = word[:cut], word[cut:]
        if not any(same(second, other) or (len(second) > SMALLEST_PART and _is_part(second, other)) for other in there):
            continue
        bases = [base for base in _without_joint(first) if len(base) >= SMALLEST_PART]
        if any(same(base, other) or _begins(base, other) for base in bases for other in there):
            return True
    return False


def _begins(base: str, compound: str) -> bool:
    """Tell whether a long word begins a compound ("Verfassungsschutz" and "Verfassungsschutzbehörde")."""
    return len(base) >= _SHORTEST_COMPOUND and compound.startswith(base)


def _without_joint(first: str) -> list[str]:
    return [first[: len(first) - len(joint)] if joint else first for joint in _JOINTS if first.endswith(joint)]
