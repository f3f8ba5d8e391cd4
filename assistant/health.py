"""How each component is doing, in one German sentence each."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from time import monotonic

from assistant.adapters.chat_connection import find_connection, read_connection
from assistant.adapters.chat_server import first_model, list_models
from assistant.settings import Settings
from knowledge_base.bootstrap import KnowledgeBase
from knowledge_base.errors import AmtslotseError, ModelUnavailable
from knowledge_base.registry.earlier_rules import cut_by_earlier_rules

_SECONDS_KEPT = 3.0


class State(StrEnum):
    """From bad to worse; the whole is as bad as its worst component."""

    OK = "ok"
    DEGRADED = "degraded"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Component:
    """One component's state, and why."""

    state: State
    detail: str


class Health:
    """Asks each component, at most once in three seconds, so that nobody can burden them by asking."""

    def __init__(self, checks: Mapping[str, Callable[[], Component]]) -> None:
        self._checks = checks
        self._lock = threading.Lock()
        self._known: dict[str, Component] = {}
        self._known_at = float("-inf")

    def components(self) -> dict[str, Component]:
        """Return the state of each component."""
        with self._lock:
            if monotonic() - self._known_at > _SECONDS_KEPT:
                self._known = {name: _checked(check) for name, check in self._checks.items()}
                self._known_at = monotonic()
            return self._known


def overall(components: Mapping[str, Component]) -> State:
    """Return the worst state.

    >>> overall({"a": Component(State.OK, ""), "b": Component(State.DEGRADED, "")})
    <State.DEGRADED: 'degraded'>
    """
    order = list(State)
    return max((component.state for component in components.values()), key=order.index, default=State.OK)


def _checked(check: Callable[[], Component]) -> Component:
    try:
        return check()
    except AmtslotseError as error:
        return Component(State.DOWN, str(error))


def check_database(knowledge: KnowledgeBase) -> Component:
    """Read something from the database."""
    knowledge.registry.generation()
    return Component(State.OK, "Die Datenbank antwortet.")


def check_index(knowledge: KnowledgeBase) -> Component:
    """Count what can be found."""
    documents, passages = knowledge.registry.counts()
    if not documents:
        return Component(State.DEGRADED, "Die Wissensbasis ist leer. Aufnehmen mit: python -m ingest run ORDNER")
    counted = f"{documents} Dokumente mit {passages} Fundstellen."
    if old := len(cut_by_earlier_rules(knowledge.registry)):
        are, them = ("Ein Dokument ist", "es") if old == 1 else (f"{old} Dokumente sind", "sie")
        counted += f" {are} noch nach früheren Regeln zerlegt; der nächste Lauf bringt {them} auf Stand."
    return Component(State.OK, counted)


def check_chat(settings: Settings) -> Component:
    """Ask the chat server for its models; without it, answers are made of quotes."""
    if not settings.chat_enabled:
        return Component(State.OK, "Ohne Sprachmodell eingestellt; Antworten bestehen aus Zitaten.")
    try:
        connection = find_connection(settings)
        model = connection.model or first_model(connection)
        list_models(connection)
    except ModelUnavailable as error:
        return Component(State.DEGRADED, str(error))
    return Component(State.OK, f"Das Sprachmodell {model} antwortet.")


def check_reader(settings: Settings) -> Component:
    """Ask the local model server, which reads, for its models; without it, rule and checks decide alone."""
    connection = read_connection(settings.state)
    if connection is None:
        return _without_reader(
            "läuft nicht",
            "Starten Sie ihn mit: make run, oder warten Sie, bis er geladen ist (beim ersten Mal etwa eine Minute).",
        )
    try:
        list_models(connection)
    except ModelUnavailable:
        return _without_reader("antwortet nicht", "Sehen Sie ins Protokoll (logs/chat.log).")
    return Component(State.OK, "Der Leser antwortet.")


def _without_reader(how: str, remedy: str) -> Component:
    return Component(State.DEGRADED, f"Der Leser {how}; Regel und Prüfungen entscheiden allein. {remedy}")


class WarmUp:
    """Loads what questions need, in the background, and tells how far it is; `name` begins the sentences about it."""

    def __init__(self, load: Callable[[], object], name: str) -> None:
        self._load, self._name = load, name
        unknown = AmtslotseError(f"{name} lässt sich nicht laden.", "Sehen Sie ins Protokoll.")
        self._failure: AmtslotseError | None = unknown
        self._thread = threading.Thread(target=self._run, name="warm-up", daemon=True)

    def start(self) -> None:
        """Begin to load."""
        self._thread.start()

    def wait(self) -> None:
        """Return once loading has ended, well or not."""
        self._thread.join()

    def check(self) -> Component:
        """Tell whether it is ready; a failure is looked at again, as it may have been mended."""
        if self._thread.is_alive():
            return Component(State.DEGRADED, f"{self._name} wird geladen.")
        if self._failure is not None:
            self._run()
        if self._failure is not None:
            return Component(State.DOWN, str(self._failure))
        return Component(State.OK, f"{self._name} ist geladen.")

    def _run(self) -> None:
        try:
            self._load()
            self._failure = None
        except AmtslotseError as error:
            self._failure = error
