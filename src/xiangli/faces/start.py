"""The start page: what a resident can do in one tap, and the first ten minutes for somebody who looks at the house."""

from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from xiangli.faces.access import public
from xiangli.publication.reads.state import open_counties


@public
def start(request: HttpRequest) -> HttpResponse:
    """Three doors for residents; on a demo machine also the printed sign-ins by role (names only, never passwords)."""
    context = {"signins": demo_signins(Path(settings.VAR)), "publishes": bool(open_counties())}
    return render(request, "faces/start.html", context)


def demo_signins(var: Path) -> list[dict[str, str]]:
    """The sign-ins the demo printed: ``name``, ``role`` and ``place`` of each line; empty where no demo was built."""
    try:
        lines = (var / "demo-signins.txt").read_text("utf-8").splitlines()
    except OSError:
        return []
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [{"name": row[0], "role": row[2], "place": row[3] if len(row) > 3 else ""} for row in rows if len(row) >= 3]
