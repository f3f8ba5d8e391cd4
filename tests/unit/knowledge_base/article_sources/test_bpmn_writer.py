import pytest
from lxml import etree

from knowledge_base.article_sources.bpmn_writer import write_bpmn

from .samples import PROCESS

NAMES = {
    "b": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "di": "http://www.omg.org/spec/BPMN/20100524/DI",
}


@pytest.fixture(scope="module")
def model():
    return etree.fromstring(write_bpmn(PROCESS))


def test_names_lanes_steps_and_conditions(model):
    assert model.xpath("//b:lane[@name='Amt']/b:flowNodeRef/text()", namespaces=NAMES) == [
        "frist",
        "pruefen",
        "klar",
        "warten",
        "ende",
    ]
    assert model.xpath("//b:userTask/b:documentation/text()", namespaces=NAMES) == [
        "Der Kunde stellt den Antrag (§ 81 Abs. 1 AufenthG)."
    ]
    assert model.xpath("//b:sequenceFlow/@name", namespaces=NAMES) == ["vollständig", "Nachweise fehlen"]


def test_writes_timers_with_their_duration(model):
    assert model.xpath("//b:boundaryEvent[@attachedToRef='pruefen']//b:timeDuration/text()", namespaces=NAMES) == [
        "P4W"
    ]
    assert model.xpath("//b:intermediateCatchEvent//b:timeDuration/text()", namespaces=NAMES) == ["P2W"]


def test_connects_data_with_the_steps_that_write_and_read_it(model):
    written = "//b:userTask[@id='stellen']/b:dataOutputAssociation/b:targetRef/text()"
    read = "//b:serviceTask[@id='pruefen']/b:dataInputAssociation/b:sourceRef/text()"
    assert model.xpath(written, namespaces=NAMES) == model.xpath(read, namespaces=NAMES) == ["antrag"]


def test_draws_everything_that_it_names(model):
    ids = model.xpath("//@id")
    assert len(ids) == len(set(ids))
    drawn = set(model.xpath("//@bpmnElement"))
    assert drawn <= set(ids)
    wanted = "//b:process/*[@id and not(self::b:laneSet or self::b:dataObject)]/@id | //b:lane/@id"
    assert set(model.xpath(wanted, namespaces=NAMES)) <= drawn


def test_comes_out_the_same_every_time():
    assert write_bpmn(PROCESS) == write_bpmn(PROCESS)
