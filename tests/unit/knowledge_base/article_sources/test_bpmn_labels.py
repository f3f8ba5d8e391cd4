from knowledge_base.article_sources.bpmn_labels import flow_labels, gateway_labels
from knowledge_base.article_sources.bpmn_layout import lay_out
from knowledge_base.article_sources.bpmn_source import read_process

from .samples import PROCESS


def test_gives_every_condition_and_every_gateway_a_place_of_its_own():
    process = read_process(PROCESS)
    layout = lay_out(process)
    conditions = flow_labels(process, layout)
    assert set(conditions) == {("klar", "ende"), ("klar", "warten")}
    assert len(set(conditions.values())) == 2
    assert set(gateway_labels(process, layout)) == {"klar"}
