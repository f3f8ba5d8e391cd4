"""Near copies say what their source says, false twins do not, and neither comes from a source that tests."""

import re
from collections import Counter

import pytest

from assistant.answering.checks.cited import Cited
from assistant.answering.checks.judging import likeness
from evals.reader.copying_errors import is_false_near_copy
from evals.reader.copying_rules import faithful_copies
from evals.reader.material import TEST_STATEMENTS, ReaderStatement, as_words, read_lines, read_statements
from evals.reader.near_copies import ORIGIN, near_copies
from evals.statements.planted_errors import Planted
from knowledge_base.sentences import sentences

COPIES = near_copies()
FAITHFUL = [one for one in COPIES if one.follows]
FALSE = [one for one in COPIES if not one.follows]
KEPT = re.compile(
    r"(?i)\b(?:nicht|kein\w*|ohne|weder|wenn|sofern|soweit|solange|sobald|bevor|es sei denn|jedoch|aber|nur|lediglich"
    r"|muß|muss|müssen|kann|können|darf|dürfen|soll|sollen|mindestens|wenigstens|höchstens|längstens|\d+)\b"
)
"""What a copy may not lose: denials, conditions, exceptions, duties, limits, figures."""
SAME = {"sofern": "wenn", "lediglich": "nur", "jedoch": "aber", "muß": "muss", "längstens": "höchstens",
        "wenigstens": "mindestens"}  # fmt: skip
NUMERALS = dict(zip("zwei drei vier fünf sechs sieben acht neun zehn zwölf".split(), "2 3 4 5 6 7 8 9 10 12".split(),
                    strict=True))  # fmt: skip
MARKER = re.compile(r"^(?:\(\d+[a-z]?\)|\d+\.) ")
REFERENCES = re.compile(r" \((?:§|Beispiel)[^()]*\)")


def spoken(text: str) -> Counter[str]:
    """Count what a copy may not lose, each in one spelling; references in brackets do not count."""
    bare = re.sub(r"\b(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zwölf)\b", lambda m: NUMERALS[m[0]], text)
    return Counter(SAME.get(word.casefold(), word.casefold()) for word in KEPT.findall(REFERENCES.sub("", bare)))


def rule_of(one: ReaderStatement) -> str:
    return one.id.split("-copy-")[1]


def test_there_are_enough_and_each_faithful_one_has_its_false_twin() -> None:
    assert 600 <= len(COPIES) <= 900
    for copy, twin in zip(FAITHFUL, FALSE, strict=True):
        assert twin.id.startswith(f"{copy.id}-")
        assert twin.cited == copy.cited


def test_ids_differ_and_name_source_and_rule() -> None:
    assert len({one.id for one in COPIES}) == len(COPIES)
    assert all(re.fullmatch(r"[\w-]+-\d{3}-copy-[a-z-]+", one.id) for one in FAITHFUL)
    assert {one.origin for one in COPIES} == {ORIGIN}


def test_headings_are_those_of_the_statements_so_that_folds_split_no_source() -> None:
    headings = {one.cited.text: one.cited.context for one in read_statements()}
    assert all(headings[one.cited.text] == one.cited.context for one in COPIES)


def test_copies_are_always_the_same() -> None:
    assert near_copies() == COPIES


def test_no_source_and_no_sentence_of_a_test_file() -> None:
    tested = [as_words(row["source"]) for path in TEST_STATEMENTS for row in read_lines(path)]
    for one in FAITHFUL:
        assert not [other for part in sentences(one.cited.text) for other in tested if as_words(part) in other], one.id


def test_every_rule_and_many_kinds_of_errors_occur() -> None:
    rules = Counter(rule_of(one) for one in FAITHFUL)
    assert set(rules) == {"verbatim", "spelling", "without-reference", "law-first", "yes", "one-sentence", "numerals",
                          "one-sentence-bare", "first-clause"}  # fmt: skip
    assert max(rules.values()) < 0.4 * len(FAITHFUL)
    kinds = Counter(twin.id.removeprefix(copy.id) for copy, twin in zip(FAITHFUL, FALSE, strict=True))
    assert len(kinds) >= 11
    assert max(kinds.values()) < 0.2 * len(FALSE)


