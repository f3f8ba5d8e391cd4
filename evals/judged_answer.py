"""Measures one finished answer against its case; pure."""

from collections.abc import Mapping, Sequence

from assistant.answering.answer import Answer, Source, Statement, Status, Support
from evals.case import Case
from evals.matching import is_right
from evals.metrics.abstention import Outcome, abstained_on_unanswerable, over_abstention
from evals.metrics.citation_precision import citation_precision
from evals.metrics.citation_recall import CitingStatement, citation_recall
from evals.metrics.dangling_citations import dangling_citations
from evals.metrics.key_facts import key_facts, states
from evals.metrics.located_quotes import ShownQuote, located_quotes
from evals.metrics.missing_parts import missing_parts_told, parts_wrongly_missing
from evals.metrics.unsupported_figures import unsupported_figures
from evals.metrics.unsupported_statements import unsupported_statements


def judge(case: Case, answer: Answer, documents: Mapping[str, str]) -> dict[str, float]:
    """Return the answer's values by measure; what does not apply is absent.

    `documents` are the texts of the cited documents by their id. A refused answer states no key fact.
    """
    outcome = [Outcome(case.answerable, answer.status is Status.ABSTAINED)]
    citations = [number for statement in answer.statements for number in statement.citations]
    values: dict[str, float | None] = {
        "abstained_on_unanswerable": abstained_on_unanswerable(outcome),
        "over_abstention": over_abstention(outcome),
        "located_quotes": located_quotes(_quotes(answer, documents)),
        "dangling_citations": _dangling(answer, citations),
        "unsupported_figures": unsupported_figures(_with_passages(answer)),
        "unsupported_statements": unsupported_statements(citing_statements(answer)),
        "citation_recall": citation_recall(citing_statements(answer)),
        "statements": len(answer.statements),
        "citations": len(citations),
    }
    if case.answerable:
        shown = " ".join(statement.text for statement in answer.statements)
        share = key_facts(shown, case.key_facts) if answer.statements else 0.0
        values["key_facts"] = share
        values["all_key_facts"] = float(share == 1.0)
        values["citation_precision"] = citation_precision(citations, _answering(case, answer.sources))
        values["missing_parts_told"] = missing_parts_told(answer.missing_parts, case.missing)
        values["parts_wrongly_missing"] = parts_wrongly_missing(answer.missing_parts, case.missing)
    return {name: value for name, value in values.items() if value is not None}


def citing_statements(answer: Answer) -> list[CitingStatement]:
    """Return every statement with the passages that it cites."""
    return [CitingStatement(*pair) for pair in _with_passages(answer)]


def _answering(case: Case, sources: Sequence[Source]) -> frozenset[int]:
    """Return the numbers of the sources whose passage is gold, or states a key fact."""
    return frozenset(
        source.number
        for source in sources
        if is_right(case, source.hit) or any(states(source.hit.passage.text, fact) for fact in case.key_facts)
    )


def _with_passages(answer: Answer) -> list[tuple[str, list[str]]]:
    """Return every statement with the passages that it cites, their headings included."""
    passages = {source.number: source.hit.passage.searchable_text for source in answer.sources}
    return [
        (statement.text, [passages[number] for number in statement.citations if number in passages])
        for statement in answer.statements
    ]


def _quotes(answer: Answer, documents: Mapping[str, str]) -> list[ShownQuote]:
    """Return every quote that is shown: each source's, and each statement in the source's own words."""
    sources = {source.number: source for source in answer.sources}
    shown = [(source.quote, source) for source in answer.sources]
    shown += [
        (statement.text, sources[statement.citations[0]])
        for statement in answer.statements
        if _is_quote(statement) and statement.citations[0] in sources
    ]
    return [
        ShownQuote(quote, source.hit.passage.text, documents.get(source.hit.document.id, "")) for quote, source in shown
    ]


def _is_quote(statement: Statement) -> bool:
    return statement.support is Support.ZITAT and bool(statement.citations)


def _dangling(answer: Answer, citations: Sequence[int]) -> int:
    texts = [statement.text for statement in answer.statements if statement.support is Support.BELEGT]
    return dangling_citations(citations, texts, [source.number for source in answer.sources])
