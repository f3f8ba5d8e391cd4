"""`python -m tests.support.word_api FOLDER PORT` serves the API over a small office, with an embedder of words."""

import sys
from pathlib import Path

import uvicorn

from assistant.app import create_app
from assistant.processes.parent import die_with_parent
from tests.support.small_office import INGEST, build_small_office
from tests.support.word_embedder import WordEmbedder

if __name__ == "__main__":
    die_with_parent()
    folder, port = Path(sys.argv[1]), int(sys.argv[2])
    app = create_app(build_small_office(folder), embedder=WordEmbedder(), ingest=INGEST)
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="warning")
