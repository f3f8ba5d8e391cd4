"""What speaks against a statement is weighed together, and every signal belongs to a named check."""

from assistant.answering.checks.cited import Cited
from assistant.answering.checks.failed import failed, in_one_spelling
from assistant.answering.checks.judging import likeness, load_weights, weighed_signals
from assistant.answering.checks.signals import CHECK_OF, signals

SOURCE = Cited(1, "Der Ausländer ist verpflichtet, die Karte innerhalb von zwei Wochen persönlich abzuholen.")


def test_every_signal_has_a_check_and_is_silent_about_the_source_itself() -> None:
    told, there = in_one_spelling(SOURCE.text, SOURCE)
    found = signals(told, there)
    assert set(found) == set(CHECK_OF)
    assert not any(found.values())


def test_no_weight_speaks_for_a_statement_and_none_is_unknown() -> None:
    weights = load_weights()
    assert all(weight < 0 for weight in weights.of_signals.values())
    assert {name.split(" ", 1)[1] for name in weights.of_signals} <= set(CHECK_OF)
    assert weights.intercept > weights.least


def test_a_difference_counts_as_close_or_free_by_the_likeness_of_the_wording() -> None:
    close = "Der Ausländer ist nicht verpflichtet, die Karte innerhalb von zwei Wochen persönlich abzuholen."
    told, there = in_one_spelling(close, SOURCE)
    assert likeness(told, there.text) > 0.9
    assert weighed_signals(told, there)["close parity"] == 1
    assert weighed_signals(told, there)["free parity"] == 0


def test_a_free_restatement_passes_and_a_changed_one_does_not() -> None:
    assert failed("Innerhalb von 14 Tagen muss der Ausländer die Karte selbst abholen.", SOURCE) == ()
    assert "modality" in failed("Innerhalb von 14 Tagen darf der Ausländer die Karte selbst abholen.", SOURCE)
    assert failed("Der Ausländer muss die Karte innerhalb von drei Wochen abholen.", SOURCE)[0] == "figure"
