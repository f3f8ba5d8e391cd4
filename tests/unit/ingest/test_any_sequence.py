"""Whatever is done to the sources, search returns only what they now hold and the asker may read."""

import shutil
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import yaml
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from ingest.reader import PlainReader
from ingest.report import RunReport
from ingest.run import Run
from knowledge_base.bootstrap import open_knowledge_base
from knowledge_base.document import EVERYBODY
from knowledge_base.index import Query, Vectors
from knowledge_base.memory_index import MemoryDenseIndex, MemoryLexicalIndex
from knowledge_base.settings import KnowledgeSettings
from tests.support.word_embedder import WordEmbedder

TODAY = date(2026, 11, 22)
DAYS = (TODAY - timedelta(days=400), TODAY, TODAY + timedelta(days=400))
GROUPS = ("leitung", "redaktion")
AUDIENCES = tuple(map(frozenset, ([EVERYBODY], ["leitung"], ["redaktion"], GROUPS, [EVERYBODY, "leitung"])))
NAMES = st.sampled_from([f"{folder}{letter}.txt" for folder in ("", "ordner/") for letter in "abcd"])


class Killed(BaseException):
    """Stands for the process ending at this point."""


class MortalEmbedder(WordEmbedder):
    """Embeds so many texts, then the process dies; None: it lives on."""

    lives: int | None = None

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        if self.lives is not None:
            self.lives -= len(texts)
            if self.lives < 0:
                raise Killed
        return super().embed_passages(texts)


@dataclass(frozen=True)
class Source:
    """A file as the test knows it: the number that each of its paragraphs names, and what holds for it.

    `entry` tells whether that stands in the metadata, or was only said before the file was renamed or copied.
    """

    number: int
    paragraphs: int
    audience: frozenset[str] = AUDIENCES[0]
    until: date | None = None
    entry: bool = True


