"""Real values for tests of what the assistant keeps, and a database to keep them in."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime

from assistant.accounts.person import Person, Role
from assistant.accounts.store import Account
from assistant.adapters.sql.account_store import SqlAccountStore
from assistant.adapters.sql.transactions import SqlTransactions, upgrade_assistant_tables
from assistant.answering.answer import Answer, AnswerRecord, Source, Statement, Status, Support, Timings
from knowledge_base.database import open_engine
from knowledge_base.document import Document, DocumentKind, Locator, Passage, Validity
from knowledge_base.index import Hit, Scope

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
ANNA = Person("u1", "anna", "Anna Ask", Role.SACHBEARBEITUNG)
EDDA = Person("u2", "edda", "Edda Editor", Role.REDAKTION)
EMIL = Person("u3", "emil", "Emil Editor", Role.REDAKTION)


@contextmanager
def assistant_database(url: str) -> Iterator[SqlTransactions]:
    """Open an empty database with the assistant's tables and three people."""
    engine = open_engine(url)
    try:
        upgrade_assistant_tables(engine)
        transaction = SqlTransactions(engine)
        accounts = SqlAccountStore(transaction)
        for person in (ANNA, EDDA, EMIL):
            accounts.add(Account(person, "hash of " + person.username))
        yield transaction
    finally:
        engine.dispose()


def make_record(
    answer_id: str,
    conversation_id: str = "c1",
    person: Person = ANNA,
    missing: tuple[str, ...] = ("wer zahlt das",),
    **changes: object,
) -> AnswerRecord:
    """Return a whole answer with a statement and a source; `changes` replace fields of the record."""
    answer = Answer(
        status=Status.ANSWERED,
        question="Gilt der Aufenthalt „als erlaubt“?",
        search_text="Aufenthalt erlaubt",
        statements=(Statement("Ja, er gilt als erlaubt.", Support.BELEGT, (1,)),),
        sources=(Source(1, Hit(_passage(), _document(), 0.9, 0.88, 4.5, cited=True), "gilt als erlaubt"),),
        timings=Timings(0.1, 0.2, 3.5),
        model="modell",
        prompt_version="3",
        index="0123456789ab",
        notice="Hinweis",
        problem="",
        withheld=2,
        missing_parts=missing,
    )
    record = AnswerRecord(
        id=answer_id,
        conversation_id=conversation_id,
        user_id=person.id,
        asked_at=NOON,
        answer=answer,
        as_of=date(2026, 11, 22),
        scope=Scope(frozenset({DocumentKind.STATUTE}), frozenset({"d1"})),
    )
    return replace(record, **changes)  # type: ignore[arg-type]


def _document() -> Document:
    return Document(
        id="d1",
        revision="r1",
        source="recht/aufenthg.xml",
        title="Aufenthaltsgesetz",
        kind=DocumentKind.STATUTE,
        media_type="application/xml",
        stand=date(2026, 1, 1),
        owner="Redaktion",
        audience=frozenset({"alle", "sachbearbeitung"}),
        validity=Validity(date(2020, 1, 1), None),
        review_by=date(2027, 1, 1),
        version_of="law:AufenthG",
    )


def _passage() -> Passage:
    return Passage(
        id="p1",
        document_id="d1",
        ordinal=3,
        kind=DocumentKind.STATUTE,
        context="AufenthG § 81",
        text="Der Aufenthalt gilt als erlaubt.",
        locator=Locator(label="§ 81 Abs. 3 AufenthG", law="AufenthG", section="81", absatz="3"),
        title_path=("Kapitel 7", "§ 81"),
    )
