"""The way to an original file, of a document or of one of its revisions."""

from html import escape
from urllib.parse import quote

from ui.typography import label_html


def original_html(label: str, document_id: str, revision_id: str = "") -> str:
    """Write a link that opens or saves the file in another tab."""
    path = "/".join(quote(part, safe="") for part in (document_id, revision_id) if part)
    return (
        f'<a class="al-original" href="./original/{escape(path)}" target="_blank" rel="noopener">'
        f"{label_html(label)}</a>"
    )
