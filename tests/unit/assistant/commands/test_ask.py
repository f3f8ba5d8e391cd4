from dataclasses import replace

from assistant.commands.ask import as_text
from tests.support.assistant_records import make_record


def test_the_terminal_says_which_part_has_no_answer_before_the_statements() -> None:
    answer = replace(make_record("x").answer, notice="", missing_parts=("wann beginnt das Schützenfest",))
    first, second, *_ = as_text(answer).splitlines()
    assert first == "Zu „wann beginnt das Schützenfest“ finde ich nichts."
    assert second.startswith("- ")
