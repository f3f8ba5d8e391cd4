"""Measures the rule for "Dazu finde ich in der Wissensbasis nichts" (`python -m evals abstention`)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.answering.answerability import Signals, is_answerable, probability_answerable
from assistant.answering.find_evidence import Found
from assistant.answering.model_output import refusal_probability
from assistant.answering.prompting import build_prompt, fit_evidence, load_template
from assistant.answering.writer import Token, Writer
from evals.metrics.abstention import Outcome, abstained_on_unanswerable, over_abstention
from evals.metrics.auroc import auroc
from evals.municipal import MunicipalQuestion


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of one question before the rule decides."""

    answerable: bool
    signals: Signals


@dataclass(frozen=True, slots=True)
class RuleFigures:
    """AUROC of each signal and of the probability (None: not measured), and both rates at the rule's threshold."""

    answerable: int
    unanswerable: int
    auroc: dict[str, float | None]
    abstained_on_unanswerable: float | None
    over_abstention: float | None


def look(
    questions: Sequence[MunicipalQuestion],
    choose: Callable[[MunicipalQuestion], Found],
    writer: Writer | None = None,
) -> list[Seen]:
    """Collect the signals of every question; with a writer, its refusal too (slow)."""
    seen = []
    for question in questions:
        found = choose(question)
        signals = found.evidence.signals
        if writer is not None:
            signals = replace(signals, refusal=refusal(found, writer))
        seen.append(Seen(question.answerable, signals))
    return seen


def refusal(found: Found, writer: Writer) -> float | None:
    """Ask the model for its first token and return how likely it refuses; None when it does not tell."""
    prompt = build_prompt(found.question.prompt_text, fit_evidence(found.evidence.citable), load_template())
    first = next((token for token in writer.write(prompt, max_tokens=1) if token.text.strip()), Token(""))
    return refusal_probability(first)


def measure_rule(seen: Sequence[Seen]) -> RuleFigures:
    """Return how well the signals and the rule part answerable from unanswerable questions."""
    kinds: dict[str, Callable[[Signals], float]] = {
        "Nähe des nächsten Satzes": lambda signals: signals.closest,
        "Abdeckung": lambda signals: signals.coverage,
        "Seltene Wörter und Nähe in einem Satz": lambda signals: signals.fit or 0.0,
        "Abstand der nächsten Textstelle": lambda signals: signals.stands_out,
        "Wahrscheinlichkeit ohne Modell": lambda signals: probability_answerable(replace(signals, refusal=None)),
    }
    if any(one.signals.refusal is not None for one in seen):
        kinds["Modell lehnt nicht ab"] = lambda signals: -(signals.refusal or 0.0)
        kinds["Wahrscheinlichkeit mit Modell"] = probability_answerable
    outcomes = [Outcome(one.answerable, not is_answerable(one.signals)) for one in seen]
    return RuleFigures(
        answerable=sum(one.answerable for one in seen),
        unanswerable=sum(not one.answerable for one in seen),
        auroc={name: _auroc(seen, signal) for name, signal in kinds.items()},
        abstained_on_unanswerable=abstained_on_unanswerable(outcomes),
        over_abstention=over_abstention(outcomes),
    )


def _auroc(seen: Sequence[Seen], signal: Callable[[Signals], float]) -> float | None:
    return auroc(
        [signal(one.signals) for one in seen if one.answerable],
        [signal(one.signals) for one in seen if not one.answerable],
    )