def test_copies_are_near() -> None:
    near = [likeness(one.text, one.cited.text) for one in COPIES]
    assert min(near) >= 0.5
    assert sorted(near)[len(near) // 4] >= 0.85


def test_faithful_copies_lose_no_denial_condition_duty_limit_or_figure() -> None:
    for one in FAITHFUL:
        parts = sentences(one.cited.text)
        if rule_of(one).startswith("one-sentence"):
            wanted = max((part for part in parts), key=lambda part: likeness(one.text, part))
        elif rule_of(one) == "first-clause":
            wanted = parts[0].split(";")[0]
        else:
            wanted = one.cited.text
        lost = spoken(MARKER.sub("", wanted)) - spoken(one.text)
        assert not lost, (one.id, lost)


def test_what_is_left_out_limits_nothing() -> None:
    limits = re.compile(r"(?i)\b(?:nicht|kein\w*|nur|jedoch|aber|höchstens|längstens|es sei denn|abweichend|bedarf)\b")
    checked = 0
    for one in FAITHFUL:
        if rule_of(one) in {"one-sentence", "one-sentence-bare", "first-clause"}:
            separator = r"(?<=;) " if rule_of(one) == "first-clause" else "$^"
            parts = [
                part for clause in re.split(separator, MARKER.sub("", one.cited.text)) for part in sentences(clause)
            ]
            told = as_words(REFERENCES.sub("", one.text))
            left_out = [part for part in parts if as_words(REFERENCES.sub("", part)) not in told]
            checked += len(left_out)
            assert not [part for part in left_out if limits.search(part)], one.id
    assert checked > 40


def test_no_false_twin_says_the_same() -> None:
    for copy, twin in zip(FAITHFUL, FALSE, strict=True):
        assert as_words(twin.text) not in {as_words(copy.text), as_words(twin.cited.text)}
    assert not {(one.cited, as_words(one.text)) for one in FALSE} & {
        (one.cited, as_words(one.text)) for one in FAITHFUL
    }


@pytest.mark.parametrize(
    ("rule", "copy"),
    [
        ("verbatim", "Der Antrag ist binnen zwei Wochen zu stellen, sofern gemäß Absatz 3 nicht anderes gilt."),
        ("law-first", "Laut § 7 Abs. 2 AufenthG gilt: Der Antrag ist binnen zwei Wochen zu stellen, sofern gemäß"
         " Absatz 3 nicht anderes gilt."),
        ("spelling", "Der Antrag ist binnen zwei Wochen zu stellen, sofern nach Absatz 3 nicht anderes gilt."),
        ("numerals", "Der Antrag ist binnen 2 Wochen zu stellen, sofern gemäß Absatz 3 nicht anderes gilt."),
    ],
)  # fmt: skip
def test_a_paragraph_is_copied(rule: str, copy: str) -> None:
    text = "(2) Der Antrag ist binnen zwei Wochen zu stellen, sofern gemäß Absatz 3 nicht anderes gilt."
    assert faithful_copies(Cited(1, text, "AufenthG § 7 Aufenthaltserlaubnis"), statute=True)[rule] == copy


def test_a_sentence_stands_alone_only_where_no_other_limits_it() -> None:
    alone = "Die Karte wird am Schalter ausgegeben (§ 60a Abs. 1 AufenthV)."
    free = faithful_copies(Cited(1, f"{alone} Die Gebühr beträgt 15 Euro.", "Karten › Ausgabe"), statute=False)
    assert free["one-sentence"] in {alone, "Die Gebühr beträgt 15 Euro."}
    for limit in ("Das gilt nur mit Termin.", "Der Versand ist jedoch möglich.", "Kinder erhalten die Karte nicht."):
        copies = faithful_copies(Cited(1, f"{alone} {limit}", "Karten › Ausgabe"), statute=False)
        assert alone not in copies.values(), limit


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("3. sich verpflichten, die Daten zu erheben.", "SGB II § 6"),
        ("Die Haftung wird ab der Unterschrift statt ab der Einreise berechnet.", "Haftung › Typische Fehler"),
        ("Grundkenntnisse der Rechtsordnung liegen vor.", "Daueraufenthalt › Voraussetzungen"),
        ("Zuständig: Servicepunkt. Davor: „Eingang prüfen“.", "Verlängern (Prozess) › Eingang"),
    ],
)
def test_what_says_nothing_by_itself_is_not_copied(text: str, heading: str) -> None:
    assert faithful_copies(Cited(1, text, heading), statute=heading.startswith("SGB")) == {}


@pytest.mark.parametrize(
    ("kind", "copy", "false", "kept"),
    [
        ("changed limit", "Sie endet nach Ablauf eines Jahres.", "Sie endet vor Ablauf eines Jahres.", True),
        ("changed limit", "Sie endet nach den Vorschriften.", "Sie endet vor den Vorschriften.", False),
        ("wrong condition", "Das gilt auch, wenn er geht.", "Das gilt auch, auch wenn er geht.", False),
        ("changed modality", "Er kann nicht abgetreten werden.", "Er muss nicht abgetreten werden.", False),
        ("changed modality", "Die Behörde kann den Antrag ablehnen.", "Die Behörde muss den Antrag ablehnen.", True),
        ("dropped condition", "Das Kind ist, solange es lernt, zu fördern.", "Das Kind ist.", False),
        ("dropped condition", "Das darf nur die Behörde anordnen.", "Das darf die Behörde anordnen.", False),
        ("dropped condition", "Er wird auf Antrag erteilt, wenn er fehlt.", "Er wird auf Antrag erteilt.", True),
        ("dropped negation", "Sie prüft, ob er nicht gilt.", "Sie prüft, ob er gilt.", False),
        ("changed number", "Nötig sind mindestens 15 Jahre.", "Nötig sind mindestens 16 Jahre.", False),
        ("changed number", "Er hat Anspruch auf einen Bescheid.", "Er hat Anspruch auf zwei Bescheid.", False),
    ],
)  # fmt: skip
def test_only_errors_that_change_what_is_said_are_kept(kind: str, copy: str, false: str, *, kept: bool) -> None:
    error = Planted("x", "train", kind, "paraphrase", false, ((copy, "Überschrift"),))
    assert is_false_near_copy(error, copy) is kept
