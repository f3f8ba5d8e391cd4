from dataclasses import replace

from evals.case import Case, Gold
from evals.matching import Level, is_at, is_right, match, wanted
from evals.metrics.gains import Matches, Wanted
from knowledge_base.document import Locator
from knowledge_base.index import Hit
from tests.support.knowledge import make_document, make_passages


def hit(text: str, *, source: str = "/kb/prozesse/a.md", locator: Locator | None = None) -> Hit:
    document = make_document(source)
    return Hit(make_passages(document, text, locator=locator)[0], document, 1.0)


PLACE = Locator("§ 81 Abs. 4 AufenthG", law="AufenthG", section="§ 81", absatz="4")


def at(gold: Gold, found: Hit, level: Level = Level.SECTION) -> bool:
    return is_at(gold, found.passage, found.document, level)


def test_a_document_is_known_by_the_end_of_its_path_and_a_fragment() -> None:
    found = hit("Die Gebühr\nbeträgt 93 Euro.")
    assert at(Gold(document="prozesse/a.md", contains="Gebühr beträgt 93"), found)
    assert not at(Gold(document="prozesse/a.md", contains="96 Euro"), found)
    assert not at(Gold(document="b/a.md", contains="Gebühr"), found)
    assert not at(Gold(document="sse/a.md", contains="Gebühr"), found)


def test_a_document_may_be_known_by_its_place() -> None:
    found = hit("Text", locator=Locator("S. 2, Gebühren"))
    assert at(Gold(document="a.md", locator="S. 2"), found)
    assert not at(Gold(document="a.md", locator="S. 3"), found)


def test_a_statute_is_hit_at_the_section_or_at_the_absatz() -> None:
    found = hit("…", locator=PLACE)
    other = hit("…", locator=replace(PLACE, absatz="3"))
    gold = Gold(law="AufenthG", section="§ 81", absatz="4")
    assert at(gold, found)
    assert at(gold, other)
    assert at(gold, found, Level.ABSATZ)
    assert not at(gold, other, Level.ABSATZ)
    assert at(replace(gold, absatz=""), other, Level.ABSATZ)


def test_spellings_of_law_and_section_do_not_matter() -> None:
    found = hit("…", locator=Locator("", law="SGB X", section="§ 104c", absatz="1a"))
    assert at(Gold(law="SGB 10", section="§104 c", absatz="1A"), found, Level.ABSATZ)
    assert not at(Gold(law="SGB XII", section="§ 104c"), found)
    assert not at(Gold(law="SGB X", section="§ 104"), found)


def test_a_passage_outside_of_statutes_is_no_statute() -> None:
    assert not at(Gold(law="AufenthG", section="§ 81"), hit("§ 81 AufenthG"))


def test_matches_number_gold_and_stand_ins() -> None:
    case = Case(
        "1",
        "?",
        True,
        gold=(Gold(document="a.md", contains="eins"), Gold(document="a.md", contains="zwei")),
        also_acceptable=(Gold(document="b.md", contains="zwei", instead_of=1),),
    )
    hits = [hit("zwei", source="/b.md"), hit("eins und zwei"), hit("drei")]
    assert match(case, hits, Level.SECTION) == [
        Matches(stand_ins=frozenset({0})),
        Matches(gold=frozenset({0, 1})),
        Matches(),
    ]
    assert wanted(case) == Wanted(2, (1,))
    assert [is_right(case, one) for one in hits] == [True, True, False]
