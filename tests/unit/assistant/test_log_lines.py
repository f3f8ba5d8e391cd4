import json
import logging
import sys

from assistant.log_lines import JsonLines


def test_a_record_becomes_one_line_with_its_extra_fields() -> None:
    try:
        raise ValueError("a\nb")
    except ValueError:
        trace = sys.exc_info()
    record = logging.LogRecord("assistant.x", logging.INFO, __file__, 1, "said %s", ("ä\nö",), trace)
    record.status = 200
    text = JsonLines().format(record)
    assert "\n" not in text
    line = json.loads(text)
    assert (line["level"], line["logger"], line["message"], line["status"]) == ("INFO", "assistant.x", "said ä\nö", 200)
    assert "ValueError" in line["trace"]


def test_a_number_of_a_person_never_reaches_the_log() -> None:
    record = logging.LogRecord("a", logging.ERROR, __file__, 1, "Kunde mit AZR-Nr. 165435758513", None, None)
    assert json.loads(JsonLines().format(record))["message"] == "Kunde mit AZR-Nr. [AZR-Nummer]"
