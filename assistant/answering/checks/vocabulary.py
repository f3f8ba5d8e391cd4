"""Reads the words that offices use for one another, and words that add nothing to a statement."""

from functools import cache
from pathlib import Path

from assistant.answering.words import STOP_WORDS, stem

WORDLISTS = Path(__file__).parent / "wordlists"
"""Text files that an office may extend; lines that begin with # are remarks."""
SMALLEST_PART = 3
SUFFIXES = frozenset(
    """
    e en er ern em es n s t te ten tes et ete eten ung ungen erung erungen ig ige igen igt igkeit lich liche lichen
    keit heit bar nis ens end ende enden st ier iert ierung isch ische ischen ts ter tem ler lern r te tum
    """.split()
) | {""}


def _lines(name: str) -> list[str]:
    text = (WORDLISTS / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


@cache
def synonyms() -> dict[str, frozenset[int]]:
    """Return for each stem the groups of words that say nearly the same."""
    found: dict[str, set[int]] = {}
    for number, line in enumerate(_lines("synonyms.txt")):
        for word in line.split():
            for form in {verb_form(word), stem(word)}:
                found.setdefault(form, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


@cache
def groups(word: str) -> frozenset[int]:
    """Return the groups of synonyms that a word belongs to, with or without an adjective's ending."""
    bare = [word[: -len(ending)] for ending in ("en", "em", "er", "es", "e") if word.endswith(ending)]
    forms = {form(each) for each in (word, *bare) if len(each) > SMALLEST_PART for form in (verb_form, stem)}
    return frozenset(number for form in forms for number in synonyms().get(form, frozenset()))


@cache
def light_words() -> frozenset[str]:
    """Return the words that add nothing to a statement."""
    return frozenset(" ".join(_lines("light_words.txt")).split()) | STOP_WORDS


SEPARABLE = (
    "zurück weiter entgegen bekannt heraus hinaus teil statt wahr frei nach fest über unter durch hin her vor "
    "mit bei auf aus ein ab an um zu"
).split()


_PREFIXES = (*SEPARABLE, "ver", "vor", "be", "ent", "er", "zer", "wider")


@cache
def _strong_forms() -> dict[str, str]:
    """Return the infinitive of each form of a verb that changes its stem."""
    return {form: line.split()[0] for line in _lines("strong_verbs.txt") for form in line.split()}


@cache
def _infinitive(word: str) -> str:
    """Return the infinitive of a strong verb's form, its particle kept; any other word as it is."""
    forms = _strong_forms()
    if word in forms:
        return forms[word]
    for prefix in _PREFIXES:
        base = word.removeprefix(prefix)
        if base != word and (bare := base.removeprefix("zu")) and (known := forms.get(base) or forms.get(bare)):
            return prefix + known
    return word


@cache
def verb_form(word: str) -> str:
    """Bring a word to a stem under which a verb's participle and zu-form meet its infinitive.

    >>> verb_form("abbricht") == verb_form("abgebrochen") == verb_form("Abbruch")
    True
    >>> verb_form("nachgeholt") == verb_form("nachzuholen") == verb_form("nachholen")
    True
    """
    lower = _infinitive(word.lower())
    for prefix in SEPARABLE:
        rest = lower.removeprefix(prefix)
        if rest != lower and rest[:2] in ("ge", "zu") and len(rest) > 5:
            return stem(prefix + rest[2:])
    if lower.startswith("ge") and len(lower) > 6 and lower.endswith(("t", "en", "te", "ten", "ter", "tes")):
        return stem(lower[2:])
    return stem(lower)
