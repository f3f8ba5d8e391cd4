"""One question on the page: what was asked, what answers it, what was found and said."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from evals.reporting.html.failing import failures
from evals.reporting.html.labels import metric, seconds, value

SUPPORT = {"belegt": "belegt (phrased, checked)", "zitat": "Zitat (verbatim)"}


def case_view(case: Mapping[str, Any]) -> str:
    """Return a folded block; its data attributes are what the filter looks at."""
    wrong = failures(case["values"])
    words = " ".join((case["id"], case["kind"], case["question"], str(case.get("status", "")), *wrong)).lower()
    return (
        f'<details class="case {"bad" if wrong else "good"}" data-words="{escape(words)}" '
        f'data-failed="{int(bool(wrong))}"><summary>'
        f'<span class="mark">{"✗" if wrong else "✓"}</span>'
        f'<span class="question" lang="de">{escape(case["question"])}</span>'
        f'<span class="kind">{escape(case["kind"] or "–")}</span>'
        f"{''.join(f'<span class=reason>{escape(reason)}</span>' for reason in wrong)}"
        f"</summary><div class=inside>{_asked(case)}{_statements(case)}{_passages(case)}{_sources(case)}"
        f"{_values(case)}</div></details>"
    )


def _asked(case: Mapping[str, Any]) -> str:
    rows = [("id", escape(case["id"]))]
    if case.get("history"):
        rows.append(("earlier", "<br>".join(map(_german, case["history"]))))
    if case.get("search_text") and case["search_text"] != case["question"]:
        rows.append(("searched as", _german(case["search_text"])))
    rows.append(("gold", _golds(case.get("gold", ())) if case["answerable"] else "not answerable: to be refused"))
    if case.get("also_acceptable"):
        rows.append(("acceptable", _golds(case["also_acceptable"])))
    if case.get("key_facts"):
        rows.append(("key facts", " · ".join(_german(" / ".join(fact)) for fact in case["key_facts"])))
    if "status" in case:
        rows.append(("outcome", escape(" — ".join(filter(None, (case["status"], case["notice"], case["problem"]))))))
    return "<dl>" + "".join(f"<dt>{name}</dt><dd>{content}</dd>" for name, content in rows) + "</dl>"


def _golds(golds: Sequence[Mapping[str, str]]) -> str:
    return "<br>".join(_german(_gold(gold)) for gold in golds)


def _gold(gold: Mapping[str, str]) -> str:
    if gold.get("law"):
        absatz = f" Abs. {gold['absatz']}" if gold.get("absatz") else ""
        return f"{gold.get('section', '')}{absatz} {gold['law']}"
    quoted = f": „{gold['contains']}“" if gold.get("contains") else ""
    return f"{gold.get('document', '')} {gold.get('locator', '')}".strip() + quoted


def _statements(case: Mapping[str, Any]) -> str:
    if "statements" not in case:
        return ""
    if not case["statements"]:
        return "<p class=none>No statement shown.</p>"
    items = "".join(_statement(one) for one in case["statements"])
    withheld = f"<p class=none>Withheld by the checks: {case['withheld']}</p>" if case.get("withheld") else ""
    return f"<h4>Statements</h4><ol class=statements>{items}</ol>{withheld}"


def _statement(one: Mapping[str, Any]) -> str:
    marks = "".join(f"<sup>[{number}]</sup>" for number in one["citations"])
    loose = "" if one.get("carried", True) else "<span class=reason>not carried by its sources</span>"
    return (
        f'<li class="{escape(one["support"])}"><span lang="de">{escape(one["text"])}</span>{marks} '
        f"<span class=state>{escape(SUPPORT.get(one['support'], one['support']))}</span>{loose}</li>"
    )


def _passages(case: Mapping[str, Any]) -> str:
    if "passages" not in case:
        return ""
    rows = "".join(
        _folded(f"<b>{rank}</b>", one, extra=f"score {one['score']}", text=_german(one["text"]))
        for rank, one in enumerate(case["passages"], start=1)
    )
    return f"<h4>Found passages</h4>{rows or '<p class=none>Nothing found.</p>'}"


def _sources(case: Mapping[str, Any]) -> str:
    rows = "".join(
        _folded(f"<b>[{one['number']}]</b>", one, text=_with_quote(one["text"], one["quote"]))
        for one in case.get("sources", ())
    )
    return f"<h4>Sources</h4>{rows}" if rows else ""


def _folded(number: str, one: Mapping[str, Any], *, text: str, extra: str = "") -> str:
    hit = "<span class=hit>answers</span>" if one["right"] else ""
    name = escape(str(one["source"]).rsplit("/", 1)[-1])
    return (
        f'<details class="passage{" right" if one["right"] else ""}"><summary>{number} '
        f'<span lang="de">{escape(one["place"])}</span> <span class=file>{name}</span>{hit} '
        f'<span class=file>{extra}</span></summary><p lang="de">{text}</p></details>'
    )


def _with_quote(text: str, quote: str) -> str:
    """Mark the quotation in its passage; it stands there verbatim, or is left unmarked."""
    before, found, after = text.partition(quote) if quote else (text, "", "")
    return f"{escape(before)}<mark>{escape(found)}</mark>{escape(after)}" if found else escape(text)


def _values(case: Mapping[str, Any]) -> str:
    taken = case.get("seconds")
    times = taken if isinstance(taken, Mapping) else {"search": taken}
    shown = [f"{escape(metric(name))} <b>{value(name, number)}</b>" for name, number in case["values"].items()]
    shown += [f"{escape(name)} <b>{seconds(number)}</b>" for name, number in times.items() if number is not None]
    if case.get("tokens"):
        shown += [f"{escape(name)} tokens <b>{number}</b>" for name, number in case["tokens"].items()]
    return "<ul class=values>" + "".join(f"<li>{one}</li>" for one in shown) + "</ul>"


def _german(text: str) -> str:
    return f'<span lang="de">{escape(text)}</span>'
