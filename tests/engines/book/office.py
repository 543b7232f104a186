"""LibreOffice without a window, as a witness that a file opens and what it reckons."""

import io
import shutil
import subprocess
from pathlib import Path

from openpyxl import Workbook, load_workbook


def opened(folder: Path, *files: tuple[str, bytes]) -> list[Workbook]:
    """The files as LibreOffice opened, reckoned and saved them; fails where LibreOffice is missing or refuses one."""
    program = shutil.which("soffice")
    assert program, "LibreOffice Calc is missing; tools/setup.py --tests installs it (package libreoffice-calc-nogui)"
    out = folder / "opened"
    for name, data in files:
        (folder / name).write_bytes(data)
    command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
    command += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out)]
    ran = subprocess.run(
        [*command, *(str(folder / name) for name, _ in files)], capture_output=True, timeout=180, check=False
    )
    books = []
    for name, _ in files:
        made = out / f"{Path(name).stem}.xlsx"
        assert made.exists(), f"LibreOffice did not open {name}: {ran.stdout.decode()} {ran.stderr.decode()}"
        books.append(load_workbook(io.BytesIO(made.read_bytes()), data_only=True))
    return books
