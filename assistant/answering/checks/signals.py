"""The softer signs that a statement says something else than its source; each is 0 when nothing speaks against it.

No single one settles it, because a free restatement trips one or the other; `judging` weighs them together.
"""

import re
from collections.abc import Mapping

from assistant.answering.checks.cited import Cited
from assistant.answering.checks.clauses import Binding, clauses, coverage
from assistant.answering.checks.conditions import conditions_are_kept, conditions_are_not_turned
from assistant.answering.checks.frames import (
    denials_moved,
    figures_reframed,
    figures_reordered,
    joinings_changed,
)
from assistant.answering.checks.joining import joined_alike
from assistant.answering.checks.limits import limits_of, same_limits
from assistant.answering.checks.mixing import comes_from_one_part
from assistant.answering.checks.modality import (
    advice_changed,
    duty_became_permission,
    is_permission,
    permission_became_duty,
    releases_anew,
    same_modality,
)
from assistant.answering.checks.novelty import (
    added,
    also_anew,
    concedes_anew,
    heads_lost,
    main_words_lost,
    new_universals,
    share_added,
)
from assistant.answering.checks.order import subjects_exchanged
from assistant.answering.checks.parity import opposites, same_parity, used_part
from assistant.answering.checks.polarity import denials, same_polarity
from assistant.answering.checks.roles import roles_are_kept
from assistant.answering.checks.wording import substance

MOST_COUNTED = 3
"""Words of one kind that are counted at most: beyond, a statement is strange enough."""
_TOLD = 0.3
_ONLY = "only"
_NEEDED = re.compile(
    r"\b(?:nur|ausschließlich|lediglich|erst|voraus\w*|erforderlich|notwendig|nötig|bedarf|muss|müssen|ohne|solange|"
    r"benötig\w*|brauch\w*|kein\w*)\b",
    re.I,
)
_SIGNALS_OF = {
    "polarity": "polarity parity parity_in_all opposite denial_moved",
    "modality": "modality permission_gained permission_lost released advice duty_to_permission permission_to_duty",
    "limit": "limit limit_gained limit_lost only_gained only_lost universal",
    "condition": "condition turned left_out conceded also main_lost",
    "joining": "joining joining_changed",
    "mixing": "mixing",
    "role": "role subject",
    "figure": "reframed reordered",
    "addition": "added_noun added_modifier added_adverb added_verb added_share anything_added head_lost",
}
CHECK_OF = {signal: check for check, names in _SIGNALS_OF.items() for signal in names.split()}
"""The check that each signal belongs to, as it is named when a statement is withheld."""


def signals(statement: str, cited: Cited) -> dict[str, float]:
    """Return what speaks against a statement, by name; both texts in their canonical spelling."""
    text, context = cited.text, cited.context
    part = used_part(statement, text)
    more = added(statement, text, context)
    return {
        "polarity": not same_polarity(statement, text),
        "parity": not same_parity(statement, text),
        "opposite": min(len(opposites(statement, part)), MOST_COUNTED),
        "modality": not same_modality(statement, text),
        "permission_gained": is_permission(statement) and not is_permission(part),
        "permission_lost": is_permission(part) and not is_permission(statement),
        "limit": not same_limits(statement, text),
        **_limits(statement, text),
        "universal": new_universals(statement, text),
        "condition": not conditions_are_kept(statement, text),
        "turned": not conditions_are_not_turned(statement, text),
        "left_out": _left_out(statement, text),
        "conceded": concedes_anew(statement, text),
        "joining": not joined_alike(statement, text),
        "mixing": not comes_from_one_part(statement, text, context),
        "role": not roles_are_kept(statement, text),
        "added_noun": min(more.nouns, MOST_COUNTED),
        "added_modifier": min(more.modifiers, MOST_COUNTED),
        "added_adverb": min(more.adverbs, MOST_COUNTED),
        "added_verb": min(more.verbs, MOST_COUNTED),
        "added_share": share_added(statement, text, context),
        "released": releases_anew(statement, text),
        "advice": advice_changed(statement, part),
        "duty_to_permission": duty_became_permission(statement, text),
        "permission_to_duty": permission_became_duty(statement, text),
        "head_lost": heads_lost(statement, text, context),
        "main_lost": main_words_lost(statement, text),
        "also": also_anew(statement, text),
        "subject": subjects_exchanged(statement, text),
        "reordered": figures_reordered(statement, text),
        "parity_in_all": (denials(statement) + len(opposites(statement, text)) - denials(text)) % 2,
        "reframed": figures_reframed(statement, text),
        "denial_moved": denials_moved(statement, text),
        "joining_changed": joinings_changed(statement, text),
        "anything_added": bool(more.total),
    }


def _limits(statement: str, cited: str) -> Mapping[str, float]:
    """ "Only" comes and goes where something is told as needed: "nur mit X" is "setzt X voraus"."""
    ours, theirs = limits_of(statement), limits_of(cited)
    free = bool(_NEEDED.search(statement)) and bool(_NEEDED.search(cited))
    return {
        "limit_gained": len(ours - theirs - {_ONLY}),
        "limit_lost": len(theirs - ours - {_ONLY}),
        "only_gained": _ONLY in ours - theirs and not free,
        "only_lost": _ONLY in theirs - ours and not free,
    }


def _left_out(statement: str, cited: str) -> float:
    """Return how much is missing of the condition that is told best, when the main clause is told (0 to 1)."""
    told = tuple(substance(statement))
    there = clauses(cited)
    bound = [coverage(clause, told) for clause in there if clause.binding in (Binding.CONDITION, Binding.EXCEPTION)]
    main = max((coverage(clause, told) for clause in there if clause.binding is Binding.MAIN), default=0.0)
    return 1 - max(bound) if bound and main > _TOLD else 0.0
