"""`python -m assistant serve`: the API in this process, by uvicorn."""

from assistant.log_lines import configure_logging
from assistant.processes.parent import die_with_parent
from assistant.processes.ports import check_port_free
from assistant.settings import Settings


def serve() -> None:
    """Serve the API until told to stop; raises AlreadyRunning when its port is taken."""
    settings = Settings()
    check_port_free(settings.api_host, settings.api_port, setting="AMTSLOTSE_API_PORT")
    die_with_parent()
    configure_logging()
    import uvicorn

    uvicorn.run(
        "assistant.app:create_app",
        factory=True,
        host=settings.api_host,
        port=settings.api_port,
        log_config=None,
        access_log=False,
        server_header=False,
        # Open answer streams must not keep a stop waiting.
        timeout_graceful_shutdown=3,
    )
