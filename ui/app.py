"""The screens' web server: `streamlit run ui/app.py`."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    # `streamlit run` puts this folder on the path, not the repository that holds the packages.
    sys.path.insert(0, str(ROOT))

from streamlit.starlette import App  # noqa: E402  # needs the path above

from ui.server import middleware, report_defect, routes  # noqa: E402

app = App(ROOT / "ui" / "main.py", routes=routes(), middleware=middleware(), on_script_error=report_defect)
