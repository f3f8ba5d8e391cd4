"""Tells in which kinds of facts two statements differ: figures, offices, places in laws, what is denied or required."""

from knowledge_base.legal_reference import LegalReference
from knowledge_base.likeness.facts_in_text import FactKind
from knowledge_base.likeness.statement import Statement

FIGURES = (FactKind.AMOUNT, FactKind.PERIOD, FactKind.DATE, FactKind.SHARE, FactKind.NUMBER)
"""Kinds of facts that are figures."""


def differing_kinds(left: Statement, right: Statement) -> list[FactKind]:
    """Return the kinds of facts in which the sentences differ, figures first."""
    kinds = [
        kind
        for kind in (*FIGURES, FactKind.BOUND, FactKind.FORM, FactKind.MODALITY)
        if left.values(kind) - right.values(kind) and right.values(kind) - left.values(kind)
    ]
    if _other_office(left, right):
        kinds.append(FactKind.OFFICE)
    if other_references(left, right) and other_references(right, left):
        kinds.append(FactKind.REFERENCE)
    if bool(left.values(FactKind.NEGATION)) != bool(right.values(FactKind.NEGATION)):
        kinds.append(FactKind.NEGATION)
    return kinds


def _other_office(left: Statement, right: Statement) -> bool:
    """Tell whether each sentence names one office, and not the same."""
    mine, theirs = left.values(FactKind.OFFICE), right.values(FactKind.OFFICE)
    if len(mine) != 1 or len(theirs) != 1:
        return False
    (one,), (other,) = mine, theirs
    return not (one.endswith(other) or other.endswith(one))


def other_references(one: Statement, other: Statement) -> list[LegalReference]:
    """Return the places in laws that a sentence names where the other names another place of the same law."""
    mine = [fact.reference for fact in one.facts if fact.reference]
    theirs = [fact.reference for fact in other.facts if fact.reference]
    return [
        ref
        for ref in mine
        if not any(ref.covers(their) or their.covers(ref) for their in theirs)
        and any(ref.law is None or their.law is None or ref.law == their.law for their in theirs)
    ]


def same_figures(left: Statement, right: Statement) -> bool:
    """Tell whether two sentences give the same figures, and deny or affirm alike."""
    return all(left.values(kind) == right.values(kind) for kind in (*FIGURES, FactKind.NEGATION))
