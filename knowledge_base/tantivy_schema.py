"""What the full-text index holds, how it is asked and written, in tantivy's terms."""

from collections.abc import Iterable, Sequence
from typing import Any

TITLE_BOOST = 0.1
"""Weight of the heading as a field of its own, beside the body that contains it too."""

_WRITER_MEMORY = 30_000_000


def schema() -> Any:
    """Return the fields: id, heading, and heading with text; the terms are separated by blanks."""
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("title", "body"):
        builder.add_text_field(name, stored=False, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


def any_of(terms: Sequence[str], fields: Any) -> Any:
    """Return the query for passages with any of these terms, in an index with these fields."""
    import tantivy

    parts = []
    for term in terms:
        in_title = tantivy.Query.term_query(fields, "title", term)
        parts.append((tantivy.Occur.Should, tantivy.Query.term_query(fields, "body", term)))
        parts.append((tantivy.Occur.Should, tantivy.Query.boost_query(in_title, TITLE_BOOST)))
    return tantivy.Query.boolean_query(parts)


def write(index: Any, documents: Iterable[Any], *, forget: Iterable[str] = ()) -> None:
    """Add or replace documents and forget ids, in one commit."""
    writer = index.writer(_WRITER_MEMORY, 1)
    for key in forget:
        writer.delete_documents("id", key)
    for document in documents:
        writer.delete_documents("id", document["id"][0])
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
