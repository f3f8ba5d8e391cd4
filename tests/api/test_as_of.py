"""Asking about an earlier day over HTTP, with real laws in two versions."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.app import create_app
from ingest.reader import PlainReader
from ingest.run import Run
from knowledge_base.bootstrap import open_knowledge_base
from tests.api.conftest import BASE_URL, Office, open_office
from tests.support.small_office import build_small_office
from tests.support.two_versions import copy_laws
from tests.support.word_embedder import WordEmbedder

QUESTION = "Nach wie vielen Jahren rechtmäßigen Aufenthalts ist ein Ausländer nach § 10 Abs. 1 StAG einzubürgern?"


@pytest.fixture(scope="module")
def office_with_laws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("laws")
    laws = copy_laws(folder / "recht")
    settings = build_small_office(folder)
    with open_knowledge_base(settings, embedder=WordEmbedder()) as base:
        Run(base, settings.state, reader=PlainReader()).carry_out([*laws.glob("*/StAG.xml"), *laws.glob("*/KonsG.xml")])
    with TestClient(create_app(settings, embedder=WordEmbedder()), base_url=BASE_URL) as client:
        yield open_office(client, settings)


def test_the_day_decides_which_text_answers_and_its_link_opens_that_text(office_with_laws: Office) -> None:
    office = office_with_laws
    told = {}
    for day, years in (("2023-06-01", "acht"), (None, "fünf")):
        answer = office.ask(QUESTION, **({"as_of": day} if day else {}))
        sources = [source for source in answer["sources"] if source["locator"]["law"] == "StAG"]
        assert any(f"seit {years} Jahren rechtmäßig" in source["text"] for source in sources)
        told[years] = sources[0]["document_id"]
        assert {source["document_id"] for source in sources} == {told[years]}
        for source in sources:
            path = f"/api/v1/documents/{source['document_id']}"
            detail = office.client.get(path, headers=office.as_role("sachbearbeitung")).json()
            assert source["passage_id"] in {passage["id"] for passage in detail["passages"]}
    assert told["acht"] != told["fünf"]


def test_the_list_tells_which_version_is_in_force(office_with_laws: Office) -> None:
    listed = office_with_laws.client.get("/api/v1/documents", headers=office_with_laws.as_role("redaktion")).json()
    versions = {document["stand"]: document["version"] for document in listed if "(StAG)" in document["title"]}
    assert list(dict(sorted(versions.items())).values()) == ["earlier", "in_force"]
    assert {document["version"] for document in listed if document["kind"] != "statute"} == {None}


def test_with_a_folder_for_each_stand_both_are_the_same_law(office_with_laws: Office) -> None:
    listed = office_with_laws.client.get("/api/v1/documents?q=StAG", headers=office_with_laws.as_role("neu")).json()
    assert len(listed) == 2
    assert {Path(document["source_name"]).name for document in listed} == {"StAG.xml"}
