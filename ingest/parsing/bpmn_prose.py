"""Says a process in German sentences: each step, and the process as a whole."""

import re
from collections.abc import Iterator

from ingest.parsing.blocks import Step
from knowledge_base.process_model import Flow, FlowNode, NodeKind, ProcessModel

KIND_WORDS = {
    NodeKind.TASK: "Schritt",
    NodeKind.SUBPROCESS: "Teilprozess",
    NodeKind.CALL: "Aufruf eines Prozesses",
    NodeKind.GATEWAY: "Verzweigung",
    NodeKind.START: "Beginn",
    NodeKind.END: "Ende",
    NodeKind.EVENT: "Ereignis",
    NodeKind.BOUNDARY: "Ereignis am Schritt",
}
GATEWAY_WORDS = {
    "exclusiveGateway": "Entscheidung",
    "inclusiveGateway": "Entscheidung (mehrere Wege möglich)",
    "parallelGateway": "Gleichzeitige Wege",
    "eventBasedGateway": "Warten auf das erste Ereignis",
}
TRIGGER_WORDS = {
    "timer": "Frist",
    "message": "Nachricht",
    "signal": "Signal",
    "error": "Fehler",
    "escalation": "Eskalation",
    "conditional": "Bedingung",
    "compensate": "Rückabwicklung",
    "cancel": "Abbruch",
    "terminate": "Ende aller Wege",
    "link": "Sprung",
}
UNITS = {"Y": ("Jahr", "Jahre"), "W": ("Woche", "Wochen"), "D": ("Tag", "Tage"), "H": ("Stunde", "Stunden")}
DURATION = re.compile(r"P(?=.)(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?(?:\d+S)?)?")


def describe(model: ProcessModel) -> list[Step]:
    """Return the process as a whole, then its steps in order."""
    ordered = model.in_order()
    steps = [Step("", model.name, model.name, tuple(_overview(model, ordered)))]
    return steps + [Step(node.id, title(node), model.name, tuple(_lines(model, node))) for node in ordered]


def title(node: FlowNode) -> str:
    """Return a step's name, or what it is when it has none."""
    return node.name or _kind_words(node)


def duration(text: str) -> str:
    """Say an ISO 8601 duration in German; anything else stays as it is.

    >>> duration("P4W"), duration("PT36H"), duration("P1Y6M"), duration("nach Eingang")
    ('4 Wochen', '36 Stunden', '1 Jahr 6 Monate', 'nach Eingang')
    """
    if not DURATION.fullmatch(text):
        return text
    days, _, hours = text[1:].partition("T")
    units = {**UNITS, "M": ("Monat", "Monate")}
    words = [_counted(number, units[unit]) for number, unit in re.findall(r"(\d+)([YMWD])", days)]
    units = {**UNITS, "M": ("Minute", "Minuten"), "S": ("Sekunde", "Sekunden")}
    words += [_counted(number, units[unit]) for number, unit in re.findall(r"(\d+)([HMS])", hours)]
    return " ".join(words)


def _counted(number: str, words: tuple[str, str]) -> str:
    return f"{number} {words[0] if int(number) == 1 else words[1]}"


def _sentence(text: str) -> str:
    return text if text[-1:] in {".", "?", "!"} else f"{text}."


def _kind_words(node: FlowNode) -> str:
    return GATEWAY_WORDS.get(node.type, KIND_WORDS[node.kind])


def _overview(model: ProcessModel, ordered: list[FlowNode]) -> Iterator[str]:
    yield _sentence(f"Prozess: {model.name}")
    yield from filter(None, model.documentation.split("\n"))
    if model.participant and model.participant != model.name:
        yield f"Durchgeführt von: {model.participant}."
    if model.roles:
        yield f"Beteiligt: {'; '.join(model.roles)}."
    number = 0
    for node in ordered:
        if node.kind in {NodeKind.TASK, NodeKind.SUBPROCESS, NodeKind.CALL} and node.name and not node.parent:
            number += 1
            yield f"{number}. {node.name}" + (f" ({node.role})" if node.role else "")


