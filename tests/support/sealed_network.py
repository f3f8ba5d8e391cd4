"""Runs a command in a network of its own, where each packet that tries to leave loopback is counted."""

import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

_ROUTE_OUT = """
set -e
ip link set lo up
ip link add out0 type veth peer name out1
sysctl -qw net.ipv6.conf.all.disable_ipv6=1
ip addr add 192.0.2.1/24 dev out0
ip link set out0 up
ip link set out1 up
ip route add default via 192.0.2.254
set +e
{command}
echo "exit=$?"
grep out0 /proc/net/dev
"""


@dataclass(frozen=True)
class SealedRun:
    """What a command did: its exit code, its standard output and error, and how many packets tried to leave."""

    exit_code: int
    output: str
    errors: str
    packets_out: int


def run_sealed(command: Sequence[str], *, env: Mapping[str, str], cwd: Path, timeout: float) -> SealedRun:
    """Run the command; skip the test loudly where the system allows no network namespaces."""
    unshare = _unshare()
    script = _ROUTE_OUT.format(command=shlex.join(command))
    done = subprocess.run(
        [*unshare, "bash", "-c", script],
        env=dict(env),
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )
    lines = done.stdout.splitlines()
    assert len(lines) >= 2, f"{done.stdout}\n{done.stderr}"
    exit_code = int(lines[-2].removeprefix("exit="))
    packets_out = int(lines[-1].split()[10])
    return SealedRun(exit_code, "\n".join(lines[:-2]), done.stderr, packets_out)


def _unshare() -> list[str]:
    if sys.platform != "linux" or not shutil.which("unshare") or not shutil.which("ip"):
        pytest.skip("NO NETWORK NAMESPACES HERE: that no connection leaves loopback is not checked (Linux, iproute2)")
    for command in (["unshare", "--net"], ["unshare", "--net", "--map-root-user"]):
        probe = [*command, "bash", "-c", "ip link add out0 type veth peer name out1"]
        if subprocess.run(probe, capture_output=True, check=False).returncode == 0:
            return command
    pytest.skip("NO RIGHT TO MAKE A NETWORK NAMESPACE: that no connection leaves loopback is not checked")
