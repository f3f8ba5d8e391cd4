from knowledge_base.article_sources.bpmn_columns import columns
from knowledge_base.article_sources.bpmn_source import read_process

from .samples import PROCESS


def test_counts_from_the_start_and_leaves_out_ways_back():
    assert columns(read_process(PROCESS)) == {
        "start": 0,
        "stellen": 1,
        "pruefen": 2,
        "frist": 2,
        "klar": 3,
        "warten": 4,
        "ende": 4,
    }
