from evals.metrics.plain_text import collapsed, stands_in


def test_white_space_of_every_kind_becomes_one_space() -> None:
    assert collapsed(" 93,00\u00a0Euro\n\tje  Antrag ") == "93,00 Euro je Antrag"


def test_decomposed_umlauts_and_soft_hyphens_are_the_same_word() -> None:
    assert collapsed("Gebu\u0308hr, Auf\u00adenthalt") == "Gebühr, Aufenthalt"


def test_verbatim_means_verbatim() -> None:
    assert stands_in("zwei\nWochen", "binnen zwei Wochen")
    assert not stands_in("zwei Wochen", "binnen zwei vollen Wochen")
    assert not stands_in("Euro", "euro")
    assert not stands_in("", "etwas")
