"""HanTa, the German morphological tagger, made several times faster: the same analyses by the same sums.

HanTa asks for the probability of every piece of a word under every tag that may follow; nearly all are none. Here the
model's morphemes are looked up once for each piece, and what an unknown piece may be is computed once for its ending.
"""

from collections import defaultdict
from collections.abc import Collection, Container, Mapping
from typing import Any

from HanTa.HanoverTagger import EMPTY, END_UNKNOWN, START, UNKNOWN, HanoverTagger
from numpy import logaddexp

State = tuple[int, int]
"""Tags of the last two morphemes."""

Row = dict[State, float]
"""Log probability of the best way to each state, at one position in a word."""

_NONE: dict[int, float] = {}

MODEL = "morphmodel_ger.pgz"

# These are HanTa's own figures.
LEAST = -1e6
BEAM_STATES, BEAM_WIDTH = 3, 1
LONGEST_ENDING = 4
LONGEST_COUNTED = 24
SHORT_WORD, SHORT_PIECE = 4, 2
UNKNOWN_AS_A_WHOLE = 4.6


class FastTagger(HanoverTagger):  # type: ignore[misc]
    """A HanoverTagger over the German model; not for two threads at once."""

    def __init__(self) -> None:
        super().__init__(MODEL)
        self._known: defaultdict[str, dict[int, float]] = defaultdict(dict)
        for tag, morphemes in self.LP_m_t.items():
            for morpheme, probability in morphemes.items():
                self._known[morpheme][tag] = probability
        self._open_tags = [tag for tag in self.LP_hapax_t if tag in self.LP_s_t]
        self._lengths: dict[int, dict[int, float]] = {}
        self._endings: dict[str, dict[int, float]] = {}

    def analyze_forward(self, word: str) -> list[tuple[int, float]]:
        """Return the log probabilities of a lower-case word's parts of speech, best first."""
        rows, _ = self._ways(word, strict=self.strict, allowed=None)
        last: Row = {}
        for state, so_far in rows[-1].items():
            for tag, step in self.LP_trans_final.get(state, ()):
                way, ending = so_far + step, (state[1], tag)
                if way > last.get(ending, LEAST):
                    last[ending] = way
        found: dict[int, float] = {}
        for (_, tag), way in last.items():
            found[-tag] = logaddexp(found[-tag], way) if -tag in found else way
        return sorted(found.items(), key=lambda item: item[1], reverse=True) or [(UNKNOWN, 0)]

    def analyze_viterbi(self, word: str, targetpos: int) -> list[tuple[int, int]]:
        """Return the most likely morphemes of a word of known part of speech: tag and where each ends."""
        allowed = self.reachability.get(targetpos, frozenset())
        for strict in (True, False):
            rows, origins = self._ways(word, strict=strict, allowed=allowed)
            ends = {
                state: so_far + step
                for state, so_far in rows[-1].items()
                if (step := dict(self.LP_trans_final.get(state, ())).get(targetpos)) is not None
                and so_far + step > LEAST
            }
            if ends:
                return [*_way_back(origins, max(ends, key=lambda each: ends[each])), (targetpos, len(word) + 1)]
        return [(UNKNOWN, len(word)), (END_UNKNOWN, len(word) + 1)]

    def _ways(
        self, word: str, *, strict: bool, allowed: Container[int] | None
    ) -> tuple[list[Row], list[dict[State, tuple[State, int]]]]:
        """Return, for each position, the best ways there, and from where they came."""
        size = len(word)
        rows: list[Row] = [{(EMPTY, START): 0.0}, *({} for _ in word)]
        origins: list[dict[State, tuple[State, int]]] = [{} for _ in rows]
        for start in range(size):
            followed = self._followed(rows[start], allowed)
            unknown = (
                () if strict else [tag for tag in self._open_tags if any(tag in steps for _, _, steps in followed)]
            )
            for end in range(start + 1, size + 1) if followed else ():
                tags = self._tags_of(word[start:end], size, unknown)
                row, origin = rows[end], origins[end]
                for state, so_far, steps in followed if tags else ():
                    for tag in steps.keys() & tags.keys():
                        reached, way = (state[1], tag), so_far + steps[tag] + tags[tag]
                        if way > row.get(reached, LEAST):
                            row[reached] = way
                            origin[reached] = (state, start)
        return rows, origins

    def _followed(self, row: Row, allowed: Container[int] | None) -> list[tuple[State, float, Mapping[int, float]]]:
        """Return the states from which a word is read on, each with the tags that may come next."""
        bound = LEAST if len(row) <= BEAM_STATES else sorted(row.values(), reverse=True)[BEAM_STATES] - BEAM_WIDTH
        followed = []
        for state, so_far in row.items():
            steps: Mapping[int, float] = self.LP_trans.get(state, {}) if so_far >= bound else {}
            if allowed is not None:
                steps = {tag: step for tag, step in steps.items() if tag in allowed}
            if steps:
                followed.append((state, so_far, steps))
        return followed

    def _tags_of(self, piece: str, word_size: int, unknown: Collection[int]) -> Mapping[int, float]:
        """Return the log probabilities of a piece of a word by tag; a piece not known may be one of some tags."""
        size = len(piece)
        known = self._known.get(piece, _NONE)
        if not unknown or (word_size >= SHORT_WORD and size <= SHORT_PIECE):
            return known
        # HanTa takes an ending for one only when there is something before it.
        ending = piece[1:][-LONGEST_ENDING:]
        if ending not in self._endings:
            self._endings[ending] = {tag: _of_ending(self.LP_s_t[tag], ending) for tag in self._open_tags}
        by_length, by_ending = self._by_length(size), self._endings[ending]
        if size == word_size:
            return {tag: by_length[tag] + by_ending[tag] - UNKNOWN_AS_A_WHOLE for tag in unknown} | known
        return {tag: by_length[tag] + by_ending[tag] for tag in unknown} | known

    def _by_length(self, size: int) -> dict[int, float]:
        """Return what an unknown piece of some length counts, by open tag."""
        if size not in self._lengths:
            self._lengths[size] = {
                tag: self.Int_t + self.LP_hapax_t[tag] + self.LP_len_t[tag][min(size, LONGEST_COUNTED)]
                for tag in self._open_tags
            }
        return self._lengths[size]


def _of_ending(endings: Mapping[str, float], ending: str) -> float:
    """Return what the longest known ending counts."""
    longest_first: Any = (ending[start:] for start in range(len(ending) + 1))
    return next(endings[part] for part in longest_first if part in endings)


def _way_back(origins: list[dict[State, tuple[State, int]]], state: State) -> list[tuple[int, int]]:
    """Return the tags on the way to a state at the end of the word, and where each morpheme ends."""
    way, position = [], len(origins) - 1
    while position > 0:
        way.append((state[1], position))
        state, position = origins[position][state]
    return way[::-1]
