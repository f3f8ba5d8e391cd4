"""Questions about one person, and sentences that decide about one."""

from collections.abc import Iterator
from datetime import date

from assistant.answering.answer import AnswerRequest
from assistant.answering.answer_question import AnswerQuestion
from assistant.answering.find_evidence import FindEvidence, WordKnowledge
from assistant.answering.individual_case import decides_a_case, is_about_one_person
from assistant.answering.writer import Prompt, Token
from evals.attacks.individual import wrong_cases
from knowledge_base.bootstrap import open_knowledge_base
from tests.support.small_office import build_small_office
from tests.support.word_embedder import WordEmbedder


class SayingYes:
    """A writer that decides what only the office may decide."""

    name = "ja"

    def __init__(self) -> None:
        self.asked = ""

    def write(self, prompt: Prompt, *, max_tokens: int) -> Iterator[Token]:
        self.asked = prompt.user
        yield Token("Ja, Ihr Kunde erhält die Fiktionsbescheinigung [1].")


def test_our_own_cases() -> None:
    counts, wrong = wrong_cases()
    assert sum(counts.values()) >= 60
    assert len(wrong) <= 2, wrong


def test_a_placeholder_makes_it_one_persons_case() -> None:
    assert is_about_one_person("Wie lange gilt der Titel von [Name]?")
    assert not is_about_one_person("Wie lange gilt der Titel?")


def test_a_rule_about_foreigners_decides_nothing() -> None:
    assert not decides_a_case("Ein Ausländer kann abgeschoben werden, wenn die Ausreisepflicht vollziehbar ist.")


def test_a_decision_is_withheld_and_the_model_sees_placeholders_only(tmp_path: object) -> None:
    writer = SayingYes()
    settings = build_small_office(tmp_path)  # type: ignore[arg-type]
    with open_knowledge_base(settings, embedder=WordEmbedder()) as knowledge:
        answering = AnswerQuestion(
            FindEvidence(knowledge.search, knowledge.embedder, WordKnowledge()), writer=writer, index_label=""
        )
        request = AnswerRequest(
            "Was kostet die Fiktionsbescheinigung für [Name]?", date(2026, 3, 2), frozenset({"alle"})
        )
        answer = answering.answer(request)
    assert answer.withheld == 1
    assert all("Ja," not in statement.text for statement in answer.statements)
    assert "[Name]" in writer.asked
    assert answer.question == "Was kostet die Fiktionsbescheinigung für [Name]?"
