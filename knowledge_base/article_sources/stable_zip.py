"""Makes Office files come out the same on every build."""

import io
import re
import zipfile
from datetime import UTC, datetime

BUILD_TIME = datetime(2025, 4, 1, 8, 0, tzinfo=UTC)
_ZIP_TIME = (2025, 4, 1, 8, 0, 0)
_CHANGING = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")


def stable_zip(data: bytes) -> bytes:
    """Return the same Office file with a fixed date on every part."""
    stamp = BUILD_TIME.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    result = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target,
    ):
        for name in source.namelist():
            part = source.read(name)
            if name == "docProps/core.xml":
                part = _CHANGING.sub(rb"\g<1>" + stamp + rb"\g<2>", part)
            info = zipfile.ZipInfo(name, _ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, part)
    return result.getvalue()
