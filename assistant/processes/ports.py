"""Finding a free port, and saying who holds one that is taken."""

import re
import socket
from pathlib import Path

from knowledge_base.errors import AlreadyRunning, ConfigurationError

_LISTENING = "0A"


def free_port(host: str = "127.0.0.1") -> int:
    """Return a port that is free at this moment."""
    with socket.socket() as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])


def check_port_free(host: str, port: int, *, setting: str) -> None:
    """Raise AlreadyRunning when something listens there, ConfigurationError when the address makes no sense here."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (socket.gaierror, OverflowError) as exc:
            raise ConfigurationError(f"Die Adresse {host}:{port} gibt es nicht.", f"Prüfen Sie {setting}.") from exc
        except PermissionError as exc:
            raise ConfigurationError(
                f"Port {port} darf nur der Administrator öffnen.", f"Setzen Sie {setting} auf einen Port über 1023."
            ) from exc
        except OSError as exc:
            holder = _holder(port)
            raise AlreadyRunning(
                f"Port {port} ist belegt{f' von {holder}' if holder else ''}.",
                f"Beenden Sie das Programm oder setzen Sie {setting} auf einen freien Port.",
            ) from exc


def _holder(port: int) -> str:
    """Name the process that listens on a port, as far as Linux lets this user see it; else an empty text."""
    inodes = {
        fields[9]
        for table in ("/proc/net/tcp", "/proc/net/tcp6")
        if Path(table).is_file()
        for fields in (line.split() for line in Path(table).read_text().splitlines()[1:])
        if fields[3] == _LISTENING and int(fields[1].rsplit(":", 1)[1], 16) == port
    }
    for link in Path("/proc").glob("[0-9]*/fd/*") if inodes else ():
        try:
            target = str(link.readlink())
            found = re.fullmatch(r"socket:\[(\d+)\]", target)
            if found and found[1] in inodes:
                pid = link.parts[2]
                command = Path("/proc", pid, "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                return f"Prozess {pid} ({command.strip()[:80]})"
        except OSError:
            continue
    return ""
