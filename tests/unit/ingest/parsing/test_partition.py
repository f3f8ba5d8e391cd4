import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pptx
import pytest
import unstructured.nlp.tokenize
from unstructured.nlp import english_words

from ingest.parsing.elements import element_blocks
from ingest.parsing.partition import ENGLISH_WORDS, GUESSES, _guess, _module, partition_html, partition_pptx


def test_the_function_that_would_download_is_still_there() -> None:
    assert callable(unstructured.nlp.tokenize._get_nlp)


def test_the_functions_that_guess_are_still_there() -> None:
    assert english_words.__name__ == ENGLISH_WORDS
    assert hasattr(english_words, "ENGLISH_WORDS")
    for name, guesses in GUESSES.items():
        assert all(callable(getattr(_module(name), guess)) for guess in guesses), name


@pytest.mark.parametrize(
    "page",
    [
        "<p>Ein ganzer Satz steht hier, und noch einer. Ja.</p><p>KURZ</p><p>93,00 €</p><p>a@b.de</p>",
        "<div>Der Antrag ist zu stellen.<br><br>Danach folgt der Bescheid.</div><h2>Titel</h2><li>Punkt</li>",
        "<p>Berlin, PA 18901</p><p>• Punkt</p><p>x</p><p>12345</p><td>Zelle</td>",
    ],
)
def test_a_page_is_read_alike_whatever_its_texts_are_taken_for(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    read = list(element_blocks(partition_html(page)))
    assert read
    monkeypatch.setattr(_module("html.parser"), "is_possible_narrative_text", lambda _text: True)
    assert list(element_blocks(partition_html(page))) == read


def test_only_a_text_that_may_have_an_empty_line_is_guessed_about() -> None:
    assert not _guess(lambda _text: True, "Eine Zeile\nund noch eine")
    assert _guess(lambda _text: True, "Eine Zeile\n\nund noch eine")
    assert not _guess(None, "Eine Zeile\n\nund noch eine")


def test_slides_with_empty_lines_in_a_text_are_still_read() -> None:
    presentation = pptx.Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[1])
    slide.shapes.title.text = "Titel"
    slide.placeholders[1].text_frame.paragraphs[0].add_run().text = "Eins\n\n\nzwei"
    file = BytesIO()
    presentation.save(file)
    texts = [element.text for element in partition_pptx(file.getvalue())]
    assert texts[0] == "Titel"
    assert any("zwei" in text for text in texts)


def test_reading_pages_opens_no_connection() -> None:
    program = (
        "import socket\n"
        "def refuse(*_): raise SystemExit('connection opened')\n"
        "socket.socket.connect = socket.create_connection = refuse\n"
        "from ingest.parsing.parse import parse\n"
        "print(len(parse('a.html', b'<h1>T</h1><p>Ein ganzer Satz steht hier. Noch einer.</p>').blocks))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=Path.cwd())
    assert done.returncode == 0, done.stderr + done.stdout
    assert done.stdout.strip() == "2"
