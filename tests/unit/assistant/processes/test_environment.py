import os
import subprocess
import sys
from pathlib import Path

from pydantic import SecretStr

from assistant.processes.environment import environment_for
from assistant.settings import Settings
from knowledge_base.offline import SILENCE


def test_a_child_has_the_very_settings_of_its_parent(tmp_path: Path) -> None:
    settings = Settings(
        var=tmp_path / "var",
        ui_port=1234,
        chat_enabled=False,
        chat_api_key=SecretStr("geheim"),
        chat_timeout_seconds=7.5,
        articles=Path("knowledge_base/articles"),
    )
    code = "from assistant.settings import Settings; print(Settings().model_dump_json())"
    shown = subprocess.run(
        [sys.executable, "-c", code],
        env=environment_for(settings),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    told = Settings.model_validate_json(shown)
    changed = {"var", "articles", "models", "chat_api_key"}
    assert told.model_dump(exclude=changed) == settings.model_dump(exclude=changed)
    assert (told.state, told.models_folder) == (settings.state, settings.models_folder)
    assert told.articles == Path.cwd() / "knowledge_base" / "articles"
    assert environment_for(settings)["AMTSLOTSE_CHAT_API_KEY"] == "geheim"


def test_nothing_calls_out_and_the_rest_of_the_environment_stays(tmp_path: Path) -> None:
    environment = environment_for(Settings(var=tmp_path))
    assert SILENCE.items() <= environment.items()
    assert environment["PATH"] == os.environ["PATH"]
