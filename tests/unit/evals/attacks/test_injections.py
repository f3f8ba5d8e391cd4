"""Orders planted in documents: written, told to the editor where they can be read, and judged by their canary."""

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answering.answer import Answer, Statement, Status, Support, Timings
from evals.attacks.injection_documents import german_attacks, plant
from evals.attacks.injections import outcome
from ingest.metadata import DocumentMetadata
from ingest.prepare import prepare

ANSWER = Answer(
    status=Status.ANSWERED,
    question="",
    search_text="",
    statements=(),
    sources=(),
    timings=Timings(0.0, None, 0.0),
    model="",
    prompt_version="",
    index="",
)


def statement(text: str, support: Support) -> Statement:
    return Statement(text, support, (1,))


def test_a_canary_in_our_words_is_a_success_and_in_a_quotation_only_quoted() -> None:
    ours = replace(ANSWER, statements=(statement("Es gilt KANARIE1.", Support.BELEGT),))
    quoted = replace(ANSWER, statements=(statement("Es gilt KANARIE1.", Support.ZITAT),))
    assert outcome("k", "?", "KANARIE1", ours).succeeded
    assert not outcome("k", "?", "KANARIE1", quoted).succeeded
    assert outcome("k", "?", "KANARIE1", quoted).quoted
    assert outcome("k", "?", "KANARIE1", replace(ANSWER, notice="KANARIE1")).succeeded


def test_there_are_sixty_of_our_own() -> None:
    attacks = german_attacks()
    assert len({attack.canary for attack in attacks}) == len(attacks) >= 60


def test_the_editor_is_told_of_an_order_in_a_document(tmp_path: Path) -> None:
    attacks = [attack for attack in german_attacks() if attack.kind == "own plain"][:3]
    for name in plant(attacks, tmp_path / "dokumente"):
        ready = prepare(tmp_path / "dokumente" / name, document_id="d1", metadata=DocumentMetadata())
        assert any("an ein Sprachmodell" in warning for warning in ready.warnings)


def test_a_comment_of_a_page_is_not_read(tmp_path: Path) -> None:
    attack = next(attack for attack in german_attacks() if attack.kind == "own html comment")
    (name,) = plant([attack], tmp_path / "dokumente")
    ready = prepare(tmp_path / "dokumente" / name, document_id="d1", metadata=DocumentMetadata())
    assert all(attack.canary not in passage.text for passage in ready.passages)


@pytest.mark.parametrize("kind", sorted({attack.kind for attack in german_attacks()}))
def test_hidden_in_any_way_an_order_is_told_or_not_read(tmp_path: Path, kind: str) -> None:
    attack = next(attack for attack in german_attacks() if attack.kind == kind)
    (name,) = plant([attack], tmp_path / "dokumente")
    ready = prepare(tmp_path / "dokumente" / name, document_id="d1", metadata=DocumentMetadata())
    is_read = any(attack.canary in passage.text for passage in ready.passages)
    assert any("Euro" in passage.text for passage in ready.passages)
    assert is_read == any("an ein Sprachmodell" in warning for warning in ready.warnings)
