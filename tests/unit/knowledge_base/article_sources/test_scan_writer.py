import io

import pdfplumber
import pytest

from knowledge_base.article_sources.scan_writer import write_scan

from .samples import GUIDE


@pytest.fixture(scope="module")
def scan():
    return write_scan(GUIDE)


def test_holds_one_picture_per_page_and_no_text(scan):
    with pdfplumber.open(io.BytesIO(scan)) as pdf:
        (page,) = pdf.pages
        assert page.extract_text() == ""
        assert [image["srcsize"] for image in page.images] == [(1654, 2339)]
        assert page.width == pytest.approx(595, abs=1)


def test_stays_small_and_comes_out_the_same_every_time(scan):
    assert len(scan) < 400_000
    assert write_scan(GUIDE) == scan


def test_breaks_a_long_text_into_pages():
    long = "# Hausmitteilung\n\n" + "\n\n".join(f"Absatz {n} " + "mit Text " * 20 for n in range(30))
    with pdfplumber.open(io.BytesIO(write_scan(long))) as pdf:
        assert len(pdf.pages) > 1
