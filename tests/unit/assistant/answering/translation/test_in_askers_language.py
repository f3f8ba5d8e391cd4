"""German first, translations after: by a real writer against a scripted chat server."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from assistant.adapters.chat_connection import ChatConnection
from assistant.adapters.chat_model import ChatModelWriter
from assistant.adapters.queued_writer import QueuedWriter
from assistant.answering.answer import (
    Answer,
    AnswerDone,
    AnswerEvent,
    AnswerRequest,
    GermanDone,
    Statement,
    Status,
    Support,
    Timings,
    TranslationReady,
)
from assistant.answering.translation.in_askers_language import InAskersLanguage, TranslationWishes
from assistant.answering.translation.language import Language
from tests.support.chat_server import MODEL, ChatScript, chat_server

ENGLISH = TranslationWishes(frozenset({Language.ENGLISH}), seconds=60)
FEE = "Die Karte kostet 67 Euro (§ 45c Abs. 1 AufenthV)."
FREE = "Für Kinder wird keine Gebühr erhoben."
TOLD = ("The ", "card ", "costs ", "67 ", "euros.")


@dataclass
class TwoStatements:
    """A finished German answer."""

    question: str = "How much is the card?"

    def stream(self, request: AnswerRequest) -> Iterator[AnswerEvent]:
        statements = (Statement(FEE, Support.ZITAT, (1,)), Statement(FREE, Support.BELEGT, (1,)))
        timings = Timings(0.1, 0.2, 0.3)
        yield AnswerDone(Answer(Status.ANSWERED, self.question, "", statements, (), timings, "m", "1", "i"))


@contextmanager
def writer_for(script: ChatScript, timeout: float = 60) -> Iterator[ChatModelWriter]:
    with chat_server(script) as url:
        yield ChatModelWriter(lambda: ChatConnection(url, MODEL), timeout_seconds=timeout)


def asked(wished: bool | None = True) -> AnswerRequest:
    return AnswerRequest("How much is the card?", date(2026, 11, 22), frozenset({"alle"}), translate=wished)


def states(answering: InAskersLanguage, request: AnswerRequest | None = None) -> list[str]:
    *_, done = answering.stream(request or asked())
    assert isinstance(done, AnswerDone)
    return [each.translation.state.value if each.translation else "" for each in done.answer.statements]


def test_each_statement_gets_its_own_checked_translation() -> None:
    script = ChatScript(TOLD)
    with writer_for(script) as writer:
        events = list(InAskersLanguage(TwoStatements(), writer, ENGLISH).stream(asked()))
    told = [(event.position, event.translation.state.value) for event in events if isinstance(event, TranslationReady)]
    assert told == [(0, "pending"), (0, "shown"), (1, "pending"), (1, "check_failed")]
    first, second = events[-1].answer.statements
    assert (first.text, first.support) == (FEE, Support.ZITAT)
    assert first.translation.text == "The card costs 67 euros (§ 45c Abs. 1 AufenthV)."
    assert second.translation.text == ""
    assert "English" in script.requests[0]["messages"][0]["content"]
    assert script.requests[0]["messages"][-1]["content"] == "Die Karte kostet 67 Euro."


def test_nothing_is_translated_unasked_or_for_a_german_question() -> None:
    script = ChatScript(TOLD)
    with writer_for(script) as writer:
        assert states(InAskersLanguage(TwoStatements(), writer, ENGLISH), asked(None)) == ["", ""]
        assert states(InAskersLanguage(TwoStatements("Was kostet die Karte?"), writer, ENGLISH)) == ["", ""]
    assert script.requests == []


def test_the_setting_counts_unless_the_asker_chooses() -> None:
    unasked = TranslationWishes(ENGLISH.languages, unasked=True, seconds=60)
    with writer_for(ChatScript(TOLD)) as writer:
        assert states(InAskersLanguage(TwoStatements(), writer, unasked), asked(None)) == ["shown", "check_failed"]
        assert states(InAskersLanguage(TwoStatements(), writer, unasked), asked(wished=False)) == ["", ""]


def test_languages_that_are_not_set_up_are_not_tried() -> None:
    script = ChatScript(TOLD)
    with writer_for(script) as writer:
        turkish = TwoStatements("Kart ne kadar, nasıl alırım?")
        assert states(InAskersLanguage(turkish, writer, ENGLISH)) == ["not_offered"] * 2
        french = TwoStatements("Combien coûte le titre de séjour ?")
        assert states(InAskersLanguage(french, writer, ENGLISH)) == ["not_offered"] * 2
    assert script.requests == []


def test_without_a_model_it_is_said() -> None:
    assert states(InAskersLanguage(TwoStatements(), None, ENGLISH)) == ["unavailable"] * 2


def test_a_model_that_fails_is_asked_once() -> None:
    script = ChatScript(status=500)
    with writer_for(script) as writer:
        assert states(InAskersLanguage(TwoStatements(), writer, ENGLISH)) == ["unavailable"] * 2
    assert len(script.requests) == 1


def test_the_time_for_translations_is_limited() -> None:
    script = ChatScript(TOLD * 100, seconds_per_token=0.05)
    short = TranslationWishes(ENGLISH.languages, seconds=0.2)
    with writer_for(script) as writer:
        assert states(InAskersLanguage(TwoStatements(), writer, short)) == ["unavailable"] * 2
        assert script.hung_up.wait(60), "the model went on writing"
    assert len(script.requests) == 1


def test_endless_output_is_cut_by_tokens_and_refused() -> None:
    script = ChatScript(("and so ",) * 200)
    with writer_for(script) as writer:
        assert states(InAskersLanguage(TwoStatements(), writer, ENGLISH)) == ["check_failed"] * 2
    assert script.requests[0]["max_tokens"] < 80


def test_who_leaves_before_the_model_is_asked_costs_it_nothing() -> None:
    script = ChatScript(TOLD)
    with writer_for(script) as writer:
        events = InAskersLanguage(TwoStatements(), writer, ENGLISH).stream(asked())
        assert isinstance(next(events), GermanDone)
        assert next(events).translation.state.value == "pending"
        events.close()
    assert script.requests == []


def test_who_leaves_stops_the_model() -> None:
    # Longer than it is waited for: nothing but the leaving can make the server see that nobody listens.
    script, left = ChatScript(TOLD, seconds_before=300), threading.Event()
    patient = TranslationWishes(ENGLISH.languages, seconds=300)
    with writer_for(script, timeout=300) as writer:
        queued = QueuedWriter(writer, turns=threading.BoundedSemaphore(1), left=left, patience_seconds=300)
        seen: list[str] = []
        asker = threading.Thread(target=lambda: seen.extend(states(InAskersLanguage(TwoStatements(), queued, patient))))
        asker.start()
        until = time.monotonic() + 60
        while not script.requests and time.monotonic() < until:
            time.sleep(0.02)
        left.set()
        assert script.hung_up.wait(60), "the model went on reading"
        asker.join(60)
    assert seen == ["unavailable"] * 2
    assert len(script.requests) == 1
