"""Log records as JSON lines; `extra` fields become keys."""

import json
import logging
from datetime import UTC, datetime

from assistant.privacy.mask import mask

_LONGEST_LINE = 2000
_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "color_message"}


class JsonLines(logging.Formatter):
    """Formats a record as one JSON object: time, level, logger, message, extra fields, trace.

    What is certain to be personal data is masked, whoever put it there.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Format a record."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": _masked(record.getMessage()),
        }
        line |= {name: value for name, value in vars(record).items() if name not in _STANDARD}
        if record.exc_info:
            line["trace"] = _masked(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False, default=str)


def _masked(text: str) -> str:
    # Line by line: a trace may be long.
    return "\n".join(mask(line[:_LONGEST_LINE], certain_only=True).text for line in text.split("\n"))


def configure_logging(level: int = logging.INFO) -> None:
    """Send all log lines of this process to standard error; libraries only from WARNING on."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    for name in ("assistant", "knowledge_base", "uvicorn.error"):
        logging.getLogger(name).setLevel(level)
