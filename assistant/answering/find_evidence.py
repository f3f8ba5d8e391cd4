"""How each answer begins: make the question whole, search, choose the sentences that answer it best."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from time import monotonic

from assistant.answering.answer import AnswerRequest
from assistant.answering.answerability import is_answerable
from assistant.answering.answered_parts import PartEvidence, as_asked, judge_parts
from assistant.answering.evidence import Selection, Similarity, select
from assistant.answering.part_quotes import quote_each_part
from assistant.answering.question import WholeQuestion, make_whole
from assistant.answering.question_parts import question_parts
from assistant.answering.signals import Weigh, measure
from assistant.answering.sourcing import Evidence, gather, without_navigation
from assistant.answering.typical_question import typical_question
from assistant.privacy.mask import without_placeholders
from knowledge_base.index import Embedder, Hit, Query, Search
from knowledge_base.model_instructions import is_only_for_a_model

PASSAGES = 8
"""Passages among which the evidence is chosen."""


@dataclass(frozen=True, slots=True)
class Found:
    """The question made whole, the passages, what was chosen of them, and the seconds that the search took."""

    question: WholeQuestion
    hits: tuple[Hit, ...]
    selection: Selection
    evidence: Evidence
    search_seconds: float


@dataclass(frozen=True, slots=True)
class WordKnowledge:
    """What is known of a question's words: what abbreviations and everyday words stand for, and how rare each is."""

    long_forms: Callable[[str], Sequence[str]] = lambda _: ()
    weigh: Weigh | None = None


@dataclass(frozen=True, slots=True)
class FindEvidence:
    """Finds the evidence for a question; `embedder` compares sentences with the question by meaning."""

    search: Search
    embedder: Embedder | None = None
    words: WordKnowledge = field(default_factory=WordKnowledge)

    def find(self, request: AnswerRequest) -> Found:
        """Search and choose; raises StorageError when the search cannot be done."""
        began = monotonic()
        whole = make_whole(request.question, request.history)
        question = replace(whole, long_forms=tuple(self.words.long_forms(whole.search_text)))
        sought = _without_placeholders(replace(question, typed=question.plain))
        hits = self._search(sought, request)
        searched = monotonic() - began
        selection = self._select(sought, hits)
        signals = measure(sought, hits, selection, self.words.weigh)
        parts = [self._evidence_of(part, request) for part in question_parts(sought)] if hits else []
        judged = judge_parts(signals, parts)
        shared, everything = quote_each_part(selection, hits, judged.answered, whole_found=is_answerable(signals))
        evidence = replace(
            gather(everything, shared, signals),
            of_parts=tuple(part.signals for part in judged.answered),
            missing_parts=tuple(dict.fromkeys(as_asked(part.asked) for part in judged.missing)),
        )
        return Found(question, tuple(everything), shared, evidence, searched)

    def _search(self, question: WholeQuestion, request: AnswerRequest) -> list[Hit]:
        query = Query(question.search_text, request.as_of, request.audience, request.scope, 2 * PASSAGES)
        found = without_navigation(self.search.search(query))
        return [hit for hit in found if not is_only_for_a_model(hit.passage.text)][:PASSAGES]

    def _select(self, question: WholeQuestion, hits: Sequence[Hit]) -> Selection:
        return select(question, hits, self._similarity(question)) if hits else Selection()

    def _evidence_of(self, part: WholeQuestion, request: AnswerRequest) -> PartEvidence:
        hits = self._search(part, request)
        selection = self._select(part, hits)
        return PartEvidence(part.typed, hits, selection, measure(part, hits, selection, self.words.weigh))

    def _similarity(self, question: WholeQuestion) -> Similarity | None:
        embedder = self.embedder
        if embedder is None:
            return None

        def compare(texts: Sequence[str]) -> Sequence[tuple[float, float]]:
            asked, vectors = embedder.embed_question(question.spelled_out), embedder.embed_passages(texts)
            pairs = zip(vectors @ asked, vectors @ typical_question(embedder), strict=True)
            return [(float(likeness), float(typical)) for likeness, typical in pairs]

        return compare


def _without_placeholders(question: WholeQuestion) -> WholeQuestion:
    """What stands for personal data is not searched for, unless there is nothing else."""
    typed, topic = without_placeholders(question.typed), without_placeholders(question.topic)
    return replace(question, typed=typed, topic=topic) if f"{topic}{typed}" else question
