"""Settings of the screens; the only place in this package that reads the environment."""

from functools import cache
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class UiSettings(BaseSettings):
    """Where the API is; each field is an environment variable AMTSLOTSE_<NAME>."""

    model_config = SettingsConfigDict(env_prefix="AMTSLOTSE_", env_file=".env", extra="ignore", frozen=True)

    api_host: str = Field("127.0.0.1", description="Address on which the API listens.")
    api_port: int = Field(8000, description="Port of the API.")
    api_url: str = Field("", description="Base URL of the API as the screens reach it; empty: from host and port.")
    answer_language: Literal["german", "question"] = Field(
        "german", description="Whether translations are shown unless somebody chooses otherwise."
    )
    answer_languages: str = Field("", description="Languages into which may be translated; empty: none is offered.")
    upload_megabytes: int = Field(50, ge=1, le=100, description="Largest file that editors may upload, in megabytes.")

    @property
    def api(self) -> str:
        """The API's base URL in force, without a slash at its end."""
        host = f"[{self.api_host}]" if ":" in self.api_host else self.api_host
        return (self.api_url or f"http://{host}:{self.api_port}").rstrip("/")


@cache
def ui_settings() -> UiSettings:
    """Read the settings once per process."""
    return UiSettings()
