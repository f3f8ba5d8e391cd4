"""Drives the whole product as its users do: `python -m assistant run`, a log-in, a question, a screen; then the end.

Run as a script inside a sealed network by test_nothing_leaves_loopback.py; prints one JSON object of what it saw.
"""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx

API, SCREENS = os.environ["TEST_API"], os.environ["TEST_SCREENS"]
START_SECONDS = 420


def main() -> None:
    """Start, use, stop, report."""
    var = Path(os.environ["AMTSLOTSE_VAR"])
    product = subprocess.Popen([sys.executable, "-m", "assistant", "run"], stdout=sys.stderr, stderr=sys.stderr)
    try:
        wait_for(f"{API}/health", product)
        wait_for(f"{SCREENS}/_stcore/health", product)
        seen = use(var)
    finally:
        product.send_signal(signal.SIGINT)
        product.wait(timeout=60)
    seen["ended_with"] = product.returncode
    seen["left_over"] = still_listening()
    sys.stdout.write(json.dumps(seen, ensure_ascii=False) + "\n")


def wait_for(url: str, product: "subprocess.Popen[bytes]") -> None:
    """Wait until an address answers."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert product.poll() is None, f"the product ended with {product.returncode}"
        try:
            if httpx.get(url, timeout=5).is_success:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.5)
    raise AssertionError(f"{url} did not answer in {START_SECONDS} s")


def use(var: Path) -> dict[str, object]:
    """Log in with a demo account, ask a question, open the screens' page."""
    account = json.loads((var / "demo_accounts.json").read_text(encoding="utf-8"))[0]
    log_in = {"username": account["username"], "password": account["password"]}
    with httpx.Client(base_url=f"{API}/api/v1", timeout=180) as client:
        token = client.post("/login", json=log_in).raise_for_status().json()["token"]
        question = {"question": "Was kostet die Verlängerung der Aufenthaltserlaubnis?"}
        headers = {"Authorization": f"Bearer {token}"}
        answer = client.post("/answers", json=question, headers=headers).raise_for_status().json()
    return {
        "status": answer["status"],
        "model": answer["model"],
        "texts": [statement["text"] for statement in answer["statements"]],
        "screens": httpx.get(SCREENS, timeout=30).status_code,
    }


def still_listening() -> list[str]:
    """Name the addresses that still answer after the end."""
    answering = []
    for url in (f"{API}/health", f"{SCREENS}/_stcore/health"):
        try:
            httpx.get(url, timeout=2)
            answering.append(url)
        except httpx.HTTPError:
            pass
    return answering


if __name__ == "__main__":
    main()
