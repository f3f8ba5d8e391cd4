"""`python -m assistant models`: what is there, under which licence, from where, and how to use another one."""

import json
from dataclasses import asdict, dataclass

import typer

from assistant.adapters.model_maker import MAKING, without_it
from assistant.processes.needed_models import (
    fetch_for_parts,
    fetch_needed,
    has_embedding_model,
    make_missing_parts,
    needed_models,
    parts_are_missing,
    uses_built_in_embedding,
)
from assistant.processes.progress import DownloadLine
from assistant.settings import Settings
from knowledge_base.errors import ModelError, StorageError
from knowledge_base.models.lock import LockedModel, Purpose, locked_model, read_lock
from knowledge_base.models.model_files import has_parts, parts_folder, parts_size
from knowledge_base.models.shelf import installed_path, is_installed

HOW_TO_CHANGE = """\
Ein anderes Modell verwenden (Umgebungsvariable oder Datei .env):
  Sprachmodell auf einem Server (vLLM, Ollama, llama.cpp; OpenAI-kompatibel):
    AMTSLOTSE_CHAT_URL=http://127.0.0.1:11434/v1  AMTSLOTSE_CHAT_MODEL=qwen3:8b  AMTSLOTSE_CHAT_API_KEY=…
  Einbettungsmodell von einem Hub (einmal mit Netz: python -m assistant models --fetch) oder aus einem Ordner:
    AMTSLOTSE_EMBEDDING_MODEL=BAAI/bge-m3  oder  AMTSLOTSE_EMBEDDING_MODEL=/srv/modelle/bge-m3
    Vorsätze dazu: AMTSLOTSE_EMBEDDING_QUESTION_PREFIX, AMTSLOTSE_EMBEDDING_PASSAGE_PREFIX
    Danach ist neu einzulesen: make ingest
  Ohne Sprachmodell, nur Zitate:  AMTSLOTSE_CHAT_ENABLED=false
  Modelle für mehrere Zustandsordner gemeinsam:  AMTSLOTSE_MODELS=/srv/amtslotse/modelle"""

_PURPOSES = {Purpose.EMBEDDING: "Einbettung", Purpose.CHAT: "Sprachmodell"}


@dataclass(frozen=True, slots=True)
class ModelStatus:
    """One line of the list; `size` in bytes."""

    name: str
    purpose: str
    in_use: bool
    present: bool
    size: int
    licence: str
    author: str
    source: str
    note: str
    path: str


def models(*, fetch: bool, as_json: bool) -> None:
    """List the models, after fetching the missing ones if `fetch`."""
    settings = Settings()
    if fetch:
        fetch_needed(settings, DownloadLine())
        _make_parts(settings)
    listed = list_status(settings)
    if as_json:
        typer.echo(json.dumps([asdict(status) for status in listed], ensure_ascii=False, indent=2))
        return
    for status in listed:
        typer.echo(_as_text(status) + "\n")
    typer.echo(HOW_TO_CHANGE)


def _make_parts(settings: Settings) -> None:
    """Make what the local model server computes if it is missing; without it the product works all the same."""
    if not parts_are_missing(settings):
        return
    try:
        fetch_for_parts(settings, DownloadLine())
        typer.echo(MAKING, err=True)
        make_missing_parts(settings)
    except (ModelError, StorageError) as error:
        typer.echo(f"{without_it(settings)} {error}", err=True)


def list_status(settings: Settings) -> list[ModelStatus]:
    """Return the built-in models and those that the settings put in their place."""
    chat = locked_model(Purpose.CHAT)
    in_use = {model.name for model in needed_models(settings)}
    if settings.wants_local_model:
        in_use.add(chat.name)
    if has_parts(chat, settings.models_folder) and not is_installed(chat, settings.models_folder):
        in_use.discard(chat.name)  # what was made of it does without it
    listed = [_built_in(model, settings, in_use=model.name in in_use) for model in read_lock()]
    listed.append(_parts(chat, settings))
    if not uses_built_in_embedding(settings):
        present = has_embedding_model(settings)
        listed.append(_foreign(settings.embedding_model, "Einbettung", "Hub oder Ordner", present=present))
    if settings.chat_enabled and settings.chat_url:
        listed.append(_foreign(settings.chat_model or "erstes Modell", "Sprachmodell", settings.chat_url, present=True))
    return listed


def _built_in(model: LockedModel, settings: Settings, *, in_use: bool) -> ModelStatus:
    first, last = model.parts[0], model.parts[-1]
    packages = first.package if first is last else f"{first.package} … {last.package}"
    return ModelStatus(
        name=model.name,
        purpose=_PURPOSES[model.purpose],
        in_use=in_use,
        present=is_installed(model, settings.models_folder),
        size=model.installed_size,
        licence=model.licence,
        author=model.author,
        source=f"{packages} {first.version}",
        note=model.publisher_note,
        path=str(installed_path(model, settings.models_folder)),
    )


def _parts(model: LockedModel, settings: Settings) -> ModelStatus:
    present = has_parts(model, settings.models_folder)
    return ModelStatus(
        name=f"{model.name}, umgeschrieben",
        purpose="schreibt Antworten; als Leser: ob Zitate die Frage beantworten und Aussagen folgen",
        in_use=settings.wants_local_model,
        present=present,
        size=parts_size(model, settings.models_folder) if present else 0,
        licence=model.licence,
        author=model.author,
        source=f"entsteht aus {model.name}",
        note="so rechnet das Sprachmodell schneller; den Leser abschalten: AMTSLOTSE_READER=false",
        path=str(parts_folder(model, settings.models_folder)),
    )


def _foreign(name: str, purpose: str, source: str, *, present: bool) -> ModelStatus:
    return ModelStatus(name, purpose, True, present, 0, "siehe Anbieter", "", source, "durch Einstellung gewählt", "")


def _as_text(status: ModelStatus) -> str:
    missing = "fehlt; holen mit: python -m assistant models --fetch" if status.in_use else "fehlt"
    state = "vorhanden" if status.present else missing
    use = "in Gebrauch" if status.in_use else "nicht in Gebrauch"
    size = f"{status.size / 1e6:.0f} MB" if status.size else ""
    rows = {
        "Zweck": f"{status.purpose}, {use}",
        "Stand": ", ".join(filter(None, (state, size))),
        "Lizenz": ", ".join(filter(None, (status.licence, status.author))),
        "Herkunft": status.source,
        "Hinweis": status.note,
        "Ort": status.path,
    }
    return "\n".join([status.name, *(f"  {label + ':':<10}{text}" for label, text in rows.items() if text)])
