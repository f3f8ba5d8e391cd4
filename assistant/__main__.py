"""The command line: `python -m assistant --help`; each command is imported only when it is called."""

import logging
import os
import sys
from datetime import datetime
from typing import Annotated

import typer

from knowledge_base.errors import AmtslotseError
from knowledge_base.settings import PRIVATE

app = typer.Typer(
    help="Amtslotse: belegte Antworten aus den eigenen Unterlagen.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
Json = Annotated[bool, typer.Option("--json", help="Nur JSON auf der Standardausgabe.")]


@app.command()
def models(
    fetch: Annotated[bool, typer.Option("--fetch", help="Fehlende Modelle holen.")] = False, json: Json = False
) -> None:
    """Zeigt die Modelle: was da ist, Lizenz, Herkunft, und wie ein anderes verwendet wird."""
    from assistant.commands.models import models as command

    command(fetch=fetch, as_json=json)


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="Die Frage, in Anführungszeichen.")],
    json: Json = False,
    as_of: Annotated[
        datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], help="Rechtsstand an diesem Tag.")
    ] = None,
) -> None:
    """Beantwortet eine Frage aus der Wissensbasis, mit Quellen."""
    from assistant.commands.ask import ask as command

    os.umask(PRIVATE)
    command(question, as_json=json, as_of=as_of.date() if as_of else None)


@app.command()
def run() -> None:
    """Startet alles: Modelle, Wissensbasis, Schnittstelle und Bildschirme."""
    from assistant.commands.run import run as command

    os.umask(PRIVATE)
    raise typer.Exit(command())


@app.command()
def serve() -> None:
    """Startet nur die Schnittstelle (API)."""
    from assistant.commands.serve import serve as command

    os.umask(PRIVATE)
    command()


def main() -> int:
    """Run the command line; an expected failure becomes one sentence and exit code 1."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    logging.getLogger("httpx").setLevel(logging.WARNING)
    try:
        app()
    except AmtslotseError as error:
        typer.echo(f"Fehler: {error}", err=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
