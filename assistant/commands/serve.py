"""`python -m assistant serve`: the API in this process, by uvicorn."""

from assistant.log_lines import configure_logging
from assistant.processes.parent import die_with_parent
from assistant.processes.ports import check_port_free
from assistant.settings import Settings


def serve() -> None:
    """Serve the API until told to stop; raises AlreadyRunning when its port is taken, or what opening raises."""
    settings = Settings()
    check_port_free(settings.api_host, settings.api_port, setting="AMTSLOTSE_API_PORT")
    die_with_parent()
    configure_logging()
    import uvicorn

    from assistant.app import create_app
    from assistant.bootstrap import open_assistant
    from knowledge_base.offline import go_offline

    go_offline()
    # Opened here rather than in the application, so that a failure is one sentence instead of a trace.
    uvicorn.run(
        create_app(settings, opened=open_assistant(settings)),
        host=settings.api_host,
        port=settings.api_port,
        log_config=None,
        access_log=False,
        server_header=False,
        # Open answer streams must not keep a stop waiting.
        timeout_graceful_shutdown=3,
    )
