import os
import socket

import pytest

from assistant.processes.ports import check_port_free, free_port
from knowledge_base.errors import AlreadyRunning, ConfigurationError


def test_a_free_port_is_free() -> None:
    check_port_free("127.0.0.1", free_port(), setting="AMTSLOTSE_API_PORT")


def test_a_busy_port_is_named_with_its_holder_and_the_remedy() -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        with pytest.raises(AlreadyRunning, match=f"Port {port} ist belegt von Prozess {os.getpid()}") as busy:
            check_port_free("127.0.0.1", port, setting="AMTSLOTSE_UI_PORT")
    assert "AMTSLOTSE_UI_PORT" in busy.value.remedy


@pytest.mark.parametrize(("host", "port"), [("nirgends.invalid", 8000), ("127.0.0.1", 99999)])
def test_an_address_that_makes_no_sense_is_refused(host: str, port: int) -> None:
    with pytest.raises(ConfigurationError, match=f"{host}:{port}"):
        check_port_free(host, port, setting="AMTSLOTSE_API_HOST")
