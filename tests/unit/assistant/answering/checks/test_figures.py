"""A changed number, unit, § or deadline is seen; another spelling of the same one is not an error."""

import pytest

from assistant.answering.checks.figures import deadlines_are_kept, figures_stand_there

SOURCE = (
    "Der Antrag ist innerhalb von zwei Wochen nach § 36 Abs. 2 BeschV zu stellen; verlangt werden 60 statt 36 Monate."
)


@pytest.mark.parametrize(
    ("statement", "holds"),
    [
        ("Der Antrag ist binnen 2 Wochen zu stellen.", True),
        ("Der Antrag ist nach § 36 Absatz 2 BeschV zu stellen.", True),
        ("Der Antrag ist innerhalb von drei Wochen zu stellen.", False),
        ("Der Antrag ist innerhalb von zwei Monaten zu stellen.", False),
        ("Der Antrag ist nach § 37 Abs. 2 BeschV zu stellen.", False),
        ("Der Antrag ist nach § 36 Abs. 2 AufenthV zu stellen.", False),
        ("Verlangt werden 60 statt 36 Monate.", True),
        ("Verlangt werden 36 statt 60 Monate.", False),
    ],
)
def test_figures_stand_where_they_stood(statement: str, *, holds: bool) -> None:
    assert figures_stand_there(statement, SOURCE) is holds


def test_a_deadline_left_out_makes_a_rule_too_wide() -> None:
    source = "Nach drei Monaten gestatteten Aufenthalts kann die Beschäftigung erlaubt werden."
    assert deadlines_are_kept("Die Beschäftigung kann nach 3 Monaten gestatteten Aufenthalts erlaubt werden.", source)
    assert not deadlines_are_kept("Die Beschäftigung kann bei gestattetem Aufenthalt erlaubt werden.", source)
