"""An edited register, another law or another model is noticed, and only that."""

from pathlib import Path

import pytest

from knowledge_base.errors import StorageError
from knowledge_base.register_mark import RegisterMark


def test_the_mark_fits_what_it_was_set_for_and_nothing_else(tmp_path: Path) -> None:
    register = tmp_path / "register"
    register.mkdir()
    (register / "AufenthG.toml").write_text("words", encoding="utf-8")
    mark = RegisterMark(tmp_path / "mark", register)
    assert not mark.fits({"AufenthG"}, "model")
    mark.set({"AufenthG", "AsylG"}, "model")
    assert mark.fits({"AsylG", "AufenthG"}, "model")
    assert not mark.fits({"AufenthG"}, "model")
    assert not mark.fits({"AsylG", "AufenthG"}, "another")
    (register / "AufenthG.toml").write_text("other words", encoding="utf-8")
    assert not mark.fits({"AsylG", "AufenthG"}, "model")


def test_a_state_folder_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="fehlt"):
        RegisterMark(tmp_path / "fehlt" / "mark").set((), "model")
