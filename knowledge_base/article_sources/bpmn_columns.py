"""Numbers the steps of a process model from left to right."""

from knowledge_base.article_sources.bpmn_source import BOUNDARY, Process


def columns(process: Process) -> dict[str, int]:
    """Return each step's longest distance from the start, leaving out the ways back."""
    following = _following(process)
    order, ways_back = _visit(following)
    hosted = {node.id for node in process.nodes if node.kind == BOUNDARY}
    result = dict.fromkeys(following, 0)
    for source in order:
        for target in following[source]:
            if (source, target) not in ways_back:
                step = 0 if target in hosted else 1
                result[target] = max(result[target], result[source] + step)
    return result


def _following(process: Process) -> dict[str, list[str]]:
    following: dict[str, list[str]] = {node.id: [] for node in process.nodes}
    for flow in process.flows:
        following[flow.source].append(flow.target)
    for node in process.nodes:
        if node.kind == BOUNDARY:
            following[node.attached_to].append(node.id)
    return following


def _visit(following: dict[str, list[str]]) -> tuple[list[str], set[tuple[str, str]]]:
    """Return the steps, each before those that follow it, and the flows that lead back."""
    finished: list[str] = []
    ways_back: set[tuple[str, str]] = set()
    seen: set[str] = set()

    def walk(node: str) -> None:
        seen.add(node)
        for target in following[node]:
            if target not in seen:
                walk(target)
            elif target not in finished:
                ways_back.add((node, target))
        finished.append(node)

    for node in following:
        if node not in seen:
            walk(node)
    return finished[::-1], ways_back
