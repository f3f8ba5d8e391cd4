"""Samples are drawn the same way each time, kept and read again."""

from pathlib import Path

import pytest

from evals.reader.fit import Sample
from evals.reader.material import GUIDE_QUESTIONS, read_questions, save_lines
from evals.reader.samples import drawn, read_samples, statement_samples
from knowledge_base.errors import ConfigurationError


def test_a_larger_draw_holds_the_smaller_one() -> None:
    questions = read_questions(GUIDE_QUESTIONS)
    few, more = drawn(questions, 50), drawn(questions, 200)
    assert more[:50] == few
    assert 0.3 < sum(one.answered for one in more) / 200 < 0.8
    assert drawn(questions, 0) == questions


def test_statements_are_asked_of_their_source() -> None:
    samples = statement_samples(300)
    assert {one.of_set for one in samples} == {"statements, statute", "statements, guide"}
    assert 0.4 < sum(one.positive for one in samples) / 300 < 0.6
    assert all(one.group and "Aussage:" in one.prompt for one in samples)


def test_kept_prompts_are_read_again(tmp_path: Path) -> None:
    samples = [Sample("guides", "leitfaden.md", True, "Text: Ä\nFrage"), Sample("laws", "§ 1 AufenthG", False, "x")]
    save_lines(samples, tmp_path / "prompts.jsonl")
    assert read_samples(tmp_path / "prompts.jsonl") == samples
    (tmp_path / "other.jsonl").write_text('{"question": "?"}\n', encoding="utf-8")
    with pytest.raises(ConfigurationError, match="other"):
        read_samples(tmp_path / "other.jsonl")
