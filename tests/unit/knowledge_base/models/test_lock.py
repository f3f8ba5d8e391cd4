from pathlib import Path

import pytest

from knowledge_base.errors import ModelError
from knowledge_base.models.lock import LOCK_FILE, Purpose, locked_model, read_lock
from knowledge_base.settings import KnowledgeSettings


def test_every_file_is_pinned_by_size_and_hash() -> None:
    for model in read_lock():
        assert len(model.sha256) == 64
        assert all(len(part.sha256) == 64 and part.size > 0 and part.version for part in model.parts)
        assert model.licence_file.is_file(), model.licence


def test_the_built_in_models_are_the_ones_of_the_settings() -> None:
    assert locked_model(Purpose.EMBEDDING).name == KnowledgeSettings.model_fields["embedding_model"].default
    assert len(locked_model(Purpose.CHAT).parts) == 22


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('purpose = "chat"', 'purpose = "other"'),
        ("member_size = 16315968", "member_size = 1"),
        ('installed_as = "multilingual-e5-small"', 'installed_as = "../escape"'),
        ('licence = "MIT"', ""),
        ("[[model]]", "[[model"),
    ],
)
def test_a_damaged_lock_file_is_refused(tmp_path: Path, old: str, new: str) -> None:
    text = LOCK_FILE.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "models.lock.toml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ModelError, match="nicht lesbar"):
        read_lock(path)
