"""Puts the assistant together: the one place that chooses its implementations."""

import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from assistant.accounts.demo_accounts import create_demo_accounts
from assistant.accounts.log_in import LogIn
from assistant.accounts.throttle import LoginThrottle
from assistant.adapters.argon2_passwords import Argon2Passwords
from assistant.adapters.chat_model import open_writer
from assistant.adapters.demo_accounts_file import write_demo_accounts
from assistant.adapters.knowledge_texts import KnowledgeTexts
from assistant.adapters.learning_path_file import read_learning_path
from assistant.adapters.patient_reader import PatientReader, SharedReader
from assistant.adapters.queued_writer import QueuedWriter, StoppableWriter
from assistant.adapters.served_reader import open_reader
from assistant.adapters.sql.account_store import SqlAccountStore
from assistant.adapters.sql.conversation_store import SqlConversationStore
from assistant.adapters.sql.duplicate_store import SqlDuplicateStore
from assistant.adapters.sql.feedback_store import SqlFeedbackStore
from assistant.adapters.sql.progress_store import SqlProgressStore
from assistant.adapters.sql.review_store import SqlReviewStore
from assistant.adapters.sql.transactions import SqlTransactions, upgrade_assistant_tables
from assistant.answering.answer import AnswerRequest
from assistant.answering.answer_question import AnswerQuestion
from assistant.answering.find_evidence import FindEvidence, WordKnowledge
from assistant.answering.reading import Reader
from assistant.answering.source_notices import OpenContradictions, SourceNotices
from assistant.answering.translation.in_askers_language import InAskersLanguage, TranslationWishes
from assistant.answering.translation.language import Language
from assistant.answering.writer import Writer
from assistant.conversations.ask import AnsweringUntil, Ask
from assistant.conversations.history import History
from assistant.feedback.give_feedback import GiveFeedback
from assistant.feedback.store import FeedbackStore
from assistant.health import Health, WarmUp, check_chat, check_database, check_index, check_reader
from assistant.learning.follow_path import FollowPath
from assistant.review.duplicates import Duplicates
from assistant.review.removed_documents import RemovedDocuments
from assistant.review.review_queue import ReviewQueue
from assistant.settings import Settings
from assistant.upload_desk import UploadDesk, open_upload_desk
from assistant.uploads.manage_uploads import ManageUploads
from knowledge_base.bootstrap import KnowledgeBase, open_knowledge_base
from knowledge_base.document import EVERYBODY
from knowledge_base.errors import ConfigurationError
from knowledge_base.index import Embedder
from knowledge_base.likeness.like_passages_store import LikePassagesStore
from knowledge_base.thesaurus import load_thesaurus

LEARNING_PATH = "einarbeitung/lernpfad.yaml"
INGEST = (sys.executable, "-m", "ingest")
"""The command that reads uploads and takes them in."""

_MODEL_TURNS = 2
"""So many requests reach the chat model at a time; the others wait, and their quotes are already shown."""

_READING_SECONDS = 30.0
"""So long a reader may read for one answer; it takes one to four seconds where nobody else asks."""


@dataclass(frozen=True, slots=True)
class Assistant:
    """Everything that the API needs, put together."""

    settings: Settings
    knowledge: KnowledgeBase
    log_in: LogIn
    ask: Ask
    history: History
    feedback: GiveFeedback
    judgements: FeedbackStore
    queue: ReviewQueue
    duplicates: Duplicates
    learning: FollowPath
    health: Health
    upload_desk: UploadDesk

    @property
    def uploads(self) -> ManageUploads:
        """What editors do with uploads."""
        return self.upload_desk.manage

    @property
    def removed_documents(self) -> RemovedDocuments:
        """What editors see of removed documents."""
        return self.upload_desk.removed

    def close(self) -> None:
        """Let go of files, processes and connections."""
        self.upload_desk.close()
        self.knowledge.close()


def open_assistant(
    settings: Settings, *, embedder: Embedder | None = None, ingest: Sequence[str] = INGEST
) -> Assistant:
    """Open the assistant over a state folder; its first start creates tables and demo accounts.

    `embedder` takes the place of the model that the settings name, `ingest` of the command.
    Raises StorageError and ConfigurationError.
    """
    knowledge = open_knowledge_base(settings, embedder=embedder)
    upgrade_assistant_tables(knowledge.engine)
    transaction = SqlTransactions(knowledge.engine)
    conversations, judgements = SqlConversationStore(transaction), SqlFeedbackStore(transaction)
    reviews = SqlReviewStore(transaction)
    queue = ReviewQueue(reviews, transaction=transaction, now=_now)
    history = History(conversations, feedback=judgements, review=reviews, transaction=transaction)
    writer, reader = open_writer(settings), open_reader(settings)
    duplicates = _duplicates(knowledge, transaction)
    return Assistant(
        settings=settings,
        knowledge=knowledge,
        log_in=_open_log_in(settings, transaction),
        ask=Ask(
            _answering(settings, knowledge, writer, reader=reader, duplicates=duplicates),
            conversations,
            history=history,
            queue=queue,
            transaction=transaction,
            now=_now,
        ),
        history=history,
        feedback=GiveFeedback(judgements, asker_of=history.asker_of, queue=queue, transaction=transaction, now=_now),
        judgements=judgements,
        queue=queue,
        duplicates=duplicates,
        learning=FollowPath(
            lambda: read_learning_path(settings.articles / LEARNING_PATH), SqlProgressStore(transaction), now=_now
        ),
        health=_open_health(settings, knowledge),
        upload_desk=open_upload_desk(settings, knowledge, transaction, command=ingest),
    )


