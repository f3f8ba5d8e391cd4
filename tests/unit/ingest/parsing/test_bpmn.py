import pytest
from lxml import etree

from ingest.chunking.passages import passages_of
from ingest.parsing.bpmn import read_bpmn
from ingest.parsing.bpmn_prose import duration
from knowledge_base.document import Passage
from knowledge_base.errors import DocumentError
from tests.support.shared_data import shared_data

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
SMALL = f"""<?xml version="1.0"?>
<b:definitions xmlns:b="{MODEL}">
 <b:collaboration><b:participant id="amt" name="Ausländerbehörde" processRef="p"/>
  <b:participant id="kunde" name="Antragsteller"/>
  <b:messageFlow id="m" name="Bescheid" sourceRef="senden" targetRef="kunde"/></b:collaboration>
 <b:process id="p" name="Antrag prüfen">
  <b:documentation>Prüfung eines Antrags.</b:documentation>
  <b:laneSet><b:lane name="Sachbearbeitung">
   <b:flowNodeRef>pruefen</b:flowNodeRef><b:flowNodeRef>senden</b:flowNodeRef></b:lane></b:laneSet>
  <b:startEvent id="start" name="Antrag liegt vor"/>
  <b:userTask id="pruefen" name="Unterlagen&#10;prüfen"><b:documentation>Mit der Checkliste prüfen.</b:documentation>
   <b:dataInputAssociation><b:sourceRef>antrag</b:sourceRef><b:targetRef>x</b:targetRef></b:dataInputAssociation></b:userTask>
  <b:boundaryEvent id="frist" name="Frist um" attachedToRef="pruefen" cancelActivity="false">
   <b:timerEventDefinition><b:timeDuration>P14D</b:timeDuration></b:timerEventDefinition></b:boundaryEvent>
  <b:exclusiveGateway id="voll" name="Vollständig?" default="nein"/>
  <b:sendTask id="senden" name="Bescheid senden"/>
  <b:endEvent id="ende" name="Erledigt"/><b:task id="mahnen" name="Mahnen"/>
  <b:dataObjectReference id="antrag" name="Antrag"/>
  <b:textAnnotation id="n"><b:text>Auf Fristen achten</b:text></b:textAnnotation>
  <b:association id="a" sourceRef="pruefen" targetRef="n"/>
  <b:sequenceFlow id="f1" sourceRef="start" targetRef="pruefen"/>
  <b:sequenceFlow id="f2" sourceRef="pruefen" targetRef="voll"/>
  <b:sequenceFlow id="ja" name="alles da" sourceRef="voll" targetRef="senden"/>
  <b:sequenceFlow id="nein" sourceRef="voll" targetRef="mahnen"/>
  <b:sequenceFlow id="f3" sourceRef="senden" targetRef="ende"/>
  <b:sequenceFlow id="f4" sourceRef="frist" targetRef="mahnen"/>
 </b:process></b:definitions>"""


def steps(content: bytes) -> dict[str, Passage]:
    parsed = read_bpmn(content, "datei")
    return {passage.locator.step_id or "": passage for passage in passages_of(parsed, "d1", parsed.title)[0]}


def test_a_step_says_who_does_what_with_what_until_when_and_what_comes_next() -> None:
    assert steps(SMALL.encode())["pruefen"].text.split("\n") == [
        "Schritt: Unterlagen prüfen.",
        "Zuständig: Sachbearbeitung.",
        "Mit der Checkliste prüfen.",
        "Benötigte Dokumente und Daten: Antrag.",
        "Hinweis: Auf Fristen achten",
        "Nach Ablauf der Frist (14 Tage; Frist um): weiter mit „Mahnen“.",
        "Davor: „Antrag liegt vor“.",
        "Danach: „Vollständig?“.",
    ]


def test_a_gateway_gives_each_way_with_its_condition() -> None:
    lines = steps(SMALL.encode())["voll"].text.split("\n")
    assert "Wenn alles da: weiter mit „Bescheid senden“." in lines
    assert "Sonst: weiter mit „Mahnen“." in lines


def test_a_message_names_the_other_participant() -> None:
    assert "Sendet „Bescheid“ an Antragsteller." in steps(SMALL.encode())["senden"].text


def test_the_overview_lists_the_steps_with_their_roles() -> None:
    overview = steps(SMALL.encode())[""]
    assert overview.text.startswith(
        "Prozess: Antrag prüfen.\nPrüfung eines Antrags.\nDurchgeführt von: Ausländerbehörde."
    )
    assert "1. Unterlagen prüfen (Sachbearbeitung)" in overview.text
    assert overview.locator.label == "Ablauf „Antrag prüfen“"


def test_models_of_all_vendors_give_a_passage_for_each_step() -> None:
    files = sorted(shared_data("bpmn").rglob("*.bpmn"))
    assert len(files) > 30
    for path in files:
        content = path.read_bytes()
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
        nodes = [
            element.get("id")
            for process in root.iter(f"{{{MODEL}}}process")
            for element in process.iter(f"{{{MODEL}}}*")
            if etree.QName(element).localname.endswith(("Task", "task", "Event", "Gateway"))
            or etree.QName(element).localname in {"subProcess", "callActivity", "transaction", "adHocSubProcess"}
        ]
        found = steps(content)
        assert set(nodes) <= set(found), path.name
        assert all("„“" not in passage.text for passage in found.values()), path.name


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("P4W", "4 Wochen"),
        ("PT1H30M", "1 Stunde 30 Minuten"),
        ("P1M", "1 Monat"),
        ("PT5M", "5 Minuten"),
        ("bald", "bald"),
    ],
)
def test_durations_are_said_in_german(text: str, words: str) -> None:
    assert duration(text) == words


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<definitions><process>", "nicht wohlgeformt"),
        (b"<definitions/>", "kein BPMN-2.0-Modell"),
        (f'<definitions xmlns="{MODEL}"><process id="p"/></definitions>'.encode(), "keine Schritte"),
    ],
)
def test_what_is_no_model_is_refused_with_the_reason(content: bytes, message: str) -> None:
    with pytest.raises(DocumentError, match=message) as refused:
        read_bpmn(content, "datei")
    assert refused.value.remedy
