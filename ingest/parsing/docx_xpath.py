"""Lets python-docx compile each XPath expression once, not at each look into a document: a third of its work."""

from functools import cache, lru_cache
from typing import Any


@cache
def compile_paths_once() -> None:
    """Let all elements of Word documents look for others so; a test fails when a new version looks otherwise."""
    from docx.oxml.ns import nsmap
    from docx.oxml.xmlchemy import BaseOxmlElement
    from lxml import etree

    # Some name styles, of which documents have as many as they like.
    @lru_cache(maxsize=512)
    def compiled(path: str) -> Any:
        return etree.XPath(path, namespaces=nsmap)

    def xpath(self: Any, xpath_str: str) -> Any:
        return compiled(xpath_str)(self)

    BaseOxmlElement.xpath = xpath
