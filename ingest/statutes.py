"""Fetches official statutes (gii-norm XML) from gesetze-im-internet.de or a mirror of it."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from ingest.parsing.sniff import FileType, sniff
from ingest.parsing.statute_names import build_date, law_abbreviation
from ingest.parsing.xml import parse_xml
from knowledge_base.errors import ConfigurationError, DocumentError, FetchError, StorageError
from knowledge_base.law_names import canonical_law

SLUGS = {
    **{name: name.lower() for name in "AGG AsylbLG AufenthV AZRG AZRG-DV BEEG BeamtStG BGB BMG BQFG BVFG BZRG".split()},
    **{name: name.lower() for name in "EinbTestV FamFG GG IntTestV IntV KonsG PAuswG PAuswV PStG StAG StGB".split()},
    **{name: name.lower() for name in "StPO UhVorschG VwGO VwVfG VwVG WoGG ZPO".split()},
    **{f"SGB {roman}": f"sgb_{number}" for number, roman in enumerate("I II III IV V VI VII VIII IX X XI".split(), 1)},
    "SGB IX": "sgb_9_2018",
    "SGB XII": "sgb_12",
    "SGB XIV": "sgb_14",
    "AO": "ao_1977",
    "AsylG": "asylvfg_1992",
    "AufenthG": "aufenthg_2004",
    "AÜG": "a_g",
    "BAföG": "baf_g",
    "BBiG": "bbig_2005",
    "BDSG": "bdsg_2018",
    "BeschV": "beschv_2013",
    "BKGG": "bkgg_1996",
    "DeuFöV": "deuf_v",
    "FreizügG/EU": "freiz_gg_eu_2004",
    "NamÄndG": "nam_ndg",
    "OWiG": "owig_1968",
    "PassG": "pa_g_1986",
    "PassV": "passv_2007",
    "SchwarzArbG": "schwarzarbg_2004",
    "VwZG": "vwzg_2005",
}
"""What each law is called in the addresses there: it can't be derived, umlauts fall out and years come in."""

MAX_ZIP_BYTES = 20 * 1024 * 1024
MAX_XML_BYTES = 100 * 1024 * 1024
TIMEOUT = httpx.Timeout(60.0, connect=10.0)


class StatuteSource:
    """The place where statutes are fetched; `folder` keeps each version of a law, in a folder for its Stand."""

    def __init__(self, base_url: str, folder: Path) -> None:
        self._base_url = base_url.rstrip("/")
        self._folder = folder

    def fetch(self, laws: Iterable[str]) -> Iterator[tuple[str, Path | FetchError]]:
        """Yield each law with the file where it lies now, or why it could not be fetched.

        Raises ConfigurationError for a law without an address before anything is fetched.
        """
        slugs = {law: _slug(law) for law in dict.fromkeys(map(canonical_law, laws))}
        with httpx.Client(timeout=TIMEOUT, headers={"User-Agent": "Amtslotse"}) as client:
            for law, slug in slugs.items():
                try:
                    yield law, self._keep(law, _statute(law, self._download(client, slug)))
                except FetchError as exc:
                    yield law, exc

    def _download(self, client: httpx.Client, slug: str) -> bytes:
        url = f"{self._base_url}/{slug}/xml.zip"
        received = bytearray()
        try:
            with client.stream("GET", url) as response:
                if response.status_code != httpx.codes.OK:
                    raise FetchError(f"{url} antwortet mit {response.status_code}.", "Bitte die Adresse dort prüfen.")
                for piece in response.iter_bytes():
                    received += piece
                    if len(received) > MAX_ZIP_BYTES:
                        raise FetchError(f"{url} ist größer als erlaubt.", "Die Datei wird nicht übernommen.")
        except (httpx.HTTPError, httpx.InvalidURL) as exc:
            raise FetchError(
                f"Keine Verbindung zu {urlsplit(self._base_url).hostname or self._base_url}.",
                f"Bitte den Internetzugang prüfen, oder {url} anderswo laden und mit `python -m ingest run` einlesen.",
            ) from exc
        return bytes(received)

    def versions(self, law: str) -> list[Path]:
        """Return the files of all versions of a law that were fetched so far, the oldest first."""
        return sorted(self._folder.glob(f"*/{_file_name(law)}"))

    def _keep(self, law: str, content: bytes) -> Path:
        try:
            self._put_in_order(law)
            for path in self.versions(law):
                if path.read_bytes() == content:
                    return path
            path = self._place(law, content)
            beside = path.with_suffix(".part")
            beside.write_bytes(content)
            beside.replace(path)
        except OSError as exc:
            raise StorageError(
                f"In {self._folder} lässt sich nicht schreiben ({exc.strerror}).",
                "Bitte Speicherplatz und Schreibrechte prüfen.",
            ) from exc
        return path

    def _put_in_order(self, law: str) -> None:
        """Move a file from before there were folders to where a version of its Stand belongs."""
        loose = self._folder / _file_name(law)
        if loose.is_file():
            loose.replace(self._place(law, loose.read_bytes()))

    def _place(self, law: str, content: bytes) -> Path:
        stand = _stand(content) or datetime.now(UTC).astimezone().date()
        path = self._folder / stand.isoformat() / _file_name(law)
        path.parent.mkdir(parents=True, exist_ok=True)
        return path


def _file_name(law: str) -> str:
    return f"{law.replace('/', '-').replace(' ', '_')}.xml"


def _stand(content: bytes) -> date | None:
    root = parse_xml(content)
    return build_date(root, root.findall("norm"))


def _slug(law: str) -> str:
    if law not in SLUGS:
        raise ConfigurationError(
            f"Zu „{law}“ ist keine Adresse bekannt.", f"Bekannt sind: {', '.join(sorted(SLUGS, key=str.casefold))}."
        )
    return SLUGS[law]


def _statute(law: str, packed: bytes) -> bytes:
    """Return the statute in a ZIP; raises FetchError unless it is the one that was asked for."""
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            names = [entry for entry in archive.infolist() if entry.filename.lower().endswith(".xml")]
            if len(names) != 1 or names[0].file_size > MAX_XML_BYTES:
                raise _unusable(law)
            content = archive.read(names[0])
        if sniff(names[0].filename, content) is not FileType.STATUTE:
            raise _unusable(law)
        norm = parse_xml(content).find("norm/metadaten")
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError, DocumentError) as exc:
        raise _unusable(law) from exc
    found = canonical_law(law_abbreviation(norm)) if norm is not None else ""
    if found != law:
        raise FetchError(f"Statt {law} kam „{found}“.", "Die Datei wird nicht übernommen.")
    return content


def _unusable(law: str) -> FetchError:
    return FetchError(f"Was für {law} kam, ist kein Gesetz im Format gii-norm.", "Die Datei wird nicht übernommen.")
