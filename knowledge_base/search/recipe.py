"""How much each way of finding counts; the figures were chosen on the development questions (docs/decisions/0009)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recipe:
    """Weights of the sides of the search, each spread to 0 … 1 before; 0 switches a side off."""

    dense: float = 0.7
    lexical: float = 0.3
    register: float = 0.3
    register_words: float = 0.2
    follow_citations: bool = True
    register_from: float = 0.85
    register_fully_from: float = 0.88
    register_later_for_foreign: float = 0.02

    def trust_in_register(self, best_cosine: float, *, german: bool = True) -> float:
        """Return from 0 to 1 how much the register counts for a question, by the cosine of its nearest text.

        Questions about other things than laws lie below .85 (95 of 100 of XQuAD), those about laws above .87. In other
        languages than German everything about the office lies near the register, so that it counts only later.

        >>> Recipe().trust_in_register(0.80), Recipe().trust_in_register(0.90)
        (0.0, 1.0)
        """
        width = self.register_fully_from - self.register_from
        begin = self.register_from + (0.0 if german else self.register_later_for_foreign)
        return min(1.0, max(0.0, (best_cosine - begin) / width))
