"""Names of persons: after a form of address, after a label, before a date of birth, or by a frequent given name."""

import re
import unicodedata
from collections.abc import Iterator

from assistant.privacy.given_names import GIVEN_NAMES
from assistant.privacy.personal_data import Finding, Kind

_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
_PARTICLES = frozenset("al el von van de da dos das du di del der den la le bin ibn abu ben bint ter zu oglu".split())
_TITLES = frozenset("dr prof doktor professor med dipl ing".split())
_ADDRESSED = re.compile(r"(?<![^\W_])(?i:(?P<form>herrn?|frau|fr\.|hr\.|familie|fam\.|eheleute|mrs?\.?|ms\.?))\s+")
_LABEL = re.compile(
    r"(?<![^\W_])(?i:(?:(?:vor|nach|familien|geburts|ruf)?namen?|kund(?:e|en|in)|antragsteller(?:s|in)?|mandant"
    r"(?:en|in)?"
    r"|betroffene[rn]?|(?:konto)?inhaber(?:s|in)?|ehemann|ehefrau|ehegatt(?:e|en|in)|sohn|tochter|mutter|vater"
    r"|kind|bruder"
    r"|schwester|bürge|arbeitnehmer(?:s|in)?|bewerber(?:s|in)?|student(?:en|in)?|asylbewerber(?:s|in)?|geduldete[rn]?"
    r"|ausländer(?:s|in)?|verlobte[rn]?|partner(?:s|in)?|person|akte|fall|heißt|heisst|namens|name ist"
    r"|namen lautet|name lautet|gegen|z\. ?hd\.|i\. ?s\.))"
    r"(?P<joint>\s*[:=(]\s*|\s*,\s*|\s+)"
)
_NAMING = re.compile(r"(?i)(?:konto)?inhaber|hei(?:ß|ss)t|namens|namen? (?:ist|lautet)")
"""Labels after which two capitalised words are a name, whatever they are."""
_BORN = re.compile(r"\s*[,(]?\s*(?:geb(?:oren|orene|\.)?(?!\w)|\*\s?\d|geburtsdatum\W{1,3}\d)", re.IGNORECASE)
_NOT_A_NAME = re.compile(
    r"(?:\w{3,}(?:ung|ungen|heit|keit|schaft|tion|tionen|ität|täten|nis|nisse|gesetz|recht|antrag|titel|erlaubnis"
    r"|amt|frist"
    r"|behörde|stelle|bürger|innen|karte|bescheid|pass|visum|papiere|verfahren|zeit|geld|nachweis|nachweise"
    r"|nummer|ismus))$"
)
_ORDINARY = frozenset(
    """
    kollege kollegin kollegen sachbearbeiter sachbearbeiterin minister ministerin präsident präsidentin
    bürgermeister richter richterin dolmetscher anwalt anwältin rechtsanwalt rechtsanwältin arzt leiter leiterin
    mustermann musterfrau deutsch deutsche deutscher deutschen deutschland syrien syrische ukraine afghanistan
    türkei anspruch antrag asyl aufenthalt pass visum eltern kinder kind ehe frau mann herr familie person jahre
    monate wochen tage nachzug angehörige unterlagen dokumente arbeit ausbildung studium schule miete wohnung
    einkommen kosten gebühr termin frist duldung erlaubnis bescheid ist hat darf muss kann soll will wird war
    sind der die das den dem ein eine und oder mit ohne von für bei nach aus in im am an auf zu zum zur als wie
    was wer wo wann welche ob nicht nur noch schon auch ja nein bitte er sie es ich wir keine keinen kein sein
    seine ihr ihre hier dort jetzt heute minderjährige minderjähriger volljährige drittstaaten eu deutschlands
    mag mein meine meinen unser unsere gegen über unter zwischen danach dann wenn weil dass bekommt braucht
    möchte beantragt lebt wohnt arbeitet kommt geht macht erhält verliert zieht hatte wurde würde könnte sollte
    müsste dürfte ausland inland heimat herkunftsland europa freiwillige rückkehr schutz status flüchtling
    student studentin arbeitgeber ausländer ausländerin bürge staat staats
    """.split()
)
_ARTICLES = re.compile(
    r"(?i)(?:\b(?:eine[rn]?|die|der|seine[rnm]?|ihre[rnm]?|meine[rnm]?|deine[rnm]?|keine[rnm]?|jede[rn]?|als|zur"
    r"|dieser?|und|ehe))\s+$"
)
_COLLEAGUE_BEFORE = re.compile(
    r"(?i)\b(?:kolleg(?:e|en|in)|sachbearbeiter(?:in)?|teamleit(?:er|erin|ung)|dezernent(?:in)?)\s+(?:herrn?\s+"
    r"|frau\s+)?$"
)
_COLLEAGUE_AFTER = re.compile(
    r"(?i)\s*,?\s*\(?(?:aus|vom|von|im|in)?\s*(?:dem |der |unserem |unserer )?(?:team|referat|sachgebiet"
    r"|abteilung|fachbereich"
    r"|dezernat|rechtsamt|personalamt|sekretariat|vorzimmer)\b"
)
_MOST_WORDS = 4


def names(text: str) -> Iterator[Finding]:
    """Yield names of persons."""
    for finding in (*_addressed(text), *_labelled(text), *_before_birth(text), *_by_given_name(text)):
        # Who works in an office acts there in public.
        colleague = _COLLEAGUE_BEFORE.search(text[: finding.start]) or _COLLEAGUE_AFTER.match(text, finding.end)
        if not colleague:
            yield finding


