"""Makes the table of analysed words that is shipped: `python -m ingest.word_table`, after articles or analysis changed.

The words are those of our own articles, as ingestion reads them, and of the register and the thesaurus.
"""

from collections.abc import Iterator
from pathlib import Path

from rich.console import Console

import knowledge_base
from ingest.metadata import DocumentMetadata
from ingest.parsing.sniff import SUFFIXES
from ingest.prepare import Prepared
from ingest.reader import PlainReader, ReadRequest
from knowledge_base.german_text import words_in
from knowledge_base.register import load_register
from knowledge_base.thesaurus import FILE as THESAURUS
from knowledge_base.words.shipped_words import write_table

ARTICLES = Path(knowledge_base.__file__).parent / "articles"


def own_texts() -> Iterator[str]:
    """Yield the texts that the product brings along."""
    files = sorted(path for path in ARTICLES.rglob("*") if path.suffix.lower() in SUFFIXES)
    for answer in PlainReader().read(ReadRequest(path, "", DocumentMetadata()) for path in files):
        if isinstance(answer, Prepared):
            yield from (passage.searchable_text for passage in answer.passages)
    for entry in load_register():
        yield from (str(entry.reference), *entry.texts)
    yield THESAURUS.read_text(encoding="utf-8")


def main() -> None:
    """Write the table and tell how many words it has."""
    count = write_table(word for text in own_texts() for word in words_in(text))
    Console().print(f"{count} Wörter aufgeschrieben.")


if __name__ == "__main__":
    main()
