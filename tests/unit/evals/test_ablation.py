"""Each lever of the search is measured for itself, on the questions of other origin as well."""

import json
from pathlib import Path

import pytest

from evals.ablation import LEVERS, WITH_ALL, measure_levers
from evals.case import Case, Gold
from evals.other_material import QuestionSet, read_question_sets
from knowledge_base.bootstrap import open_knowledge_base
from knowledge_base.errors import ConfigurationError
from knowledge_base.settings import KnowledgeSettings
from tests.support.knowledge import LetterEmbedder, make_document, make_passages


def test_every_lever_gives_a_row_for_every_question_set(tmp_path: Path) -> None:
    document = make_document("gebuehren.txt")
    passages = make_passages(document, "Die Gebühr für eine Aufenthaltserlaubnis beträgt 100 Euro.")
    fee = Case("1", "Was kostet die AE?", answerable=True, gold=(Gold(document="gebuehren.txt"),))
    done: list[str] = []
    with open_knowledge_base(KnowledgeSettings(var=tmp_path), embedder=LetterEmbedder()) as base:
        base.registry.stage(document, passages, content_hash="c", metadata_hash="m")
        base.dense.add([one.id for one in passages], base.embedder.embed_passages([one.text for one in passages]))
        base.lexical.add(passages)
        base.registry.publish([document.id])
        rows = measure_levers(base, base.embedder, [QuestionSet("Gebühren", (fee,))], done.append)
    assert list(rows) == done == list(LEVERS)
    assert rows[WITH_ALL] == {"Gebühren": (1.0, 1.0)}


def test_missing_material_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"xquad_de\.jsonl"):
        read_question_sets(tmp_path)


def test_only_answerable_questions_are_read_and_lead_to_the_german_text(tmp_path: Path) -> None:
    rows = [{"id": "a", "question": "?", "context_id": "p1", "answers": [{"text": "x"}]}, {"id": "b", "answers": []}]
    for name in ("xquad_de xquad_en xquad_tr xquad_ar xquad_ru "
                 "integreat_qa_de integreat_qa_en integreat_qa_ar integreat_qa_uk").split():  # fmt: skip
        (tmp_path / f"{name}.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    sets = {one.name: one.cases for one in read_question_sets(tmp_path)}
    assert [case.gold[0].document for case in sets["xquad tr"]] == ["p1.txt"]
    assert [case.gold[0].document for case in sets["integreat_qa uk"]] == ["p1.html"]