def _duplicates(knowledge: KnowledgeBase, transaction: SqlTransactions) -> Duplicates:
    pairs, texts = LikePassagesStore(knowledge.engine), KnowledgeTexts(knowledge.registry)
    return Duplicates(pairs, SqlDuplicateStore(transaction), texts, transaction=transaction, now=_now)


def _open_log_in(settings: Settings, transaction: SqlTransactions) -> LogIn:
    accounts, passwords = SqlAccountStore(transaction), Argon2Passwords()
    with transaction():
        create_demo_accounts(accounts, passwords, hand_out=lambda created: write_demo_accounts(settings.state, created))
    lifetime = timedelta(hours=settings.session_hours)
    return LogIn(accounts, passwords, throttle=LoginThrottle(), lifetime=lifetime, now=_now)


def _open_health(settings: Settings, knowledge: KnowledgeBase) -> Health:
    first_question = AnswerRequest("Aufenthaltserlaubnis", _now().date(), frozenset({EVERYBODY}))
    warm_up = WarmUp(lambda: answer_question(knowledge, None).find(first_question), "Das Embedding-Modell")
    warm_up.start()
    checks = {
        "database": lambda: check_database(knowledge),
        "index": lambda: check_index(knowledge),
        "embedding": warm_up.check,
        "chat": lambda: check_chat(settings),
    }
    if settings.wants_reader:
        checks["reader"] = lambda: check_reader(settings)
    return Health(checks)


def _answering(
    settings: Settings,
    knowledge: KnowledgeBase,
    writer: StoppableWriter | None,
    *,
    reader: SharedReader | None,
    duplicates: Duplicates,
) -> AnsweringUntil:
    turns = threading.BoundedSemaphore(_MODEL_TURNS)
    wishes = translation_wishes(settings)

    def answering_until(left: threading.Event) -> InAskersLanguage:
        queued = None
        if writer is not None:
            queued = QueuedWriter(writer, turns=turns, left=left, patience_seconds=settings.chat_timeout_seconds / 2)
        patient = PatientReader(reader, left=left, seconds=_READING_SECONDS) if reader else None
        german = answer_question(knowledge, queued, reader=patient, open_contradictions=duplicates.open_contradictions)
        return InAskersLanguage(german, queued, wishes)

    return answering_until


def translation_wishes(settings: Settings) -> TranslationWishes:
    """Read into which languages may be translated; raises ConfigurationError for one that is not known."""
    wanted = {code.strip().lower() for code in settings.answer_languages.split(",") if code.strip()}
    unknown = sorted(wanted - set(Language))
    if unknown:
        raise ConfigurationError(
            f"AMTSLOTSE_ANSWER_LANGUAGES nennt {', '.join(unknown)}; diese Sprachen gibt es hier nicht.",
            f"Möglich sind: {', '.join(Language)}.",
        )
    return TranslationWishes(
        frozenset(Language(code) for code in wanted),
        unasked=settings.answer_language == "question",
        seconds=settings.chat_timeout_seconds,
    )


def answer_question(
    knowledge: KnowledgeBase,
    writer: Writer | None,
    *,
    reader: Reader | None = None,
    open_contradictions: OpenContradictions | None = None,
) -> AnswerQuestion:
    """Put the answering together over an open knowledge base; without more, all its contradictions count as open."""
    contradictions = open_contradictions or LikePassagesStore(knowledge.engine).contradictions_among
    built = knowledge.fingerprint
    thesaurus = load_thesaurus()
    words = WordKnowledge(
        long_forms=lambda text: [*thesaurus.long_forms(text), *thesaurus.other_words(text)],
        weigh=knowledge.word_rarity.weigh,
    )
    return AnswerQuestion(
        FindEvidence(knowledge.search, knowledge.sentence_embedder, words),
        writer=writer,
        index_label=built.label if built else "leer",
        reader=reader,
        notices=SourceNotices(lambda: _now().astimezone().date(), contradictions),
    )


def _now() -> datetime:
    return datetime.now(UTC)
