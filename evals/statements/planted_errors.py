"""Plants errors by rule in sentences of statutes and guides, and in faithful restatements of them."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from evals.statements.paraphrases import Paraphrase

Rule = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Planted:
    """A false statement: how it was made, from the source itself or a restatement, and what it may cite."""

    id: str
    half: str
    kind: str
    base: str
    text: str
    sources: tuple[tuple[str, str], ...]


def plant(written: Sequence[Paraphrase]) -> list[Planted]:
    """Apply every rule to every text, and mix neighbours; what a rule leaves as it is gives no error.

    `sources` are pairs of sentence and heading, the right one first.
    """
    found: list[Planted] = []
    sources = list({one.source: one for one in written}.values())
    texts = [("source", one, one.source) for one in sources] + [("paraphrase", one, one.text) for one in written]
    for base, one, text in texts:
        for kind, false in _false(text):
            if false not in (one.source, one.text, text):
                cited = ((one.source, one.heading), *_beside(one, sources))
                found.append(Planted(f"{one.id}-{base}-{kind}", one.half, kind, base, false, cited))
    return found + list(_mixed(sources, "source")) + list(_mixed(written, "paraphrase"))


def _beside(one: Paraphrase, sources: Sequence[Paraphrase]) -> tuple[tuple[str, str], ...]:
    """Two other sentences that are shown beside the right one, as in an answer."""
    place = next(position for position, other in enumerate(sources) if other.source == one.source)
    return tuple((sources[place - back].source, sources[place - back].heading) for back in (1, 2))


_FINITE = r"(?:ist|sind|wird|werden|kann|können|muss|müssen|darf|dürfen|soll|sollen|gilt|beträgt|erlischt|hat|haben)"
_SPLIT = re.compile(rf" (?={_FINITE} )")


def _mixed(texts: Sequence[Paraphrase], base: str) -> Iterator[Planted]:
    """Give one sentence's beginning the end of the next one's."""
    cut = [
        (one, parts)
        for one in texts
        if len(parts := _SPLIT.split(one.text if base == "paraphrase" else one.source, 1)) == 2
    ]
    for (one, (head, _)), (other, (_, tail)) in zip(cut, cut[1:] + cut[:1], strict=True):
        if one.source != other.source:
            sources = ((one.source, one.heading), (other.source, other.heading))
            yield Planted(f"{one.id}-{base}-mixed", one.half, "mixed passages", base, f"{head} {tail}", sources)


def _replaced(pattern: str, replacement: str | Callable[[re.Match[str]], str]) -> Rule:
    return lambda text: re.sub(pattern, replacement, text, count=1)


def _exchanged(words: dict[str, str], unless: str = "$^") -> Rule:
    pattern = re.compile(r"\b(" + "|".join(words) + r")\b(?!" + unless + ")")
    return lambda text: pattern.sub(lambda match: words[match[1]], text, count=1)


_OTHER_NUMBERS = {
    "zwei": "drei", "drei": "sechs", "vier": "fünf", "sechs": "drei", "neun": "zwölf", "zehn": "zwölf",
    "zwölf": "zehn", "einen": "zwei", "einer": "zwei",
}  # fmt: skip
_UNITS = {
    "Tag": "Woche", "Tage": "Wochen", "Tagen": "Wochen", "Woche": "Jahr", "Wochen": "Monate", "Monat": "Tag",
    "Monate": "Wochen", "Monaten": "Wochen", "Jahr": "Monat", "Jahre": "Monate", "Jahren": "Monaten",
    "Euro": "Cent", "Lebensjahr": "Lebensmonat",
}  # fmt: skip
_MODALS = {
    "kann": "muss", "können": "müssen", "darf": "muss", "dürfen": "müssen", "muss": "kann", "müssen": "dürfen",
    "soll": "kann", "sollen": "müssen", "möglich": "erforderlich", "erforderlich": "möglich",
}  # fmt: skip
_NAMES = {
    "Ausländerbehörde": "Meldebehörde", "Ausländerbehörden": "Meldebehörden", "Arbeitgeber": "Arbeitnehmer",
    "Bundesagentur": "Bundespolizei", "Bundesamt": "Bundesverwaltungsamt", "Servicepunkt": "Standesamt",
    "Niederlassungserlaubnis": "Aufenthaltserlaubnis", "Aufenthaltserlaubnis": "Niederlassungserlaubnis",
    "Duldung": "Aufenthaltsgestattung", "eAT": "Reiseausweis", "Visum": "Schengen-Visum",
    "Einbürgerung": "Niederlassungserlaubnis", "Blaue": "Weiße", "Blauen": "Weißen", "SGB": "BGB",
}  # fmt: skip
_LIMITS = {
    "höchstens": "mindestens", "längstens": "mindestens", "mindestens": "höchstens", "spätestens": "frühestens",
    "vor": "nach", "nach": "vor", "Nach": "Vor", "Vor": "Nach", "bevor": "nachdem", "ohne": "mit", "mehr": "weniger",
    "länger": "kürzer",
}  # fmt: skip
_GENDERS = {
    "Ausländerbehörde": "f", "Bundesamt": "n", "Arbeitgeber": "m", "Ausländer": "m", "Servicepunkt": "m",
    "Sachbearbeitung": "f", "Verwaltungsgericht": "n", "Aufnahmeeinrichtung": "f", "Antragsteller": "m",
    "Verfassungsschutzbehörde": "f", "Behörde": "f", "Stelle": "f", "Staatsangehörigkeitsbehörde": "f",
    "Außenstelle": "f", "Bezugsperson": "f", "Person": "f", "Team": "n", "Bundesagentur": "f", "Meldebehörde": "f",
    "Auslandsvertretung": "f", "Standesamt": "n", "Jugendamt": "n", "Teamkoordination": "f", "Ausgabeschalter": "m",
}  # fmt: skip
_ARTICLES = {"nominative": "der die das", "dative": "dem der dem", "accusative": "den die das"}
_ACTOR = re.compile(r"\b([Dd](?:er|ie|as|em|en)) ((?:zuständigen? )?)(" + "|".join(_GENDERS) + r")\b(?! für)")
_ADDED = ("nur online", "auf eigene Kosten", "nach Zahlung eines Vorschusses", "mit Zustimmung des Ehegatten",
          "durch das Standesamt", "persönlich", "im laufenden Quartal", "gegen Sicherheitsleistung")  # fmt: skip


def _swapped(text: str) -> str:
    """Let two actors change places, each with the article of the case that stands there."""
    first, second, *_ = [*_ACTOR.finditer(text), None, None]
    if first is None or second is None or first[3] == second[3]:
        return text
    cases = [_case(first, later=False), _case(second, later=True)]
    if None in cases or (cases[0] == cases[1] and not re.search(r"[,;]", text[first.end() : second.start()])):
        return text
    one, two = _phrase(second[3], str(cases[0])), _phrase(first[3], str(cases[1]))
    swapped = f"{text[: first.start()]}{one}{text[first.end() : second.start()]}{two}{text[second.end() :]}"
    return swapped[0].upper() + swapped[1:]


def _case(actor: re.Match[str], *, later: bool) -> str | None:
    """Tell the case by article and gender; "die" and "das" count as subject in the first place, as object later."""
    place = "mfn".index(_GENDERS[actor[3]])
    fitting = [case for case, forms in _ARTICLES.items() if forms.split()[place] == actor[1].lower()]
    return (fitting[-1] if later else fitting[0]) if fitting else None


def _phrase(noun: str, case: str) -> str:
    return f"{_ARTICLES[case].split()['mfn'.index(_GENDERS[noun])]} {noun}"


def _added(text: str) -> str:
    phrase = _ADDED[len(text) % len(_ADDED)]
    return re.sub(rf"\b({_FINITE})\b(?= \w)", rf"\1 {phrase}", text, count=1)


def _without_condition(text: str) -> str:
    return re.sub(
        r",? (?:wenn|sofern|soweit|sobald|solange|es sei denn|aber nicht|bevor)\b[^;]*?(?= \(§|[.;]|$)",
        "",
        text,
        count=1,
    )


def _negated(text: str) -> str:
    if re.search(r"\b(?:nicht|kein\w*|ohne|weder)\b", text):
        return text
    return re.sub(rf"\b({_FINITE})\b(?= \w)", r"\1 nicht", text, count=1)


_RULES: dict[str, tuple[Rule, ...]] = {
    "changed number": (
        _replaced(r"(?<![§\d.,])\b(\d{1,4})\b(?= (?:Euro|Tag|Monat|Woche|Jahr|statt))", lambda m: str(int(m[1]) + 1)),
        _exchanged(_OTHER_NUMBERS),
    ),
    "changed unit": (_exchanged(_UNITS),),
    "wrong §": (
        _replaced(r"§ (\d+)", lambda match: f"§ {int(match[1]) + 1}"),
        _replaced(r"\b(Abs\.|Absatz) (\d+)", lambda match: f"{match[1]} {int(match[2]) + 1}"),
        _exchanged({"AufenthG": "AsylG", "AsylG": "AufenthG", "AufenthV": "BeschV", "StAG": "AufenthG"}),
    ),
    "dropped negation": (
        _replaced(r"\bnicht ", ""),
        _replaced(r"\b([Kk])ein(e[nmrs]?)?\b", lambda m: ("E" if m[1] == "K" else "e") + "in" + (m[2] or "")),
        _replaced(r"\bsind (.*?)(?:befreit|ausgenommen)", r"sind \1verpflichtet"),
    ),
    "added negation": (_negated,),
    "changed modality": (_exchanged(_MODALS),),
    "changed limit": (_exchanged(_LIMITS, unless=r" (?:§|de[mn] [A-ZÄÖÜ]\w*(?:G|V|SGB)\b|Satz|Absatz|Maßgabe)"),),
    "wrong condition": (
        _replaced(r"(?<!uch )\b([Ww])enn\b", lambda match: "Auch wenn" if match[1] == "W" else "auch wenn"),
        _replaced(r"\b(?:soweit|sofern|sobald)\b", "auch wenn"),
    ),
    "dropped condition": (
        _without_condition,
        _replaced(r" (?:nur|allein|in der Regel|auf Antrag|auf Ersuchen)(?= )", ""),
    ),
    "swapped roles": (_swapped,),
    "wrong name": (_exchanged(_NAMES),),
    "invented addition": (_added,),
}  # fmt: skip


def _false(text: str) -> Iterator[tuple[str, str]]:
    for kind, rules in _RULES.items():
        for rule in rules:
            if (false := rule(text)) != text:
                yield kind, false
                break
