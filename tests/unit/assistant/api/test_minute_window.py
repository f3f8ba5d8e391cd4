from assistant.api.minute_window import MinuteWindow


def test_there_is_room_again_when_the_first_is_a_minute_old() -> None:
    time = [100.0]
    window = MinuteWindow(2, now=lambda: time[0])
    assert [window.take("a"), window.take("a"), window.take("a")] == [0, 0, 60]
    assert window.take("b") == 0
    time[0] = 145.5
    assert window.take("a") == 14
    time[0] = 160.1
    assert [window.take("a"), window.take("a"), window.take("a")] == [0, 0, 60]
