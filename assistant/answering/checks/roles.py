"""Check: who does what to whom is told as in the cited sentence, whether in active or in passive voice."""

import re
from dataclasses import replace
from enum import StrEnum

from assistant.answering.checks.actors import Actor, actor_at, gender
from assistant.answering.checks.clauses import Clause, clauses, coverage
from assistant.answering.checks.wording import same

_PASSIVE = re.compile(r"\b(?:wird|werden|wurde|wurden|worden)\b|\b(?:ist|sind)\b.*\b(?:zu \w+en|\w+zu\w+en)\b")
_RECEIVES = re.compile(
    r"\b(?:erhält|erhalten|bekommt|bekommen|darf|dürfen|kann|können|(?:hat|haben)(?!.*(?:\bzu \w+en|\w{2}zu\w+en)\b))\b"
)
_MIXED_VOICE = re.compile(r"\b(?:wird|werden|wurden?|worden)\b.*\bund\b.*\b(?:hat|haben)\b")
_JOINED = re.compile(r"^(?:\w+ )?(?:und|oder|sowie)(?: [a-zäöüß]\w*)*$")
_DUE = re.compile(r"\bobliegt|obliegen\b")
_SUBJECTIVE = frozenset({"er", "man", "wer"})


class Role(StrEnum):
    """What someone is in a clause."""

    AGENT = "agent"
    PATIENT = "patient"
    RECIPIENT = "recipient"
    OWNER = "owner"
    BESIDE = "beside"
    TOWARDS = "towards"
    CONCERNED = "concerned"


_EXCHANGEABLE = (
    {Role.OWNER, Role.BESIDE},
    {Role.BESIDE, Role.RECIPIENT},
    {Role.TOWARDS, Role.RECIPIENT},
    {Role.TOWARDS, Role.BESIDE},
)
_FREE = frozenset({Role.AGENT, Role.PATIENT, Role.OWNER})
"""Roles that one alone may exchange: "der Aufenthalt der Person", "die Person hält sich auf"."""


def roles_are_kept(statement: str, cited: str) -> bool:
    """Tell whether every authority and person that acts, or is acted on, does so in the cited sentence too."""
    told, there = roles(statement), roles(cited)
    for word, role in told:
        known = {other for name, other in there if same(word, name)}
        if _is_alone(told, there) and role in _FREE and known & _FREE:
            continue
        if known and not any(_may_become(before, role, statement, cited) for before in known):
            return False
    return not _exchanged(told, there) and _same_agents(statement, cited)


def _is_alone(told: list[tuple[str, Role]], there: list[tuple[str, Role]]) -> bool:
    """Tell whether one and the same is the only one named, so that it cannot have changed places with another."""
    return len({word for word, _ in told}) == 1 and len({word for word, _ in there}) == 1


def _exchanged(told: list[tuple[str, Role]], there: list[tuple[str, Role]]) -> bool:
    """Tell whether two have each taken the role that the other has in the source."""
    before = {word: {role for name, role in there if same(word, name)} for word, _ in told}
    return any(
        role is not other_role and role in before[other] and other_role in before[word] and role not in before[word]
        for word, role in told
        for other, other_role in told
        if not same(word, other)
    )


def _same_agents(statement: str, cited: str) -> bool:
    """Tell whether each clause has the agent of its counterpart, when what is done is the same."""
    there = [(_without_actors(clause), _agents(clause)) for clause in clauses(cited)]
    for clause in clauses(statement):
        bare, ours = _without_actors(clause), _agents(clause)
        alike = [(coverage(bare, other.words), agents) for other, agents in there]
        most = max((share for share, _ in alike), default=0.0)
        theirs = [agents for share, agents in alike if share == most]
        if not bare.words or not ours or not most or not all(theirs):
            continue
        if not any(same(one, other) for one in ours for agents in theirs for other in agents):
            return False
    return True


def _agents(clause: Clause) -> list[str]:
    return [word for word, role in _roles_in(clause.text) if role is Role.AGENT]


def _without_actors(clause: Clause) -> Clause:
    return replace(clause, words=tuple(word for word in clause.words if not gender(word)))


def roles(text: str) -> list[tuple[str, Role]]:
    """List each authority and person named in a text with its role, clause by clause."""
    return [pair for clause in clauses(text) for pair in _roles_in(clause.text)]


def _may_become(before: Role, after: Role, statement: str, cited: str) -> bool:
    if before is after or Role.CONCERNED in (before, after):
        return True
    pair = {before, after}
    if pair <= {Role.OWNER, Role.AGENT}:  # "die Zustimmung der Behörde", "die Behörde stimmt zu"
        return True
    if pair == {Role.RECIPIENT, Role.AGENT}:  # "wird ihm erteilt", "er erhält"
        return bool(_RECEIVES.search(statement if after is Role.AGENT else cited)) and bool(
            _PASSIVE.search(cited if after is Role.AGENT else statement)
        )
    return pair in _EXCHANGEABLE


def _roles_in(clause: str) -> list[tuple[str, Role]]:
    words = re.findall(r"[\w-]+", clause)
    if _MIXED_VOICE.search(clause):
        return []
    places = [(position, actor) for position in range(len(words)) if (actor := actor_at(words, position))]
    actors = [actor for _, actor in places]
    passive = bool(_PASSIVE.search(clause))
    nominative = any(actor.case == "nominative" and not actor.preposition for actor in actors) or bool(
        _SUBJECTIVE & {w.lower() for w in words}
    )
    found: list[tuple[str, Role]] = []
    last = -1
    for position, actor in places:
        joined = found and _JOINED.match(" ".join(words[last + 1 : position]))
        role = found[-1][1] if joined else _role(actor, passive=passive, nominative=nominative)
        last = position
        role = Role.AGENT if role is Role.RECIPIENT and _DUE.search(clause) else role
        nominative = nominative or (actor.case == "either" and not actor.preposition and not passive)
        found.append((actor.word, role))
    return found


def _role(actor: Actor, *, passive: bool, nominative: bool) -> Role:
    if actor.preposition in ("von", "vom", "durch"):
        return Role.AGENT if passive else Role.BESIDE
    if actor.preposition in ("an", "gegenüber"):
        return Role.TOWARDS
    if actor.preposition == "für":
        return Role.CONCERNED
    if actor.preposition:
        return Role.BESIDE
    if actor.case == "nominative" or (actor.case == "either" and not nominative):
        return Role.PATIENT if passive else Role.AGENT
    return {"dative": Role.RECIPIENT, "genitive": Role.OWNER}.get(actor.case, Role.PATIENT)
