from assistant.conversations.conversation import title_of


def test_a_long_title_is_cut_after_a_word() -> None:
    title = title_of("Welche Unterlagen " * 20)
    assert len(title) <= 82
    assert title.endswith("Unterlagen …") or title.endswith("Welche …")


def test_a_long_word_is_cut() -> None:
    assert title_of("x" * 200) == "x" * 80 + " …"
