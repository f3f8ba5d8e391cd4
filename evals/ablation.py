"""Measures what each lever of the search gains or costs: the search with all of them, then without each in turn."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from evals.corpus import today
from evals.measured import totals
from evals.other_material import QuestionSet
from evals.retrieval import measure_retrieval
from knowledge_base.bootstrap import KnowledgeBase
from knowledge_base.index import Embedder
from knowledge_base.search.recipe import Recipe
from knowledge_base.search.search import HybridSearch
from knowledge_base.search.spelling import Spelling
from knowledge_base.search.understanding import Vocabulary
from knowledge_base.thesaurus import Thesaurus, load_thesaurus

WITH_ALL = "alles"


@dataclass(frozen=True, slots=True)
class Levers:
    """Which helps the search has."""

    recipe: Recipe = Recipe()
    thesaurus: bool = True
    spelling: bool = True
    register: bool = True
    languages: bool = True


LEVERS: Mapping[str, Levers] = {
    WITH_ALL: Levers(),
    "ohne Wortsuche": Levers(replace(Recipe(), lexical=0.0)),
    "ohne Register": Levers(register=False),
    "ohne Wörter des Registers": Levers(replace(Recipe(), register_words=0.0)),
    "Register immer voll": Levers(replace(Recipe(), register_from=-2.0, register_fully_from=-1.0)),
    "ohne Thesaurus": Levers(thesaurus=False),
    "ohne Rechtschreibung": Levers(spelling=False),
    "ohne Ausgleich der Sprache": Levers(languages=False),
    "ohne zitierte §§": Levers(replace(Recipe(), follow_citations=False)),
}


def search_with(base: KnowledgeBase, embedder: Embedder, levers: Levers) -> HybridSearch:
    """Put a search together that has just these levers."""
    vocabulary = Vocabulary(
        load_thesaurus() if levers.thesaurus else Thesaurus({}, {}),
        base.register if levers.register else None,
        Spelling(base.registry.texts, base.registry.generation) if levers.spelling else None,
        base.languages if levers.languages else None,
    )
    return HybridSearch(
        base.registry, base.dense, base.lexical, embedder=embedder, vocabulary=vocabulary, recipe=levers.recipe
    )


def measure_levers(
    base: KnowledgeBase, embedder: Embedder, sets: Sequence[QuestionSet], done: Callable[[str], None]
) -> dict[str, dict[str, tuple[float, float]]]:
    """Return (recall@5, nDCG@10) by lever and question set; `done` is told of each row that is measured."""
    rows: dict[str, dict[str, tuple[float, float]]] = {}
    for name, levers in LEVERS.items():
        search = search_with(base, embedder, levers)
        rows[name] = {}
        for one in sets:
            found = totals(measure_retrieval(search, one.cases, as_of=today(), done=lambda _case: None))
            rows[name][one.name] = (found["recall@5"], found["ndcg@10"])
        done(name)
    return rows
