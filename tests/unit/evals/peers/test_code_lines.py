from evals.peers.code_lines import code_lines
from evals.peers.processes import OURS, PEERS, lines_of

SOURCE = '''"""Module.

Two lines.
"""

import os  # a comment beside code counts as its code


class A:
    """Docstring."""

    # only a comment
    def f(self) -> str:
        """Docstring."""
        text = """two
        lines"""
        return text
'''


def test_blank_lines_comments_and_docstrings_do_not_count() -> None:
    assert code_lines(SOURCE) == 6


def test_each_peer_and_the_product_are_counted() -> None:
    assert lines_of("langchain_e5") > lines_of("langchain_tutorial") > 20
    assert all(20 < lines_of(name) < 150 for name in PEERS)
    assert lines_of(OURS) > 5000
