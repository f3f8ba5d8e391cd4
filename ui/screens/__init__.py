"""The screens, in the order of the navigation, each with the permission that opens it."""

from collections.abc import Callable
from dataclasses import dataclass

from streamlit.delta_generator import DeltaGenerator

from ui.screens import einarbeitung, fragen, hinzufuegen, redaktion, wissensbasis
from ui.session import Session
from ui.wording.general import NAV_ASK, NAV_DOCUMENTS, NAV_LEARNING, NAV_REVIEW
from ui.wording.uploads import NAV_UPLOADS


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen: `show` draws it for a session, given its place in the sidebar."""

    title: str
    path: str
    icon: str
    permission: str
    show: Callable[[Session, DeltaGenerator], None]
    default: bool = False


SCREENS = (
    Screen(NAV_ASK, "fragen", ":material/forum:", "ask", fragen.show, default=True),
    Screen(NAV_DOCUMENTS, "wissensbasis", ":material/library_books:", "read_documents", wissensbasis.show),
    Screen(NAV_UPLOADS, "hinzufuegen", ":material/upload_file:", "review", hinzufuegen.show),
    Screen(NAV_LEARNING, "einarbeitung", ":material/school:", "learn", einarbeitung.show),
    Screen(NAV_REVIEW, "redaktion", ":material/rate_review:", "review", redaktion.show),
)
