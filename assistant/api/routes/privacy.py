"""Looking for personal data before a text is sent on."""

from fastapi import APIRouter

from assistant.api.deps import Asker
from assistant.api.schemas import PersonalDataModel, PrivacyCheck, PrivacyCheckRequest
from assistant.privacy.mask import mask

router = APIRouter(prefix="/privacy", tags=["privacy"])


@router.post("/check")
def check(request: PrivacyCheckRequest, _person: Asker) -> PrivacyCheck:
    """Tell what is personal in a text; nothing of it is kept or logged."""
    masked = mask(request.text)
    findings = [
        PersonalDataModel(kind=found.kind.value, start=found.start, end=found.end, certain=found.certain)
        for found in masked.findings
    ]
    return PrivacyCheck(findings=findings, masked=masked.text)
