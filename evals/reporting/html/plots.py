"""Small plots as inline SVG; colours come from the page's style, so that they follow light, dark and print. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import floor, log10

WIDTH = 640
_LABELS = 190
_RIGHT = 150
_ROW = 26
_TOP = 22


@dataclass(frozen=True, slots=True)
class Interval:
    """A value with its bounds; `text` is written beside it."""

    label: str
    value: float
    low: float
    high: float
    text: str


def interval_plot(rows: Sequence[Interval], *, title: str) -> str:
    """Draw one dot with its interval per row, on a scale from 0 to 1."""
    height = _TOP + len(rows) * _ROW + 6
    marks = [_grid(_share_x(tick), height, f"{tick:g}") for tick in (0, 0.25, 0.5, 0.75, 1)]
    for number, row in enumerate(rows):
        y = _TOP + number * _ROW + _ROW / 2
        marks.append(_label(row.label, y))
        marks.append(_line(_share_x(row.low), _share_x(row.high), y, "range"))
        marks.append(f'<circle class="dot" cx="{_share_x(row.value):.1f}" cy="{y:.1f}" r="5"/>')
        marks.append(f'<text class="figure" x="{WIDTH}" y="{y + 4:.1f}" text-anchor="end">{escape(row.text)}</text>')
    return _svg(marks, height, title)


def seconds_plot(
    stages: Mapping[str, Sequence[float]], marked: Mapping[str, tuple[float, float]], *, title: str
) -> str:
    """Draw every question's seconds as a dot per stage, on a logarithmic scale; p50 and p95 are marked."""
    values = [value for row in stages.values() for value in row if value > 0]
    if not values:
        return ""
    low, high = floor(log10(min(values))), floor(log10(max(values))) + 1

    def place(value: float) -> float:
        return _x((log10(max(value, 10.0**low)) - low) / (high - low))

    height = _TOP + len(stages) * (_ROW + 8) + 6
    marks = [_grid(place(10.0**power), height, _power(power)) for power in range(low, high + 1)]
    for number, (stage, row) in enumerate(stages.items()):
        y = _TOP + number * (_ROW + 8) + _ROW / 2 + 4
        marks.append(_label(stage, y))
        marks += [
            f'<circle class="sample" cx="{place(value):.1f}" cy="{y + _spread(index):.1f}" r="3"/>'
            for index, value in enumerate(row)
        ]
        marks += [f'<path class="tick" d="M{place(one):.1f} {y - 11:.1f}v22"/>' for one in marked.get(stage, ())]
    return _svg(marks, height, title)


def rank_plot(counts: Sequence[tuple[str, int]], *, title: str) -> str:
    """Draw a bar with its number for each label: at which place the first right passage stood."""
    highest = max((count for _label, count in counts), default=0) or 1
    step, height = WIDTH / max(len(counts), 1), 150
    marks = []
    for number, (label, count) in enumerate(counts):
        tall = 96 * count / highest
        middle = (number + 0.5) * step
        kind = "bar" if label.isdigit() else "bar missed"
        marks.append(
            f'<rect class="{kind}" x="{number * step + 4:.1f}" y="{120 - tall:.1f}" width="{step - 8:.1f}" '
            f'height="{tall:.1f}" rx="2"/>'
        )
        marks.append(f'<text class="figure" x="{middle:.1f}" y="{113 - tall:.1f}" text-anchor="middle">{count}</text>')
        marks.append(f'<text class="label" x="{middle:.1f}" y="140" text-anchor="middle">{escape(label)}</text>')
    return _svg(marks, height, title)


def _svg(marks: Sequence[str], height: float, title: str) -> str:
    return (
        f'<svg class="plot" viewBox="0 0 {WIDTH} {height:.0f}" role="img" aria-label="{escape(title)}">'
        f"<title>{escape(title)}</title>{''.join(marks)}</svg>"
    )


def _x(share: float) -> float:
    return _LABELS + share * (WIDTH - _LABELS - _RIGHT)


def _share_x(value: float) -> float:
    return _x(min(max(value, 0.0), 1.0))


def _grid(x: float, height: float, label: str) -> str:
    return (
        f'<path class="grid" d="M{x:.1f} {_TOP - 4}V{height:.0f}"/>'
        f'<text class="axis" x="{x:.1f}" y="15" text-anchor="middle">{label}</text>'
    )


def _label(text: str, y: float) -> str:
    return f'<text class="label" x="0" y="{y + 4:.1f}">{escape(text)}</text>'


def _line(start: float, end: float, y: float, kind: str) -> str:
    return f'<path class="{kind}" d="M{start:.1f} {y:.1f}H{end:.1f}"/>'


def _power(power: int) -> str:
    return f"{10 ** (power + 3)} ms" if power < 0 else f"{10**power} s"


def _spread(index: int) -> float:
    """Return a small shift, so that equal values do not hide one another; the same at every drawing."""
    return (index * 7 % 13) - 6
