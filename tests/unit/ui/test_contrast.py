"""The colours of the theme can be read in both schemes (WCAG 2.1 AA: text at least 4.5 to 1)."""

import re
import tomllib
from pathlib import Path

import pytest

UI = Path(__file__).parents[3] / "ui"
STYLE = (UI / "theme" / "style.css").read_text(encoding="utf-8")
CONFIG = tomllib.loads((UI / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
COLOURS = {
    name: (light, dark) for name, light, dark in re.findall(r"--al-([\w-]+): light-dark\((#\w+), (#\w+)\)", STYLE)
}
SCHEMES = ("light", "dark")
TEXT_ON_GROUND = [
    ("ink", "page"),
    ("ink", "card"),
    ("ink", "mark"),
    ("soft", "page"),
    ("soft", "card"),
    ("accent", "page"),
    ("accent", "blue-back"),
    ("green", "green-back"),
    ("ochre", "ochre-back"),
    ("ochre", "page"),
    ("red", "red-back"),
    ("red", "card"),
    ("ink", "red-back"),
    ("on-button", "button"),
]


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_is_right() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)


@pytest.mark.parametrize("scheme", range(2), ids=SCHEMES)
@pytest.mark.parametrize(("text", "ground"), TEXT_ON_GROUND)
def test_text_can_be_read(text: str, ground: str, scheme: int) -> None:
    assert contrast(COLOURS[text][scheme], COLOURS[ground][scheme]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_can_be_read_in_the_sidebar_and_in_fields(scheme: str) -> None:
    theme = CONFIG[scheme]
    soft = COLOURS["soft"][SCHEMES.index(scheme)]
    for ground in (theme["sidebar"]["backgroundColor"], theme["secondaryBackgroundColor"]):
        assert contrast(theme["textColor"], ground) >= 4.5
        assert contrast(soft, ground) >= 4.5


@pytest.mark.parametrize("scheme", range(2), ids=SCHEMES)
def test_style_and_theme_agree_on_the_page(scheme: int) -> None:
    theme = CONFIG[SCHEMES[scheme]]
    assert COLOURS["page"][scheme] == theme["backgroundColor"]
    assert COLOURS["ink"][scheme] == theme["textColor"]
    assert COLOURS["button"][scheme] == theme["primaryColor"]
