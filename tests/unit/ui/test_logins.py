"""Log-ins kept on the server."""

from datetime import UTC, datetime, timedelta

from assistant.api.schemas import LoginResponse, Person
from ui.logins import LoginStore

HOUR = timedelta(hours=1)


def response(lasts: timedelta = HOUR) -> LoginResponse:
    person = Person(id="u1", username="neu", display_name="Nico Neu", role="neu", permissions=["ask"])
    return LoginResponse(token="geheim", expires_at=datetime.now(UTC) + lasts, person=person)


def test_a_cookie_finds_its_login_and_does_not_hold_the_token() -> None:
    store = LoginStore()
    login = store.add(response())
    assert store.find(login.key) == login
    assert "geheim" not in login.key
    assert store.find("") is None


def test_a_ticket_works_once() -> None:
    store = LoginStore()
    login = store.add(response())
    ticket = store.ticket_for(login)
    assert store.redeem(ticket) == login
    assert store.redeem(ticket) is None
    assert store.redeem("") is None


def test_an_ended_login_opens_nothing() -> None:
    store = LoginStore()
    login = store.add(response(-HOUR))
    assert store.find(login.key) is None


def test_a_login_that_was_ended_takes_its_ticket_along() -> None:
    store = LoginStore()
    login = store.add(response())
    ticket = store.ticket_for(login)
    store.forget(login)
    assert store.find(login.key) is None
    assert store.redeem(ticket) is None
