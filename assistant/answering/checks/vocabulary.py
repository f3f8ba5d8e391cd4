"""Words that offices use for one another, and words that add nothing to a statement."""

from functools import cache

from assistant.answering.words import STOP_WORDS, stem

_SYNONYMS = """
kosten kostet gebühr erhoben erheben erhebt gebühren zahlen bezahlen entrichten betragen beträgt höhe
kostenlos kostenfrei gebührenfrei unentgeltlich
nötig notwendig erforderlich brauchen braucht benötigen benötigt bedarf bedürfen voraussetzung voraussetzen
voraussetzt vorausgesetzt verlangen verlangt setzt
erhalten erhält bekommen bekommt ausgestellt ausstellen ausgehändigt erteilt erteilen erteilung gewährt gewähren
vorlegen vorgelegt vorzulegen vorlage einreichen eingereicht einzureichen beifügen nachweisen nachweis
enden endet erlöschen erlischt erloschen
reichen reicht ausreichen ausreichend genügen genügt
dürfen erlaubt gestattet zulässig befugt berechtigt
prüfen prüft geprüft prüfung überprüfen überprüft kontrolliert
mitteilen mitgeteilt mitteilung informieren unterrichten unterrichtet melden
festlegen festgelegt festsetzen festgesetzt festsetzung
zuständig zuständigkeit obliegt entscheidet entscheiden entschieden
zählen zählt angerechnet anrechnen anzurechnen
beantragen beantragt antrag gestellt stellen
annehmen annahme entgegennahme entgegennehmen
ausgeben ausgabe ausgegeben aushändigen aushändigung
durchführen durchgeführt stattfinden stattgefunden findet
möglich nutzen können
vorher vorherig vorherige zuvor
nennen nennt genannt benennen benannt
kenntnis kennen bekannt
rücknahme zurücknehmen zurückgenommen nimmt
vorsehen vorsieht vorgesehen
abnahme übernahme übernehmen übernommen
aufnahme aufnehmen aufgenommen
teilnahme teilnehmen teilgenommen teilnimmt teil
entzug entziehen entzogen
einzug einziehen eingezogen einziehung
ablauf ablaufen abgelaufen abläuft läuft
eintritt eintreten eingetreten tritt eintritt
abschluss abschließen abgeschlossen
ausschluss ausschließen ausgeschlossen
bekanntgabe bekanntgegeben bekannt
angabe angeben angegeben
verlust verlieren verloren verliert
verstoß verstoßen verstößt
besitz besitzen besitzt inhaber
bezug beziehen bezieht bezogen
zugang zugehen zugegangen
eingang eingehen eingegangen eingeht
unterschrift unterschreiben unterschrieben unterzeichnen
abruf abrufen abgerufen
einsicht einsehen eingesehen
aufenthalt aufhalten aufhält
vorsprache vorsprechen
wohnen wohnsitz wohnort
recht anspruch
beenden ende endet
löschen gelöscht löschung
übersetzen übersetzt übersetzung
nächste nächster nächsten
wechsel wechseln gewechselt
widerruf widerrufen
beteiligt beteiligen mitwirken wirkt mitwirkung
abgelehnt ablehnen ablehnung versagt versagen
häufig häufiger oft fehler fälschlich fälschlicherweise
weiterleiten weitergeleitet leitet
höchstens längstens maximal
mindestens wenigstens
sofort umgehend unverzüglich
gespeichert speichern speicherung
vorhanden gibt besteht bestehen vorliegen vorliegt
übermitteln übermittelt übermittlung
pflicht verpflichtet verpflichtung
lang lange dauer dauert frist
regeln regelt geregelt richtet stehen steht enthält enthalten
hinweisen hinzuweisen hingewiesen hinweis
bewilligt bewilligen genehmigt genehmigen
monatlich monat
jährlich jahr
arbeiten arbeit beschäftigung
"""
"""A line (or several until the next begins) holds words that say nearly the same where an office writes them."""

_LIGHT = """
gibt geben gab gegeben liegt liegen bleibt bleiben erfolgt erfolgen beachten beachte beachtet bitte dazu dafür hierfür
wobei sowie sodass somit daher deshalb insbesondere nämlich außerdem zusätzlich ebenfalls ebenso gleichfalls
jeweils jeweilige jeweiligen betreffende betreffenden entsprechend entsprechende genannten folgende folgenden
folgendes
person personen jemand fall fälle fällen falls sofern soweit sobald solange bevor nachdem während wenn
also allerdings jedoch aber hingegen dagegen müssen müsste braucht brauchen haben hätte dürfen können sollen
werden worden wurde würde sein gewesen ist sei seien habe zeit tun macht machen gelten gilt gehören gehört beginnt
sie ihnen ihr ihre ihren ihres ihrem deren dessen derselben selben selbst durften lässt lassen
dies dieses davor davon danach dann dort hier darauf daran darüber hierzu statt anstatt anstelle
nicht kein keine keinen keinem keiner keines nie niemals ohne weder nur ausschließlich lediglich außer
erlaubt gestattet zulässig befugt berechtigt
möglich nötig notwendig erforderlich verpflichtet befreit entfällt entfallen ausgenommen oben unten gemäß
laut nach innerhalb binnen ab bis seit vor spätestens frühestens höchstens mindestens längstens
schon bereits weiterhin noch erst sonst immer stets bestimmt bestimmte besondere
artikel absatz satz nummer buchstabe paragraf paragraph abs nr buchst art euro prozent
"""
"""Words that carry no substance of their own; negations, duties and limits among them have checks of their own."""

SMALLEST_PART = 3
SUFFIXES = frozenset(
    """
    e en er ern em es n s t te ten tes et ete eten ung ungen erung erungen ig ige igen igt igkeit lich liche lichen
    keit heit bar nis ens end ende enden st ier iert ierung isch ische ischen ts ter tem ler lern r te tum
    """.split()
) | {""}


@cache
def synonyms() -> dict[str, frozenset[int]]:
    """Return for each stem the groups of words that say nearly the same."""
    groups: dict[str, set[int]] = {}
    for number, line in enumerate(_SYNONYMS.strip().splitlines()):
        for word in line.split():
            groups.setdefault(verb_form(word), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in groups.items()}


@cache
def light_words() -> frozenset[str]:
    """Return the words that add nothing to a statement."""
    return frozenset(_LIGHT.split()) | STOP_WORDS


SEPARABLE = (
    "zurück weiter entgegen bekannt heraus hinaus teil statt wahr frei nach fest über unter durch hin her vor "
    "mit bei auf aus ein ab an um zu"
).split()


@cache
def verb_form(word: str) -> str:
    """Bring a word to a stem under which a verb's participle and zu-form meet its infinitive.

    >>> verb_form("nachgeholt") == verb_form("nachzuholen") == verb_form("nachholen")
    True
    """
    lower = word.lower()
    for prefix in SEPARABLE:
        rest = lower.removeprefix(prefix)
        if rest != lower and rest[:2] in ("ge", "zu") and len(rest) > 5:
            return stem(prefix + rest[2:])
    if lower.startswith("ge") and len(lower) > 6 and lower.endswith(("t", "en", "te", "ten", "ter", "tes")):
        return stem(lower[2:])
    return stem(lower)
