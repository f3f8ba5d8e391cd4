"""The instrument that proves silence must itself hear a whisper."""

import os
import sys
from pathlib import Path

from tests.support.sealed_network import run_sealed

_CALL = "import socket; s = socket.socket(); s.settimeout(1); s.connect_ex(({address!r}, 9))"


def packets(address: str, tmp_path: Path) -> int:
    command = [sys.executable, "-c", _CALL.format(address=address)]
    return run_sealed(command, env=os.environ, cwd=tmp_path, timeout=60).packets_out


def test_a_connection_that_leaves_is_counted(tmp_path: Path) -> None:
    assert packets("198.51.100.7", tmp_path) > 0


def test_a_connection_on_loopback_is_not(tmp_path: Path) -> None:
    assert packets("127.0.0.1", tmp_path) == 0