def _addressed(text: str) -> Iterator[Finding]:
    small = text == text.lower()
    for match in _ADDRESSED.finditer(text):
        found = _name_at(text, match.end(), any_case=False)
        if (
            found is None
            and (small or match["form"].lower().startswith("herr"))
            and not _ARTICLES.search(text[: match.start()])
        ):
            found = _name_at(text, match.end(), any_case=True, most=1)
        if found:
            yield Finding(Kind.NAME, *found, certain=False)


def _labelled(text: str) -> Iterator[Finding]:
    for match in _LABEL.finditer(text):
        found = _name_at(text, match.end(), any_case=False)
        if found is None:
            continue
        words = _WORD.findall(text[found[0] : found[1]])
        told = match["joint"].strip() in {":", "="} and "name" in match[0].lower()
        if told or _is_given(words[0]) or (len(words) >= 2 and _NAMING.match(match[0])):
            yield Finding(Kind.NAME, *found, certain=told)
        elif foreign := [word for word in words if _foreign(word)]:
            end = text.index(foreign[-1], found[0]) + len(foreign[-1])
            yield Finding(Kind.NAME, found[0], end, certain=False)


def _before_birth(text: str) -> Iterator[Finding]:
    """A name stands before "geb."; written small it may have two words, else as many as are capitalised."""
    words = list(_WORD.finditer(text))
    for place, word in enumerate(words):
        if not _BORN.match(text, word.end()):
            continue
        first = place
        while first > 0 and place - first < _MOST_WORDS - 1 and _joined(text, words[first - 1], words[first]):
            first -= 1
        span = text[words[first].start() : word.end()]
        if first < place or _is_given(word[0]) or _foreign(word[0]):
            capital = span[0].isupper() or text == text.lower()
            if capital and _may_be_name(words[first][0], any_case=True):
                yield Finding(Kind.NAME, words[first].start(), word.end(), certain=False)


def _joined(text: str, left: re.Match[str], right: re.Match[str]) -> bool:
    if text[left.end() : right.start()].strip(" "):
        return False
    return _may_be_name(left[0], any_case=text == text.lower()) or left[0].lower() in _PARTICLES - {
        "der",
        "den",
        "das",
        "zu",
    }


def _by_given_name(text: str) -> Iterator[Finding]:
    for word in _WORD.finditer(text):
        if word[0][0].isupper() and (_is_given(word[0]) or _FOREIGN_LETTER.search(word[0])):
            found = _name_at(text, word.start(), any_case=False)
            if found and len(_WORD.findall(text[found[0] : found[1]])) >= 2:
                yield Finding(Kind.NAME, *found, certain=False)


def _name_at(text: str, start: int, *, any_case: bool, most: int = _MOST_WORDS) -> tuple[int, int] | None:
    """Return the span of the name that begins at `start`, titles left out; None when there is none."""
    begin, end, count = -1, start, 0
    while count < most:
        word = _WORD.match(text, end)
        if word is None:
            break
        if word[0].lower().rstrip(".") in _TITLES and begin < 0:
            end = _skip(text, word.end())
            continue
        if not _may_be_name(word[0], any_case=any_case) and not (count and _leads_on(text, word)):
            break
        begin = word.start() if begin < 0 else begin
        last, count = word.end(), count + 1
        if text[last : last + 1] not in {" ", "\xa0"}:
            return begin, last
        end = last + 1
    return None if count == 0 else (begin, last)


def _leads_on(text: str, word: re.Match[str]) -> bool:
    """Tell whether a word is a particle ("van", "der") that leads on to a capitalised word."""
    following = _WORD.match(text, word.end() + 1)
    if word[0] not in _PARTICLES or following is None:
        return False
    return following[0][0].isupper() or _leads_on(text, following)


def _skip(text: str, position: int) -> int:
    while position < len(text) and text[position] in " .":
        position += 1
    return position


def _may_be_name(word: str, *, any_case: bool = False) -> bool:
    lower = word.lower()
    capital = word[0].isupper() and len(word) > 1
    return (capital or (any_case and len(word) > 2)) and lower not in _ORDINARY and not _NOT_A_NAME.fullmatch(lower)


def _is_given(word: str) -> bool:
    parts = re.split(r"['’.-]", word.lower())
    return any(part in GIVEN_NAMES or _plain(part) in _PLAIN_NAMES for part in parts)


def _plain(word: str) -> str:
    """Write a word without accents; what Unicode does not take apart is replaced by hand."""
    taken_apart = unicodedata.normalize("NFD", word.translate(_WHOLE_LETTERS))
    return "".join(sign for sign in taken_apart if not unicodedata.combining(sign))


def _foreign(word: str) -> bool:
    """Tell whether a word has the form of a family name that is no German word."""
    return _FOREIGN_ENDING.search(word) is not None or (word[0].isupper() and _FOREIGN_LETTER.search(word) is not None)


_WHOLE_LETTERS = str.maketrans("łıøđß", "liods")
_PLAIN_NAMES = frozenset(_plain(name) for name in GIVEN_NAMES)
_FOREIGN_LETTER = re.compile(r"[^\W\d_a-zA-ZäöüÄÖÜßéèà]")
_FOREIGN_ENDING = re.compile(
    r"(?i)^al-|^o['’]|..(?:oğlu|oglu|ić|vić|ovic|enko|chuk|ova|kov|eva|zadeh|pour|shvili|adze|ński|wska|wski|czyk)$"
)
