"""Pairs of like passages among the documents of the small office, as an ingest run would leave them."""

from assistant.settings import Settings
from knowledge_base.database import open_engine
from knowledge_base.likeness.facts_in_text import FactKind
from knowledge_base.likeness.like_pair import LikePair, make_pair
from knowledge_base.likeness.like_passages_store import LikePassagesStore
from knowledge_base.likeness.similar_passages import Likeness, LikePassages, LikeStatements
from knowledge_base.likeness.statement import statements_of
from tests.support.small_office import EDITORS_ONLY, FEES, STAFF_ONLY, SmallDocument, passages_of


def plant_pairs(settings: Settings) -> tuple[LikePair, LikePair]:
    """Keep a contradiction between two documents, and a duplicate, and return them in this order."""
    pairs = (
        _pair(FEES, STAFF_ONLY, Likeness.CONTRADICTION, FactKind.AMOUNT),
        _pair(FEES, EDITORS_ONLY, Likeness.DUPLICATE, None),
    )
    engine = open_engine(settings.sql_url)
    try:
        LikePassagesStore(engine).replace({FEES.id: "planted"}, pairs)
    finally:
        engine.dispose()
    return pairs


def _pair(left: SmallDocument, right: SmallDocument, likeness: Likeness, kind: FactKind | None) -> LikePair:
    one, other = passages_of(left)[0], passages_of(right)[0]
    statements = LikeStatements(statements_of(one.text)[0], statements_of(other.text)[0], 0.9, kind)
    return make_pair(one, other, LikePassages(likeness, (statements,)))
