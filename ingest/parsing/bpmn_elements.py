"""What single BPMN elements say: their kind, name, documentation and references."""

from lxml import etree

from ingest.parsing.decode import tidy
from ingest.parsing.xml import local_name
from knowledge_base.process_model import NodeKind

NAMESPACE = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
KINDS = {
    "callActivity": NodeKind.CALL,
    "startEvent": NodeKind.START,
    "endEvent": NodeKind.END,
    "boundaryEvent": NodeKind.BOUNDARY,
    "intermediateCatchEvent": NodeKind.EVENT,
    "intermediateThrowEvent": NodeKind.EVENT,
    "implicitThrowEvent": NodeKind.EVENT,
    "subProcess": NodeKind.SUBPROCESS,
    "adHocSubProcess": NodeKind.SUBPROCESS,
    "transaction": NodeKind.SUBPROCESS,
    "subChoreography": NodeKind.SUBPROCESS,
    "choreographyTask": NodeKind.TASK,
}


def node_kind(element: etree._Element) -> NodeKind | None:
    """Return what kind of step an element is, None for what is none."""
    if not isinstance(element.tag, str) or not element.tag.startswith(NAMESPACE):
        return None
    name = local_name(element)
    if name in KINDS:
        return KINDS[name]
    if name == "task" or (name.endswith("Task") and not name.startswith("global")):
        return NodeKind.TASK
    return NodeKind.GATEWAY if name.endswith("Gateway") else None


def name_of(element: etree._Element) -> str:
    """Return an element's name in one line."""
    return clean(element.get("name") or "")


def documentation(element: etree._Element) -> str:
    """Return an element's documentation; its paragraphs are lines."""
    texts = ("".join(child.itertext()) for child in element.iterchildren(f"{NAMESPACE}documentation"))
    lines = (clean(line) for text in texts for line in strip_tags(text).split("\n"))
    return "\n".join(filter(None, lines))


def strip_tags(text: str) -> str:
    """Take out the HTML that some vendors write into documentation."""
    if "<" not in text:
        return text
    from lxml import html

    try:
        root = html.fromstring(f"<div>{text}</div>")
    except etree.ParserError:
        return text
    for element in root.iter("p", "br", "li", "div"):
        element.tail = "\n" + (element.tail or "")
    return str(root.text_content())


def plain_id(reference: str) -> str:
    """Take the namespace prefix off a reference ("tns:Task_1")."""
    return reference.strip().rpartition(":")[2]


def clean(text: str) -> str:
    """Collapse white space; some vendors write line breaks as two characters."""
    return " ".join(tidy(text.replace("\\n", "\n")).split())
