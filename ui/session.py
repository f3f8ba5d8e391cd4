"""What one browser tab is doing: a typed view of st.session_state, and the log-in behind it."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

import streamlit as st

from assistant.api.schemas import (
    AnswerModel,
    AnswerQuestionRequest,
    ConversationModel,
    FeedbackReason,
    ScopeModel,
)
from ui.api_client import ApiClient, api_for
from ui.live_answer import LiveAnswer
from ui.logins import COOKIE, Login, login_store
from ui.problems import ApiProblem
from ui.session_values import DuplicateUndo, OpenDocument, ReviewUndo

_KEY = "amtslotse"
CONVERSATION_PARAMETER = "gespraech"
BEGIN_SECONDS = 5.0


@dataclass(slots=True)
class Session:
    """The state of one tab.

    `turns` are the finished answers of the open conversation, oldest first, `lives` those still under way; when
    `newest` changes, the page moves once to the latest question. `restoring` holds the titles of removed documents that
    are on their way back, by upload.
    """

    login: Login | None = None
    ticket: str = ""
    notice: str = ""
    conversation_id: str | None = None
    turns: list[AnswerModel] = field(default_factory=list)
    lives: list[LiveAnswer] = field(default_factory=list)
    newest: str = ""
    question: str = ""
    open_document: OpenDocument | None = None
    kinds: list[str] = field(default_factory=list)
    document_ids: list[str] = field(default_factory=list)
    as_of: date | None = None
    scope_round: int = 0
    translate: bool | None = None
    wanted_conversation: str | None = None
    run_wanted: bool = False
    problem: ApiProblem | None = None
    review_undo: ReviewUndo | None = None
    duplicate_undo: DuplicateUndo | None = None
    restoring: dict[str, str] = field(default_factory=dict)
    reasons: list[FeedbackReason] = field(default_factory=list)
    to_delete: list[ConversationModel] = field(default_factory=list)

    @property
    def api(self) -> ApiClient:
        """The API as this person sees it."""
        return api_for(self.login.token if self.login else "")

    def may(self, permission: str) -> bool:
        """Tell whether to offer what needs `permission`; the API decides for itself."""
        return self.login is not None and permission in self.login.person.permissions

    def attempt(self, action: Callable[[], object]) -> bool:
        """Do what a click asked for, and tell whether it worked; if not, the screen shows the problem above itself."""
        try:
            action()
        except ApiProblem as problem:
            self.problem = problem
            self.run_wanted = True
            return False
        return True

    def begin_conversation(self) -> None:
        """Leave the open conversation; the next question begins a new one."""
        self.conversation_id = None
        self.wanted_conversation = None
        self.turns = []
        self.lives = []
        self.document_ids = []
        self.open_document = None
        st.query_params.pop(CONVERSATION_PARAMETER, None)

    def ask_to_show(self, conversation_id: str) -> None:
        """Open a kept conversation in the next run of the screen."""
        self.begin_conversation()
        self.wanted_conversation = conversation_id

    def resume(self) -> None:
        """Fetch the conversation that is to be shown: one that was chosen, or after a reload the address's."""
        in_address = st.query_params.get(CONVERSATION_PARAMETER)
        wanted = self.wanted_conversation
        if wanted is None and self.conversation_id is None and not self.lives:
            wanted = in_address
        self.wanted_conversation = None
        if wanted:
            try:
                self.turns = self.api.conversation(wanted).answers
            except ApiProblem:
                st.query_params.pop(CONVERSATION_PARAMETER, None)
                raise
            self.conversation_id = self.newest = wanted
        if self.conversation_id and in_address != self.conversation_id:
            st.query_params[CONVERSATION_PARAMETER] = self.conversation_id

    def put_question(self, question: str, document_ids: Sequence[str] = ()) -> None:
        """Ask `question` in the next run of the screen, in a new conversation when it is about named documents."""
        if document_ids:
            self.begin_conversation()
            self.document_ids = list(document_ids)
        self.question = question
        self.run_wanted = True

    def open(self, document: OpenDocument | None) -> None:
        """Lay a document over the screen, or with None take it away."""
        self.open_document = document
        self.run_wanted = True

    def settle(self) -> bool:
        """Move finished answers to the others of the conversation; tell whether there were any."""
        before = len(self.lives)
        for live in self.lives:
            self.conversation_id = self.conversation_id or live.conversation_id
        while self.lives and (answer := self.lives[0].view().answer):
            self.turns.append(answer)
            self.lives.pop(0)
        return len(self.lives) < before

    def begin(self, question: str, *, names_nobody: bool = False) -> None:
        """Ask; earlier questions that are under way go on, those that failed make room."""
        self.settle()
        self.lives = [live for live in self.lives if not live.failed]
        if self.lives and self.conversation_id is None:
            # The first question opens the conversation that the second belongs to.
            self.lives[-1].wait_until_begun(BEGIN_SECONDS)
            self.conversation_id = self.lives[-1].conversation_id
        scope = ScopeModel(kinds=self.kinds, document_ids=self.document_ids)
        live = LiveAnswer(
            AnswerQuestionRequest(
                question=question,
                conversation_id=self.conversation_id,
                scope=scope if scope.kinds or scope.document_ids else None,
                as_of=self.as_of,
                personal_data="none" if names_nobody else "masked",
                answer_language=None if self.translate is None else "question" if self.translate else "german",
            )
        )
        live.start(self.api)
        self.lives.append(live)
        self.newest = live.id

    def widen(self) -> None:
        """Lift every restriction of the next question."""
        self.kinds, self.document_ids, self.as_of = [], [], None
        self.scope_round += 1


def current() -> Session:
    """Return this tab's session; after a reload the log-in comes back by the browser's cookie."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = Session(login=login_store().find(st.context.cookies.get(COOKIE, "")))
    session: Session = st.session_state[_KEY]
    if session.login and login_store().find(session.login.key) is None:
        session.login = None
    return session


def log_in(username: str, password: str) -> None:
    """Log in at the API; raises ApiProblem. The cookie follows by a ticket that the page hands in."""
    login = login_store().add(api_for().login(username, password))
    st.session_state[_KEY] = Session(login=login, ticket=login_store().ticket_for(login))


def log_out(notice: str = "") -> None:
    """End the log-in here and at the API, and forget all that this tab held."""
    session = current()
    if session.login:
        login_store().forget(session.login)
        # The log-in is gone on this side; at an API that is down or has ended it already, nothing is left to do.
        with suppress(ApiProblem):
            session.api.logout()
    st.session_state.clear()
    st.session_state[_KEY] = Session(notice=notice)
    st.query_params.clear()
