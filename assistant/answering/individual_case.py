"""Questions about one person's case, and sentences that decide one: such questions get rule and procedure only."""

import re

from assistant.privacy.mask import find_personal_data, masked_kinds
from assistant.privacy.personal_data import Kind

RULE_AND_PROCEDURE = "Amtslotse nennt Regel und Verfahren; die Entscheidung im Einzelfall treffen Sie."
"""Said with every answer to such a question."""

_PERSON = (
    r"(?:kund(?:e|en|in)|mandant(?:en|in)?|antragsteller(?:s|in)?|klient(?:en|in)?|ausländer(?:s|in)?|herrn?|mann|frau"
    r"|bewerber(?:s|in)?|student(?:en|in)?|flüchtling|geduldete[rn]?|betroffene[rn]?|person|familie|ehepaar"
    r"|schüler(?:in)?)"
)
_GRANTS = r"(?:bekommt|kriegt|erhält|darf|verliert|behält|kann|muss|hat|soll|wird|braucht)"
_ACTS = (
    r"(?:abschieb|abgeschoben|ausweis|ausgewiesen|einbürger|eingebürgert|ablehn|ablehnen|versag|erteil|verläng|geb)\w*"
)
_ABOUT_ONE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:mein(?:e[mnr]?)?|diese[rmns]?|unser(?:e[mnr]?)?|vor mir sitzt"
        rf"|bei mir ist)\s+(?:\w+e[nrm]?\s+)?{_PERSON}\b",
        r"\b(?:in (?:meinem|diesem|dem konkreten|unserem)|mein|dieser|folgender|konkreter|im konkreten"
        r"|im vorliegenden)\s+"
        r"(?:einzel)?fall\b",
        r"\b(?:bekommt|kriegt|erhält|darf|verliert|behält|kann|muss|soll|wird|braucht)\s+(?:er"
        r"|der mann)\b(?!\s+(?:\w+\s+)?"
        r"(?:unterschrieben|beglaubigt|übersetzt|gestellt|vorliegen|verlängert|ausgehändigt|ausgestellt|abgelehnt)\b)",
        r"\bhat\s+er\s+(?:\w+\s+)?(?:anspruch|zeit|recht)\b",
        r"\b(?:bekommt|kriegt|erhält|darf|verliert|behält)\s+(?:sie|die (?:frau|kundin|betroffene|familie))\b",
        r"\bmuss\s+(?:sie|die (?:frau|kundin))\s+(?:\w+\s+){0,4}(?:ausreisen|gehen|zahlen|verlassen|nachweisen"
        r"|warten)",
        rf"\bich\s+(?:ihn|ihm)\b|\b(?:ihn|ihm)\s+(?:\w+\s+){{0,4}}{_ACTS}",
        r"\bich\s+(?:sie|die familie|die kundin)\s+(?:\w+\s+){0,3}(?:abschieben|ausweisen|einbürgern)",
        rf"\b(?:hat|ist|wird|darf|bekommt|kann|muss|soll)\s+(?:der|die)\s+{_PERSON}\s+(?:mit|aus|der|die|seit"
        rf"|von nebenan)\b",
        rf"\b(?:der|die|ein|eine)\s+(?:\w+e[rn]?\s+)?{_PERSON}\b[^.?!]{{0,60}}\b(?:ist|hat|lebt|wohnt"
        rf"|arbeitet)\b[^?]{{0,80}}"
        rf"\b{_GRANTS}\s+(?:er|sie|ich|man ih[mnr])\b",
        r"\b(?:lehne|schiebe|weise|bürgere|erteile|verlängere)\s+ich\s+(?:\w+\s+){0,3}(?:ab|aus|ein|ihm|ihr|ihn)\b",
        r"\bwürden sie\b[^?]{0,80}\b(?:erteilen|ablehnen|abschieben|einbürgern|verlängern|entscheiden)\b",
    )
)
_SUBJECT = (
    r"(?:er|sie|dieser|diese|die person|(?:ihr|ihre|der|die|dieser|diese|mein|meine)\s+"
    r"(?:kund(?:e|in)|mandant(?:in)?|antragsteller(?:in)?|mann|frau|familie|betroffene|geduldete|person)"
    r"|(?:herr|frau|familie)\s+(?:\[name\]|[a-zà-ž-]+)|\[name\])"
)
_DECIDES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^\s*(?:ja|nein|doch|jawohl|auf keinen fall|natürlich|selbstverständlich)\b\s*[,.:;–-]",
        rf"(?<!\w){_SUBJECT}\s+(?:\w+\s+)?(?:bekommt|erhält|darf|kann|muss|hat\b[^.]*\banspruch|verliert"
        rf"|wird\b[^.]*\b(?:abgeschoben"
        r"|ausgewiesen|eingebürgert)|ist\s+(?:\w+\s+){0,3}(?:abzuschieben|auszuweisen|einzubürgern|berechtigt"
        r"|ausreisepflichtig))",
        rf"\b(?:bekommt|erhält|darf|muss|hat)\s+(?:\w+\s+){{0,2}}{_SUBJECT}(?!\w)",
        r"\bsie\s+(?:müssen|können|dürfen|sollten|sollen)\s+(?:\w+\s+){0,2}(?:ihn|ihm|ihr|den antrag|dem antrag"
        r"|diesen antrag"
        r"|die (?:niederlassungserlaubnis|aufenthaltserlaubnis|duldung|einbürgerung))\b[^.]*"
        r"(?:abschieben|ausweisen|ablehnen|erteilen|stattgeben|einbürgern|versagen|verlängern)",
        r"\b(?:der|ihr|sein|dieser) antrag (?:ist|wird|muss)\b[^.]*\b(?:abzulehnen|abgelehnt|stattzugeben"
        r"|bewilligt|genehmigt)",
    )
)


def is_about_one_person(question: str) -> bool:
    """Tell whether a question, masked or not, is about one person's case and not about a rule.

    >>> is_about_one_person("Muss ich ihn abschieben?"), is_about_one_person("Wann darf man abschieben?")
    (True, False)
    """
    return (
        bool(masked_kinds(question))
        or any(pattern.search(question) for pattern in _ABOUT_ONE)
        or any(finding.kind is Kind.NAME or finding.certain for finding in find_personal_data(question))
    )


def decides_a_case(sentence: str) -> bool:
    """Tell whether a sentence says what becomes of one person instead of what the rule is.

    >>> decides_a_case("Ja, er bekommt die Niederlassungserlaubnis."), decides_a_case("Die Gebühr beträgt 113 Euro.")
    (True, False)
    """
    return any(pattern.search(sentence) for pattern in _DECIDES)
