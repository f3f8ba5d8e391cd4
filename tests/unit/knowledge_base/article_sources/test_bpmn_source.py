import pytest

from knowledge_base.article_sources.bpmn_source import Flow, read_process
from knowledge_base.errors import DocumentError

from .samples import PROCESS


def test_reads_flows_with_their_conditions():
    flows = read_process(PROCESS).flows
    assert Flow("klar", "warten", "Nachweise fehlen") in flows
    assert Flow("start", "stellen") in flows


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("next: pruefen}", "next: niemand}", "unbekannte Schritte: niemand"),
        ("lane: bahn_amt, name: Fertig", "lane: bahn_fort, name: Fertig", "keine gültige Bahn"),
        ("type: service", "type: zauber", "keine gültige Bahn oder Art"),
        ("id: warten", "id: klar", "zweimal"),
        ("name: Prüfen, next: klar", "name: Prüfen", "endet der Ablauf bei pruefen"),
    ],
)
def test_refuses_a_model_that_leads_nowhere(old, new, complaint):
    assert old in PROCESS
    with pytest.raises(DocumentError, match=complaint):
        read_process(PROCESS.replace(old, new, 1))