class Sources(RuleBasedStateMachine):
    """Changes files and metadata, runs and dies, and asks for everything that ever was."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp(prefix="amtslotse-test-"))
        self.docs, self.state = self.root / "docs", self.root / "var"
        self.docs.mkdir()
        self.embedder = MortalEmbedder()
        self.base = open_knowledge_base(
            KnowledgeSettings(var=self.state, _env_file=None),  # type: ignore[call-arg]
            embedder=self.embedder,
        )
        self.base.dense, self.base.lexical = MemoryDenseIndex(), MemoryLexicalIndex()
        self.files: dict[str, Source] = {}
        self.ever = self.places = 0
        self.seen: list[dict[str, Source]] = [{}]
        """The sources as each run saw them, from the last one that was finished."""
        self.shown: dict[str, list[tuple[str, ...]]] = {}
        """By document, the texts that finished runs showed, the newest last."""

    def teardown(self) -> None:
        self.base.close()
        shutil.rmtree(self.root)

    @initialize()
    def begin(self) -> None:
        self.add("a.txt", 2)

    @rule(name=NAMES, paragraphs=st.integers(1, 3))
    def add(self, name: str, paragraphs: int) -> None:
        """Write a new file, or another text into one that is there."""
        self.ever += 1
        kept = self.files.get(name, Source(0, 0))
        self.files[name] = replace(kept, number=self.ever, paragraphs=paragraphs)
        self._write()

    @precondition(lambda self: len(self.files) > 1)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(self.files)))
        del self.files[name]
        (self.docs / name).unlink()
        self._write()

    @rule(data=st.data(), new_name=NAMES)
    def rename(self, data: st.DataObject, new_name: str) -> None:
        """Move a file, over another one too; what is said about it moves with it."""
        name = data.draw(st.sampled_from(sorted(self.files)))
        if name != new_name:
            self.files[new_name] = replace(self.files.pop(name), entry=True)
            (self.docs / new_name).parent.mkdir(exist_ok=True)
            (self.docs / name).rename(self.docs / new_name)
            self._write()

    @rule(data=st.data(), copied=st.booleans())
    def rename_or_copy_without_its_metadata(self, data: st.DataObject, copied: bool) -> None:
        """Nothing is said about the new place: who may read it stays, in a new place until when, too."""
        self._finish()
        name = data.draw(st.sampled_from(sorted(self.files)))
        self.places += 1
        new_name = f"ordner/ohne{self.places}.txt"
        (self.docs / new_name).parent.mkdir(exist_ok=True)
        shutil.copy(self.docs / name, self.docs / new_name)
        if copied:
            # A document for everybody until a day is copied as one for everybody.
            self.files[new_name] = replace(self.files[name], until=None, entry=False)
        else:
            (self.docs / name).unlink()
            self.files[new_name] = replace(self.files.pop(name), entry=False)
        self._write()
        self._finish()

    @rule(data=st.data())
    def rename_and_change_without_its_metadata(self, data: st.DataObject) -> None:
        """Most of the text is the same: it stays the document that it was, with all that was said about it."""
        self._finish()
        often = Counter(source.number for source in self.files.values())
        closed = self._removed_while_restricted()
        alone = sorted(
            name for name, source in self.files.items() if often[source.number] == 1 and source.number not in closed
        )
        if not alone:
            return
        name = data.draw(st.sampled_from(alone))
        document = self.base.registry.sources()[str(self.docs / name)].document_id
        (self.docs / name).unlink()
        self.places += 1
        new_name = f"ordner/anders{self.places}.txt"
        was = self.files.pop(name)
        self.files[new_name] = replace(was, paragraphs=2 if was.paragraphs == 3 else was.paragraphs + 1, entry=False)
        self._write()
        self._finish()
        assert self.base.registry.sources()[str(self.docs / new_name)].document_id == document

    @rule(data=st.data(), audience=st.sampled_from(AUDIENCES))
    def restrict(self, data: st.DataObject, audience: frozenset[str]) -> None:
        """Give a document to other groups: some more, some less, or all others."""
        name = data.draw(st.sampled_from(sorted(self.files)))
        self.files[name] = replace(self.files[name], audience=audience, entry=True)
        self._write()

    @rule(data=st.data(), until=st.sampled_from((None, *DAYS[:2])))
    def expire(self, data: st.DataObject, until: date | None) -> None:
        name = data.draw(st.sampled_from(sorted(self.files)))
        self.files[name] = replace(self.files[name], until=until, entry=True)
        self._write()

    @rule()
    def run(self) -> None:
        """Bring the knowledge base in line; a second run then does nothing."""
        self._finish()
        again = self._run()
        assert {line.action for line in again.files} == {"keep"}
        assert (again.embedded, again.repaired) == (0, 0)
        wanted = self.base.registry.current_passage_ids()
        assert self.base.dense.ids() == self.base.lexical.ids() == wanted
        self._look_at_the_history()

    @rule(lives=st.integers(0, 6))
    def run_and_die(self, lives: int) -> None:
        self.embedder.lives = lives
        try:
            self._finish()
        except Killed:
            self.seen.append(dict(self.files))
        finally:
            self.embedder.lives = None

    @invariant()
    def search_returns_what_the_sources_hold_and_the_asker_may_read(self) -> None:
        """After a killed run, that is what the sources held when it or the last finished one began."""
        for day in DAYS:
            for group in GROUPS:
                asker = frozenset({EVERYBODY, group})
                found = {text for number in range(1, self.ever + 1) for text in self._found(number, day, asker)}
                last, *killed = [self._readable(files, day, asker) for files in self.seen]
                assert found <= last.union(*killed)
                assert killed or found == last

    def _look_at_the_history(self) -> None:
        """What finished runs showed can still be read, in that order; only the newest is what search sees."""
        registry, history = self.base.registry, self.base.history
        for state in registry.sources().values():
            text = tuple(passage.text for passage in registry.passages(state.document_id))
            known = self.shown.setdefault(state.document_id, [])
            if text not in known[-1:]:
                known.append(text)
        for key, texts in self.shown.items():
            ids = [revision.id for revision in reversed(history.revisions(key))]
            kept = history.passages(key, ids)
            earlier = iter([tuple(passage.text for passage in kept[each]) for each in ids])
            assert all(any(text == other for other in earlier) for text in texts)
            assert history.is_removed(key) == (registry.document(key) is None)

    def _removed_while_restricted(self) -> set[int]:
        """Return the numbers that removed documents named last that not everybody might read."""
        history, found = self.base.history, set()
        for document in history.removed():
            if EVERYBODY not in document.audience:
                newest = history.revisions(document.id)[0].id
                first = history.passages(document.id, [newest])[newest][0]
                found.add(int(first.text.partition("Nummer")[2][:4]))
        return found

    def _found(self, number: int, day: date, asker: frozenset[str]) -> set[str]:
        hits = self.base.search.search(Query(f"Nummer{number:04}", day, asker, limit=30))
        return {hit.passage.text for hit in hits}

    def _readable(self, files: dict[str, Source], day: date, asker: frozenset[str]) -> set[str]:
        return {
            text
            for source in files.values()
            if source.audience & asker and (source.until is None or day <= source.until)
            for text in _paragraphs(source)
        }

    def _write(self) -> None:
        """Put files and metadata on disk; the knowledge base knows nothing of it before the next run."""
        told: dict[Path, dict[str, object]] = {self.docs: {}, self.docs / "ordner": {}}
        for name, source in self.files.items():
            path = self.docs / name
            path.parent.mkdir(exist_ok=True)
            path.write_text("\n\n".join(_paragraphs(source)))
            if source.entry:
                told[path.parent][path.name] = {"audience": sorted(source.audience), "valid_until": source.until}
        for folder, entries in told.items():
            if folder.is_dir():
                (folder / "metadata.yaml").write_text(yaml.safe_dump({"documents": entries}))

    def _finish(self) -> None:
        self._run()
        self.seen = [dict(self.files)]

    def _run(self) -> RunReport:
        return Run(self.base, self.state, reader=PlainReader(), allow_removal=True).carry_out([self.docs])


def _paragraphs(source: Source) -> list[str]:
    # Long enough that each is a passage of its own.
    return [
        f"Absatz {part} nennt Nummer{source.number:04} und das {part}te Merkmal. "
        + (f"Wort{part} folgt hier. " * 60).strip()
        for part in range(source.paragraphs)
    ]


TestSources = Sources.TestCase
TestSources.settings = settings(
    max_examples=25,
    stateful_step_count=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