def _lines(model: ProcessModel, node: FlowNode) -> Iterator[str]:
    yield _sentence(f"{_kind_words(node)}: {node.name or 'ohne Namen'}")
    if node.role:
        yield f"Zuständig: {node.role}."
    if node.parent and (parent := model.node(node.parent)):
        yield f"Teil von: {title(parent)}."
    yield from filter(None, node.documentation.split("\n"))
    yield from _event_lines(model, node)
    yield from _data_lines(node)
    yield from (f"Hinweis: {note}" for note in node.notes)
    yield from _message_lines(model, node)
    for event in model.boundaries(node.id):
        onward = _onward(model, model.outgoing(event.id))
        yield f"{_when(event)}: weiter mit {onward}." if onward else f"{_when(event)}: siehe „{title(event)}“."
    before = _names(model, [flow.source for flow in model.incoming(node.id)])
    if before:
        yield f"Davor: {before}."
    yield from _next_lines(model, node)


def _event_lines(model: ProcessModel, node: FlowNode) -> Iterator[str]:
    if node.attached_to and (host := model.node(node.attached_to)):
        effect = "bricht ihn ab" if node.interrupts else "läuft daneben"
        yield f"Tritt ein während: {title(host)} ({effect})."
    if node.trigger:
        word = TRIGGER_WORDS.get(node.trigger, node.trigger)
        yield f"{word}: {duration(node.deadline)}." if node.deadline else f"Auslöser: {word}."
    if node.calls:
        yield f"Ruft auf: {node.calls}."
    if node.repeats:
        yield "Wird wiederholt."


def _data_lines(node: FlowNode) -> Iterator[str]:
    if node.inputs:
        yield f"Benötigte Dokumente und Daten: {', '.join(node.inputs)}."
    if node.outputs:
        yield f"Ergebnis: {', '.join(node.outputs)}."


def _message_lines(model: ProcessModel, node: FlowNode) -> Iterator[str]:
    for message in model.messages:
        what = f"„{message.name}“ " if message.name else "eine Nachricht "
        if message.source == node.id:
            yield f"Sendet {what}an {_other_end(model, message.target)}."
        elif message.target == node.id:
            yield f"Erhält {what}von {_other_end(model, message.source)}."


def _next_lines(model: ProcessModel, node: FlowNode) -> Iterator[str]:
    flows = model.outgoing(node.id)
    conditional = [flow for flow in flows if flow.condition]
    for flow in conditional:
        yield f"Wenn {flow.condition}: weiter mit {_names(model, [flow.target])}."
    rest = [flow for flow in flows if not flow.condition]
    if conditional and rest:
        yield f"Sonst: weiter mit {_names(model, [flow.target for flow in rest])}."
    elif rest:
        yield f"Danach: {_onward(model, rest)}."


def _onward(model: ProcessModel, flows: list[Flow]) -> str:
    return _names(model, [flow.target for flow in flows])


def _names(model: ProcessModel, keys: list[str]) -> str:
    nodes = (model.node(key) for key in dict.fromkeys(keys))
    return ", ".join(f"„{title(node)}“" for node in nodes if node is not None)


def _when(event: FlowNode) -> str:
    words = "; ".join(dict.fromkeys(filter(None, (duration(event.deadline), event.name))))
    if event.trigger == "timer":
        return f"Nach Ablauf der Frist ({words})" if words else "Nach Ablauf der Frist"
    kind = TRIGGER_WORDS.get(event.trigger, "Ereignis")
    return f"Bei {kind} „{words}“" if words else f"Bei {kind}"


def _other_end(model: ProcessModel, key: str) -> str:
    node = model.node(key)
    return f"„{title(node)}“" if node is not None else key
