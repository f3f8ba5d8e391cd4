"""Reads metadata.yaml: title, owner, audience and validity of the documents that lie beside it."""

import unicodedata
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from knowledge_base.document import EVERYBODY, content_hash
from knowledge_base.errors import ConfigurationError

METADATA_FILE = "metadata.yaml"


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


class DocumentMetadata(BaseModel):
    """What the office says about one document; days are given as 2026-11-22."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str = ""
    owner: str = ""
    audience: Annotated[frozenset[str], BeforeValidator(_as_list)] = Field(frozenset({EVERYBODY}), min_length=1)
    valid_from: date | None = None
    valid_until: date | None = None
    review_by: date | None = None

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> "DocumentMetadata":
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise ValueError("valid_until liegt vor valid_from")
        return self

    def within(self, audience: frozenset[str]) -> "DocumentMetadata":
        """Return it for members of these groups at most; for exactly these when it names none of them."""
        if EVERYBODY in audience or self.audience <= audience:
            return self
        return self.model_copy(update={"audience": self.audience & audience or audience})

    @property
    def names_groups(self) -> bool:
        """Tell whether the entry itself says who may read; the default is what nobody said."""
        return "audience" in self.model_fields_set

    @property
    def hash(self) -> str:
        """A hash that changes when anything of it changes."""
        audience = ",".join(sorted(self.audience))
        days = [str(day or "") for day in (self.valid_from, self.valid_until, self.review_by)]
        return content_hash(self.title, self.owner, audience, *days)


class _MetadataFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    documents: dict[str, DocumentMetadata] = Field(default_factory=dict)


def composed(name: str) -> str:
    """Return a name as metadata are found by: some systems write an umlaut as two characters, and nobody sees which."""
    return unicodedata.normalize("NFC", name)


def read_metadata(folder: Path) -> dict[str, DocumentMetadata]:
    """Return metadata by `composed` file name; raises ConfigurationError naming file and entry that are wrong."""
    path = folder / METADATA_FILE
    try:
        return parse_metadata(path, path.read_bytes()) if path.is_file() else {}
    except OSError as exc:
        raise ConfigurationError(f"{path} ist nicht lesbar ({exc.strerror}).", "Bitte Zugriffsrechte prüfen.") from exc


def parse_metadata(path: Path, content: bytes) -> dict[str, DocumentMetadata]:
    """Return what the content of a metadata file says; `path` is for the error only."""
    import yaml

    try:
        entries = yaml.load(content.decode("utf-8"), Loader=_loader()) or {}  # noqa: S506 - a SafeLoader of our own
        return {composed(name): said for name, said in _MetadataFile.model_validate(entries).documents.items()}
    except ValidationError as exc:
        first = exc.errors()[0]
        where = " › ".join(map(str, first["loc"]))
        raise ConfigurationError(f"{path}: {where}: {first['msg']}.", "Bitte den Eintrag berichtigen.") from exc
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as exc:
        line = getattr(getattr(exc, "problem_mark", None), "line", None)
        where = f" (Zeile {line + 1})" if line is not None else ""
        raise ConfigurationError(f"{path} ist nicht lesbar{where}.", "Bitte den Aufbau der Datei berichtigen.") from exc


@cache
def _loader() -> Any:
    """Return YAML's safe loader, which also tells the line of a value that cannot be, such as the day 2026-02-30."""
    import yaml

    class Loader(yaml.SafeLoader):
        def construct_object(self, node: Any, deep: bool = False) -> Any:
            try:
                return super().construct_object(node, deep)
            except ValueError as exc:
                raise yaml.constructor.ConstructorError(None, None, str(exc), node.start_mark) from exc

    return Loader
