import pytest

from knowledge_base.article_sources.markdown_source import (
    Heading,
    Item,
    ItemList,
    Paragraph,
    Run,
    Table,
    parse,
    plain,
    runs,
    title_of,
)
from knowledge_base.errors import DocumentError


def test_reads_headings_and_joins_the_lines_of_a_paragraph():
    assert parse("# Titel\nErste Zeile\nzweite Zeile\n\n## Teil") == (
        Heading(1, "Titel"),
        Paragraph("Erste Zeile zweite Zeile"),
        Heading(2, "Teil"),
    )


def test_keeps_a_list_together_over_blank_lines_and_continuation_lines():
    source = "Einleitung:\n- eins\n  geht weiter\n\n- zwei\n  - darunter\n\nDanach"
    assert parse(source) == (
        Paragraph("Einleitung:"),
        ItemList(ordered=False, items=(Item("eins geht weiter", 0), Item("zwei", 0), Item("darunter", 1))),
        Paragraph("Danach"),
    )


def test_tells_numbered_from_bulleted_lists():
    numbers, bullets = parse("1. eins\n2. zwei\n\n- drei")
    assert numbers == ItemList(ordered=True, items=(Item("eins", 0), Item("zwei", 0)))
    assert bullets == ItemList(ordered=False, items=(Item("drei", 0),))


def test_reads_a_table_with_empty_cells():
    (table,) = parse("| Frist | § |\n|---|:-:|\n| 4 Wochen | |")
    assert table == Table(("Frist", "§"), (("4 Wochen", ""),))


@pytest.mark.parametrize("source", ["| a | b |\n| c | d |", "| a | b |\n|---|---|\n| c |"])
def test_refuses_a_broken_table(source):
    with pytest.raises(DocumentError, match="Tabelle"):
        parse(source)


def test_refuses_a_source_without_title():
    with pytest.raises(DocumentError, match="Titel"):
        title_of(parse("Nur Text"))


def test_splits_bold_text():
    assert runs("Die **Frist** läuft") == (Run("Die ", False), Run("Frist", True), Run(" läuft", False))
    assert plain("Die **Frist** läuft") == "Die Frist läuft"
