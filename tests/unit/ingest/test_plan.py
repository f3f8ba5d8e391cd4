from ingest.plan import Action, PlannedStep, State, find_moved, make_plan


def plan(
    disk: dict[str, State], held: dict[str, State], scope: str = "/docs", existing: tuple[str, ...] = ()
) -> list[PlannedStep]:
    moved = find_moved(
        {source: state.content_hash for source, state in disk.items()},
        {source: state.content_hash for source, state in held.items()},
        exists=lambda source: source in disk or source in existing,
    )
    return make_plan(disk, held, in_scope=lambda source: source.startswith(scope), moved=moved)


def actions(steps: list[PlannedStep]) -> dict[str, Action]:
    return {step.source: step.action for step in steps}


def test_new_changed_gone_and_unchanged() -> None:
    disk = {"/docs/a": State("1", "m"), "/docs/b": State("2", "m"), "/docs/c": State("3", "new")}
    held = {
        "/docs/b": State("old", "m", "d2"),
        "/docs/c": State("3", "m", "d3"),
        "/docs/d": State("4", "m", "d4"),
        "/docs/e": State("5", "m", "d5"),
    }
    disk["/docs/e"] = State("5", "m")
    steps = plan(disk, held)
    assert actions(steps) == {
        "/docs/a": Action.ADD,
        "/docs/b": Action.REPLACE,
        "/docs/c": Action.REPLACE,
        "/docs/d": Action.REMOVE,
        "/docs/e": Action.KEEP,
    }
    reasons = {step.source: step.reason for step in steps}
    assert reasons["/docs/b"] == "Inhalt geändert"
    assert reasons["/docs/c"] == "Metadaten geändert"


def test_a_moved_file_keeps_its_id() -> None:
    (step,) = plan({"/docs/new/a": State("1", "m")}, {"/docs/old/a": State("1", "m", "d1")})
    assert (step.action, step.document_id, step.renamed_from, step.reads) == (Action.RENAME, "d1", "/docs/old/a", False)


def test_a_file_of_another_name_is_read_again_because_its_title_may_come_from_it() -> None:
    (step,) = plan({"/docs/b.txt": State("1", "m")}, {"/docs/a.txt": State("1", "m", "d1")})
    assert (step.action, step.document_id, step.reads) == (Action.RENAME, "d1", True)


def test_a_moved_file_with_other_metadata_is_read_again() -> None:
    (step,) = plan({"/docs/new/a": State("1", "n")}, {"/docs/old/a": State("1", "m", "d1")})
    assert (step.action, step.reads) == (Action.RENAME, True)


def test_a_copy_is_a_new_document() -> None:
    steps = plan({"/docs/copy": State("1", "m"), "/docs/old": State("1", "m")}, {"/docs/old": State("1", "m", "d1")})
    assert actions(steps) == {"/docs/copy": Action.ADD, "/docs/old": Action.KEEP}


def test_of_two_copies_one_takes_the_old_ones_place() -> None:
    steps = plan({"/docs/a": State("1", "m"), "/docs/b": State("1", "m")}, {"/docs/old": State("1", "m", "d1")})
    assert actions(steps) == {"/docs/a": Action.RENAME, "/docs/b": Action.ADD}


def test_nothing_outside_the_scope_is_removed() -> None:
    assert plan({}, {"/other/a": State("1", "m", "d1")}) == []


def test_a_file_that_came_from_outside_the_scope_is_a_rename_when_its_old_place_is_empty() -> None:
    held = {"/other/a": State("1", "m", "d1")}
    assert actions(plan({"/docs/a": State("1", "m")}, held)) == {"/docs/a": Action.RENAME}
    assert actions(plan({"/docs/a": State("1", "m")}, held, existing=("/other/a",))) == {"/docs/a": Action.ADD}


def test_of_two_copies_that_moved_each_is_found_once() -> None:
    held = {"/docs/a": State("1", "m", "d1"), "/docs/b": State("1", "m", "d2")}
    steps = plan({f"/docs/new/{name}": State("1", "m") for name in "abc"}, held)
    assert [step.renamed_from for step in steps] == ["/docs/a", "/docs/b", ""]


def test_what_was_cut_by_earlier_rules_is_read_again_moved_or_not() -> None:
    steps = plan(
        {"/docs/a": State("1", "m"), "/docs/b": State("2", "m"), "/docs/new/c": State("3", "m")},
        {
            "/docs/a": State("1", "m", "d1", cut_by_earlier_rules=True),
            "/docs/b": State("2", "m", "d2"),
            "/docs/c": State("3", "m", "d3", cut_by_earlier_rules=True),
        },
    )
    assert [(step.action, step.reads, step.only_cut_anew) for step in steps] == [
        (Action.REPLACE, True, True),
        (Action.KEEP, False, False),
        (Action.RENAME, True, False),
    ]
    assert steps[0].reason == "Zerlegung in Textstellen veraltet"
