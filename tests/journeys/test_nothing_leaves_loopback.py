"""From start to end, with every process running for real, no packet tries to leave this machine."""

import json
import os
import sys
from pathlib import Path

import pytest

from tests.support.sealed_network import run_sealed

ROOT = Path(__file__).parents[2]
API_PORT, SCREEN_PORT = 18000, 18501


@pytest.mark.models
def test_the_whole_product_works_without_a_network_and_calls_nobody(tmp_path: Path) -> None:
    env = {
        **os.environ,
        "AMTSLOTSE_VAR": str(tmp_path / "var"),
        "AMTSLOTSE_MODELS": os.environ.get("AMTSLOTSE_MODELS", str(ROOT / "var" / "models")),
        "AMTSLOTSE_API_PORT": str(API_PORT),
        "AMTSLOTSE_UI_PORT": str(SCREEN_PORT),
        "AMTSLOTSE_ARTICLES": str(small_articles(tmp_path)),
        "TEST_API": f"http://127.0.0.1:{API_PORT}",
        "TEST_SCREENS": f"http://127.0.0.1:{SCREEN_PORT}",
        "PYTHONPATH": str(ROOT),
    }
    run = run_sealed([sys.executable, "-m", "tests.journeys.whole_product"], env=env, cwd=ROOT, timeout=900)
    assert run.exit_code == 0, run.errors[-3000:]
    seen = json.loads(run.output)
    assert seen["status"] in {"answered", "quotes_only"}
    assert any("93 Euro" in text for text in seen["texts"])
    assert seen["screens"] == 200
    assert seen["ended_with"] == 0
    assert seen["left_over"] == []
    assert run.packets_out == 0, f"{run.packets_out} packets tried to leave"


def small_articles(tmp_path: Path) -> Path:
    """Lay out a few of the shipped documents, so that ingestion is quick."""
    source = ROOT / "knowledge_base" / "articles"
    target = tmp_path / "articles"
    for name in (
        "prozesse/checkliste_aufenthaltserlaubnis_verlaengerung.md",
        "prozesse/eat_bestellen_und_ausgeben.docx",
        "recht/gebuehren.xlsx",
        "recht/ausweisung_grundzuege.pdf",
        "einarbeitung/lernpfad.yaml",
    ):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes((source / name).read_bytes())
    return target
