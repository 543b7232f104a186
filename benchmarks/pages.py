"""Every page of the demo: server time from request to the last byte, the median of nine, against the start page's."""

from __future__ import annotations

from statistics import median

from benchmarks.place import Installation, installation

ASK = """
import time
from statistics import median
from django.test import Client
from xiangli.matters.models import Matter
from xiangli.parties.models import User
one = Matter.objects.filter(ended_at__isnull=True, town="430181110").first()
pages = [
    ("", ["/", "/report/", "/law/", "/law/民法典/", "/law/信访工作条例/22/", "/follow/", "/verify/", "/who/?q=路灯坏了找谁", "/kit/"]),
    ("desk", ["/desk/", "/desk/?state=late", "/desk/?q=路灯", "/desk/?channel=phone&step=handling", "/desk/sort/", "/desk/new/", "/desk/import/", f"/desk/matter/{one.id}/"]),
    ("county", ["/desk/", "/desk/sort/", "/desk/board/", "/desk/quarrels/", "/desk/extensions/", "/desk/bulletin/"]),
    ("transport", ["/desk/line/"]), ("leader", ["/leader/", "/leader/late/"]),
    ("oversight", ["/oversight/"]),
]
for user, addresses in pages:
    client = Client(headers={"host": "localhost"})
    if user:
        client.force_login(User.objects.get(username=user))
    for address in addresses:
        took = []
        for _ in range(9):
            began = time.perf_counter()
            assert client.get(address).status_code == 200, address
            took.append((time.perf_counter() - began) * 1000)
        print(f"{user or 'anyone'}\\t{address.replace(str(one.id), '…')}\\t{median(took):.1f}")
"""


def measure(here: Installation) -> list[str]:
    """One line a page: who, address, milliseconds and the ratio to the start page."""
    here.command("demo")
    rows = [line.split("\t") for line in here.python(ASK).splitlines() if line.count("\t") == 2]
    floor = next(float(ms) for _, address, ms in rows if address == "/")
    lines = [
        f"page {address} ({who}): {float(ms):.1f} ms, {float(ms) / floor:.1f} × the start page"
        for who, address, ms in rows
    ]
    slowest = max(float(ms) for *_, ms in rows)
    return [
        *lines,
        f"pages, {here.engine}: {len(rows)} pages, median {median(float(ms) for *_, ms in rows):.1f} ms, slowest {slowest:.1f} ms",
    ]


def main() -> None:
    """On the embedded database, where the demo lives."""
    with installation("sqlite") as here:
        print("\n".join(measure(here)), flush=True)


if __name__ == "__main__":
    main()
