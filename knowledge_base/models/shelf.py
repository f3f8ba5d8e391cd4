"""Where an installed model lies, and whether it is whole."""

import hashlib
import json
from pathlib import Path

from knowledge_base.models.lock import Form, LockedModel

MANIFEST = "manifest.json"
# Raise when the conversion changes, so that folders made by an older one are made anew.
CONVERSION = 1


def installed_path(model: LockedModel, folder: Path) -> Path:
    """Return the file or folder of an installed model, there or not."""
    return folder / model.installed_as


def is_installed(model: LockedModel, folder: Path) -> bool:
    """Tell quickly whether a model is there: it gets its name only after it was verified, so sizes are compared."""
    path = installed_path(model, folder)
    if model.form is Form.GGUF:
        return path.is_file() and path.stat().st_size == model.size
    try:
        manifest = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
        sizes = {name: (path / name).stat().st_size for name in manifest["sizes"]}
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return bool(manifest == _manifest(model, sizes))


def write_manifest(model: LockedModel, folder: Path) -> None:
    """Note in a converted folder what it was made from and how large its files are."""
    sizes = {str(path.relative_to(folder)): path.stat().st_size for path in sorted(folder.rglob("*")) if path.is_file()}
    (folder / MANIFEST).write_text(json.dumps(_manifest(model, sizes), indent=1), encoding="utf-8")


def file_sha256(path: Path) -> str:
    """Hash a file's content to 64 hexadecimal digits."""
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def _manifest(model: LockedModel, sizes: dict[str, int]) -> dict[str, object]:
    return {"source_sha256": model.sha256, "conversion": CONVERSION, "sizes": sizes}
