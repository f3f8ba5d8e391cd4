import io
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from typer.testing import CliRunner

import knowledge_base.embedding
from ingest.__main__ import app
from ingest.statutes import SLUGS, StatuteSource
from knowledge_base.errors import ConfigurationError, FetchError
from knowledge_base.law_names import canonical_law
from tests.support.chroma_server import free_port
from tests.support.knowledge import LetterEmbedder


def statute(abbreviation: str, text: str = "Dieses Gesetz dient der Steuerung.", built: str = "20250331") -> bytes:
    header = f"<metadaten><jurabk>{abbreviation} 2004</jurabk><amtabk>{abbreviation}</amtabk></metadaten>"
    section = f"<metadaten><jurabk>{abbreviation}</jurabk><enbez>§ 1</enbez><titel>Zweck</titel></metadaten>"
    body = f'<textdaten><text format="XML"><Content><P>(1) {text}</P></Content></text></textdaten>'
    xml = f"<?xml version='1.0'?><dokumente builddate='{built}120000'><norm>{header}</norm>"
    xml += f"<norm>{section}{body}</norm></dokumente>"
    return zipped({"BJNR.xml": xml.encode(), "bild.jpg": b"x"})


def zipped(members: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


PAGES = {
    "/aufenthg_2004/xml.zip": statute("AufenthG"),
    "/asylvfg_1992/xml.zip": statute("AsylG"),
    "/bgb/xml.zip": statute("StGB"),
    "/gg/xml.zip": b"<html>Wartungsarbeiten</html>",
    "/stag/xml.zip": zipped({"a.xml": b"<?xml version='1.0'?><rss/>"}),
    "/vwgo/xml.zip": zipped({"a.xml": b"<dokumente>" + b" " * 110_000_000}),
    "/bmg/xml.zip": b"0" * 21_000_000,
    "/pstg/xml.zip": zipped({}),
}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        page = PAGES.get(self.path)
        self.send_response(200 if page else 404)
        self.end_headers()
        self.wfile.write(page or b"")

    def log_message(self, *_: object) -> None:
        """Be silent."""


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_law_is_fetched_checked_and_kept(address: str, tmp_path: Path) -> None:
    fetched = dict(StatuteSource(address, tmp_path).fetch(["aufenthg", "AsylG", "AufenthG"]))
    folder = tmp_path / "2025-03-31"
    assert fetched == {"AufenthG": folder / "AufenthG.xml", "AsylG": folder / "AsylG.xml"}
    assert "Steuerung" in (folder / "AufenthG.xml").read_text()
    assert len(list(folder.iterdir())) == 2


def test_each_version_stays_and_one_of_before_there_were_folders_is_put_in_order(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = StatuteSource(address, tmp_path)
    older = zipfile.ZipFile(io.BytesIO(statute("AufenthG", "Alt.", "20230107"))).read("BJNR.xml")
    (tmp_path / "AufenthG.xml").write_bytes(older)
    dict(source.fetch(["AufenthG"]))
    assert [path.parent.name for path in source.versions("AufenthG")] == ["2023-01-07", "2025-03-31"]
    dict(source.fetch(["AufenthG"]))
    assert len(source.versions("AufenthG")) == 2
    monkeypatch.setitem(PAGES, "/aufenthg_2004/xml.zip", statute("AufenthG", "Neu.", "20260101"))
    dict(source.fetch(["AufenthG"]))
    assert [path.parent.name for path in source.versions("AufenthG")] == ["2023-01-07", "2025-03-31", "2026-01-01"]
    assert source.versions("AufenthG")[0].read_bytes() == older


@pytest.mark.parametrize(
    ("law", "reason"),
    [
        ("BGB", "Statt BGB kam „StGB“"),
        ("GG", "kein Gesetz"),
        ("StAG", "kein Gesetz"),
        ("VwGO", "kein Gesetz"),
        ("PStG", "kein Gesetz"),
        ("BMG", "größer als erlaubt"),
        ("VwVfG", "antwortet mit 404"),
    ],
)
def test_what_is_not_that_law_is_not_taken_over(address: str, tmp_path: Path, law: str, reason: str) -> None:
    ((_, failure),) = StatuteSource(address, tmp_path).fetch([law])
    assert isinstance(failure, FetchError)
    assert reason in str(failure)
    assert failure.remedy
    assert not list(tmp_path.iterdir())


def test_without_a_network_it_says_so_and_what_to_do(tmp_path: Path) -> None:
    ((_, failure),) = StatuteSource(f"http://127.0.0.1:{free_port()}", tmp_path).fetch(["AufenthG"])
    assert str(failure).startswith("Keine Verbindung zu 127.0.0.1. Bitte den Internetzugang prüfen")
    assert "aufenthg_2004/xml.zip" in str(failure)


def test_an_unknown_law_is_named_before_anything_is_fetched(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"„QuatschG“.*AufenthG"):
        list(StatuteSource("http://127.0.0.1:1", tmp_path).fetch(["AufenthG", "QuatschG"]))


def test_names_in_the_table_are_those_that_are_shown() -> None:
    assert [law for law in SLUGS if canonical_law(law) != law] == []


def test_the_command_fetches_and_ingests(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(knowledge_base.embedding, "load_embedder", lambda _settings: LetterEmbedder())
    monkeypatch.setenv("AMTSLOTSE_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("AMTSLOTSE_STATUTES_URL", address)
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, ["statutes", "AufenthG", "AsylG"])
    assert done.exit_code == 0, done.output
    assert "2 neu" in done.stdout
    again = CliRunner().invoke(app, ["statutes", "AufenthG", "VwVfG"])
    assert again.exit_code == 1
    assert "antwortet mit 404" in again.stderr
    assert "1 unverändert" in again.stdout
    monkeypatch.setitem(PAGES, "/aufenthg_2004/xml.zip", statute("AufenthG", "Neu.", "20260101"))
    newer = CliRunner().invoke(app, ["statutes", "AufenthG"])
    assert "1 neu" in newer.stdout
    assert "1 unverändert" in newer.stdout
    monkeypatch.setenv("AMTSLOTSE_STATUTES_URL", f"http://127.0.0.1:{free_port()}")
    none = CliRunner().invoke(app, ["statutes", "AufenthG"])
    assert none.exit_code == 2
    assert "Keine Verbindung" in none.stderr
