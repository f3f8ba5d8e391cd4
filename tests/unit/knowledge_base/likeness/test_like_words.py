"""What is ruled out beforehand must be ruled out by the comparison, too."""

from itertools import combinations

from evals.planted_pairs import hand_written
from knowledge_base.likeness.like_words import WordTable
from knowledge_base.likeness.similar_passages import compare_statements
from knowledge_base.likeness.statement import Statement, statements_of


def may_be_like(left: Statement, right: Statement) -> bool:
    table = WordTable([left, right])
    return table.signature(left).may_be_like(table.signature(right))


def only_statement(text: str, context: str = "") -> Statement:
    [statement] = statements_of(text, context)
    return statement


def test_nothing_that_is_alike_is_ruled_out_and_most_of_the_rest_is() -> None:
    texts = [text for pair in hand_written() for text in (pair.left, pair.right)]
    statements = list({one.text: one for context, text in texts for one in statements_of(text, context)}.values())
    table = WordTable(statements)
    signatures = [table.signature(one) for one in statements]
    worth_comparing = alike = 0
    for left, right in combinations(range(len(statements)), 2):
        may_be = signatures[left].may_be_like(signatures[right])
        assert may_be == signatures[right].may_be_like(signatures[left])
        worth_comparing += may_be
        if compare_statements(statements[left], statements[right]):
            alike += 1
            assert may_be, (statements[left].text, statements[right].text)
    assert alike > 20
    assert worth_comparing < 0.05 * len(statements) * (len(statements) - 1) / 2


def test_parts_of_compounds_and_other_endings_count_as_known() -> None:
    whole = only_statement("Die Ausreisepflicht des Ausländers bleibt von der Duldung unberührt.")
    parts = only_statement("Von der Duldung bleibt die Pflicht zur Ausreise der Ausländer unberührt.")
    assert may_be_like(whole, parts)
    assert not may_be_like(whole, only_statement("Die Duldung wird bei der Passbehörde im Erdgeschoss abgeholt."))
