"""Words that say nothing about a topic, and those by which a text's language is guessed."""


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


GERMAN = _words(
    """aber alle allem allen aller alles als also am an andere anderem anderen anderer anderes auch auf aus bei beim
    bin bis bist da dabei dadurch dafür dagegen daher damit danach dann daran darauf daraus darf darin darüber das
    dass dasselbe davon davor dazu dein deine dem den denen denn der deren derjenige derselbe des deshalb dessen
    desto die dies diese diesem diesen dieser dieses doch dort du durch dürfen ein eine einem einen einer eines
    einige einmal er es etwas euch eure falls für gegen gegenüber gehabt gemäß gewesen gibt hab habe haben hat hatte
    hatten hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im in indem ins ist ja je jede jedem
    jeden jeder jedes jedoch jene jener jenes jetzt jeweils jeweilig kann kein keine keinem keinen keiner können
    könnte machen man manche mehr mein meine meinem meinen meiner mich mir mit muss müssen musst nach nachdem nein
    nicht nichts noch nun nur ob obwohl oder ohne sehr sein seine seinem seinen seiner seines seit sich sie sind so
    sobald sofern sogar soll sollen sollte sondern sonst soweit sowie statt über um und uns unser unsere unter vom
    von vor wann war waren warum was weg weil weiter welche welchem welchen welcher welches wem wen wenn wer werde
    werden wessen wie wieder will wir wird wo wobei wofür woher wohin womit worden wozu wurde wurden würde während
    zu zum zur zwar zwischen bitte danke hallo eigentlich bereits bzw ggf etc usw abs absatz absätze satz nr nummer
    buchst buchstabe art artikel paragraf paragraph"""
)

_FOREIGN = {
    "en": """in was am so also will the of and to is are were be been do does did have has had can could must should
    would may what when where which who how why this that these those for with from without into about my your his her
    their our you they she he i we it a an if not or at by as there get need apply""",
    "fr": """le la les un une des du et est sont être avoir ai as pour avec sans dans sur par que qui quoi quand où
    comment pourquoi combien je tu il elle nous vous ils mon ma mes votre notre ce cette ces ne pas puis peut dois faut
    quel quels quelle quelles""",
    "es": """el la los las un una unos y es son ser estar tengo tiene para con sin en por que quién qué cuándo dónde
    cómo cuánto yo tú él ella nosotros mi su este esta no puedo puede debo hay se lo del al""",
    "it": """il lo la gli le un uno una e è sono essere ho ha per con senza in su di da che chi cosa quando dove come
    quanto io tu lui lei noi mio mia suo questo questa non posso può devo si del della""",
    "tr": """bir ve bu şu o için ile mi mı mu mü ne nasıl nerede kim hangi neden kaç var yok değil gibi daha çok ben
    sen biz siz benim nedir kimdir nerededir nelerdir midir mıdır gerekiyor olarak veya ama""",
    "pl": """i w na z do się nie jest są to jak co gdzie kiedy kto dlaczego czy dla od po przy mój moja ten ta mam""",
    "ro": """și în la cu de pe pentru este sunt un o nu ce cum unde când cine care mea meu să am are din""",
    "sq": """dhe në për me një është janë nuk si ku kur kush çfarë unë ti ne ju nga të i e""",
}

FOREIGN = {language: _words(listed) for language, listed in _FOREIGN.items()}
"""By two-letter code; a word may stand in several."""

_EVERY_FOREIGN = frozenset(word for listed in FOREIGN.values() for word in listed)

ONLY_FOREIGN = _EVERY_FOREIGN - GERMAN
ONLY_GERMAN = GERMAN - _EVERY_FOREIGN
"""Words of one side alone: "in", "was" and "die" tell nothing."""
