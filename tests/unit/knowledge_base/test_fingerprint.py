from knowledge_base.fingerprint import IndexFingerprint


def test_any_difference_shows_in_comparison_and_label() -> None:
    one = IndexFingerprint("e5@1", "1")
    for other in (IndexFingerprint("e5@2", "1"), IndexFingerprint("e5@1", "2"), IndexFingerprint("e5@11", "")):
        assert one != other
        assert one.label != other.label
    assert one.label == IndexFingerprint("e5@1", "1").label
    assert len(one.label) == 12
