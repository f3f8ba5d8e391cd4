"""Decides which letters of a PDF page are read: upright ones, and each only once."""

from typing import Any

SAME_PLACE, SAME_PLACE_SIZES = 1.0, 0.1
"""Letters no further apart than this, in points and in their sizes, are one letter printed twice to look bold."""


class WantedLetters:
    """Tells, object by object, what of one page is wanted; everything that is no letter is."""

    def __init__(self) -> None:
        self._seen: dict[tuple[Any, ...], dict[int, list[tuple[float, float]]]] = {}

    def __call__(self, item: dict[str, Any]) -> bool:
        """Tell whether an object is wanted. The time for a page grows with its letters, not with their square."""
        if item.get("object_type") != "char":
            return True
        # Letters on their side are stamps and margins; between the lines they would only be noise.
        return bool(item.get("upright", True)) and not self._is_double(item)

    def _is_double(self, char: dict[str, Any]) -> bool:
        x, y = float(char["x0"]), float(char["top"])
        near = min(SAME_PLACE, SAME_PLACE_SIZES * float(char.get("size") or 10.0))
        letter = (char.get("text"), char.get("fontname"), char.get("size"))
        column, row = int(x), int(y)
        for line in (row - 1, row, row + 1):
            there = self._seen.get((*letter, line))
            if there is None:
                continue
            for beside in (column - 1, column, column + 1):
                for left, top in there.get(beside, ()):
                    if abs(left - x) <= near and abs(top - y) <= near:
                        return True
        self._seen.setdefault((*letter, row), {}).setdefault(column, []).append((x, y))
        return False
