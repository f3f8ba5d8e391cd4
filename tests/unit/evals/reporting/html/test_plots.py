from xml.etree import ElementTree

from evals.reporting.html.plots import WIDTH, Interval, interval_plot, rank_plot, seconds_plot

SVG = "{http://www.w3.org/2000/svg}"


def drawn(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" '))


def test_a_larger_value_stands_further_right_and_everything_inside() -> None:
    rows = [Interval("a & b", 0.2, 0.1, 0.3, "0.20"), Interval("c", 0.9, 0.8, 1.7, "0.90")]
    plot = drawn(interval_plot(rows, title="Measures"))
    dots = [float(dot.attrib["cx"]) for dot in plot.iter(f"{SVG}circle")]
    assert dots[0] < dots[1] < WIDTH
    assert "a & b" in [text.text for text in plot.iter(f"{SVG}text")]
    assert plot.find(f"{SVG}title") is not None


def test_each_question_is_a_dot_on_a_scale_of_powers_of_ten() -> None:
    plot = drawn(seconds_plot({"search": [0.05, 0.5], "all": [5.0]}, {"search": (0.05, 0.5)}, title="Latency"))
    first, second, third = (float(dot.attrib["cx"]) for dot in plot.iter(f"{SVG}circle"))
    assert abs((second - first) - (third - second)) < 0.2
    labels = [text.text for text in plot.iter(f"{SVG}text")]
    assert labels[:4] == ["10 ms", "100 ms", "1 s", "10 s"]
    assert len([path for path in plot.iter(f"{SVG}path") if path.attrib["class"] == "tick"]) == 2
    assert seconds_plot({"search": []}, {}, title="Latency") == ""


def test_bars_are_as_tall_as_their_numbers_say() -> None:
    plot = drawn(rank_plot([("1", 10), ("2", 5), ("none", 0)], title="Ranks"))
    one, two, none = (float(bar.attrib["height"]) for bar in plot.iter(f"{SVG}rect"))
    assert one == 2 * two
    assert none == 0
