import pytest

from assistant.accounts.person import AUDIENCES, Permission, Person, Role
from knowledge_base.document import EVERYBODY


@pytest.mark.parametrize("role", Role)
def test_each_role_asks_reads_and_belongs_to_everybody(role: Role) -> None:
    person = Person("u1", "x", "X", role)
    assert person.may(Permission.ASK)
    assert person.may(Permission.READ_DOCUMENTS)
    assert EVERYBODY in person.audience


def test_only_editors_review_and_read_everything() -> None:
    assert [role for role in Role if Person("u1", "x", "X", role).may(Permission.REVIEW)] == [Role.REDAKTION]
    assert frozenset.union(*AUDIENCES.values()) == AUDIENCES[Role.REDAKTION]
