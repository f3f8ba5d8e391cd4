"""Paths that are compiled once find what python-docx itself finds."""

from pathlib import Path

import docx
import pytest
from docx.oxml.ns import nsmap
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml import etree

import knowledge_base
from ingest.parsing.docx_xpath import compile_paths_once

FILE = next((Path(knowledge_base.__file__).parent / "articles").rglob("*.docx"))


@pytest.mark.parametrize("path", ["./w:r", "w:p | w:tbl", "count(.//w:p)", ".//w:t/text()", "//w:style/@w:styleId"])
def test_the_same_is_found(path: str) -> None:
    compile_paths_once()
    document = docx.Document(str(FILE))
    for root in (document.element.body, document.styles.element):
        assert root.xpath(path) == etree._Element.xpath(root, path, namespaces=nsmap)


def test_documents_look_by_this_method() -> None:
    compile_paths_once()
    assert isinstance(docx.Document(str(FILE)).element, BaseOxmlElement)
    assert BaseOxmlElement.xpath.__module__ == "ingest.parsing.docx_xpath"
