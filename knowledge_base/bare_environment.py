"""The environment of processes that open strangers' files: nothing in it is worth stealing."""

from collections.abc import Mapping

from knowledge_base.offline import SILENCE

_NEEDED = frozenset(
    "PATH HOME LANG LC_ALL LC_CTYPE TZ LD_LIBRARY_PATH PYTHONPATH PYTHONUNBUFFERED PYTHONDONTWRITEBYTECODE VIRTUAL_ENV "
    "TESSDATA_PREFIX GOMP_SPINCOUNT SYSTEMROOT".split()
)


def bare_environment(whole: Mapping[str, str]) -> dict[str, str]:
    """Keep what programs and libraries need to start: no setting of ours, no password, no key of anybody's."""
    return {name: value for name, value in whole.items() if name in _NEEDED or name in SILENCE}
