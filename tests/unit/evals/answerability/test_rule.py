from assistant.answering.answerability import Signals
from evals.answerability.rule import Seen, measure_rule

CLEAR = Signals(closest=0.95, coverage=0.9, fit=1.4, stands_out=0.04)
POOR = Signals(closest=0.5, coverage=0.1, fit=0.2)


def test_rates_at_the_threshold_and_auroc_of_each_signal() -> None:
    figures = measure_rule([Seen(True, CLEAR), Seen(True, POOR), Seen(False, POOR), Seen(False, POOR)])
    assert (figures.answerable, figures.unanswerable) == (2, 2)
    assert figures.over_abstention == 0.5
    assert figures.abstained_on_unanswerable == 1
    assert set(figures.auroc.values()) == {0.75}
    assert not any("lehnt" in name for name in figures.auroc)


def test_the_models_refusal_is_measured_when_it_was_asked() -> None:
    sure, unsure = Signals(0.9, 0.8, refusal=0.01), Signals(0.9, 0.8, refusal=0.9)
    figures = measure_rule([Seen(True, sure), Seen(False, unsure)])
    assert figures.auroc["Modell lehnt nicht ab"] == 1
    assert figures.auroc["Abdeckung"] == 0.5
