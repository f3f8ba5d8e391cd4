"""Writes what changed between two revisions as safe HTML; marks are told in words too, not by colour alone."""

from collections.abc import Sequence
from datetime import date

from assistant.api.schemas import ChangeCounts, FieldChangeModel, PassageChangeModel, RevisionChanges, StretchModel
from ui.typography import day, label_html, verbatim_html
from ui.wording.revisions import (
    CHANGE_LABELS,
    CHANGES_NONE,
    COUNTED,
    FIELD_NONE,
    FIELDS,
    FIELDS_CHANGED,
    LEGEND,
    LEGEND_ADDED,
    LEGEND_REMOVED,
    MARK_ADDED,
    MARK_END,
    MARK_REMOVED,
    MOVED_FROM,
    REVISION_SAME,
    UNCHANGED_MANY,
    UNCHANGED_ONE,
)

_DAYS = frozenset({"stand", "valid_from", "valid_until", "review_by"})


def summary(counts: ChangeCounts) -> str:
    """Say in one line what a revision changed, as "3 Stellen geändert, 1 neu"."""
    counted = [
        (one if number == 1 else many).format(count=number)
        for kind, (one, many) in COUNTED.items()
        if (number := getattr(counts, kind))
    ]
    if counts.fields:
        counted.append(FIELDS_CHANGED.format(fields=", ".join(FIELDS[name] for name in counts.fields)))
    return ", ".join(counted) or REVISION_SAME


def changes_html(changes: RevisionChanges) -> str:
    """Write all changes in reading order."""
    fields = _fields_html(changes.fields)
    passages = "".join(map(_passage_html, changes.passages))
    if not changes.fields and all(change.change == "unchanged" for change in changes.passages):
        return f'<p class="al-note">{label_html(CHANGES_NONE)}</p>'
    legend = (
        f'<p class="al-note" aria-label="{label_html(LEGEND)}"><del>{label_html(LEGEND_REMOVED)}</del> '
        f"<ins>{label_html(LEGEND_ADDED)}</ins></p>"
    )
    return f'<article class="al-document al-changes" lang="de">{legend}{fields}{passages}</article>'


def stretches_html(stretches: Sequence[StretchModel]) -> str:
    """Write stretches of text; who cannot see the marks is told where they begin and end."""
    return "".join(
        verbatim_html(one.text) if one.mark == "kept" else _marked(one.mark == "added", one.text) for one in stretches
    )


def _marked(added: bool, text: str) -> str:
    tag, told = ("ins", MARK_ADDED) if added else ("del", MARK_REMOVED)
    begin, end = (f'<span class="al-unseen"> {label_html(words)} </span>' for words in (told, MARK_END))
    return f"{begin}<{tag}>{verbatim_html(text)}</{tag}>{end}"


def _fields_html(fields: Sequence[FieldChangeModel]) -> str:
    rows = "".join(
        f"<li>{label_html(FIELDS[one.field])}: {_marked(False, _value(one.field, one.before))} "
        f"{_marked(True, _value(one.field, one.after))}</li>"
        for one in fields
    )
    return f'<ul class="al-field-changes">{rows}</ul>' if rows else ""


def _value(field: str, value: str) -> str:
    if not value:
        return FIELD_NONE
    return day(date.fromisoformat(value)) if field in _DAYS else value


def _passage_html(change: PassageChangeModel) -> str:
    if change.change == "unchanged":
        told = UNCHANGED_ONE if change.count == 1 else UNCHANGED_MANY.format(count=change.count)
        return f'<p class="al-folded">{label_html(told)}</p>'
    label = change.after or change.before
    moved = change.before and change.after and change.before != change.after
    from_where = f" ({label_html(MOVED_FROM.format(before=change.before))})" if moved else ""
    heading = f'<p class="al-passage"><strong>{stretches_html(change.heading)}</strong></p>' if change.heading else ""
    text = f'<p class="al-passage">{stretches_html(change.text)}</p>' if change.change != "heading" else ""
    return (
        f'<section class="al-change al-change-{change.change}"><h3 class="al-locator">'
        f'<span class="al-change-label">{label_html(CHANGE_LABELS[change.change])}</span> '
        f"{label_html(label)}{from_where}</h3>{heading}{text}</section>"
    )
