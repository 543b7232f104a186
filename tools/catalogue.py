"""Keeps the English catalogue whole: finds every Chinese text for readers in templates and code, and compiles what is translated.

``python tools/catalogue.py`` adds new texts to ``locale/en/LC_MESSAGES/django.po`` with an empty translation, drops
texts nobody uses any more, and compiles ``django.mo``; the exit code is 1 while a translation is missing. Chinese has
no plural forms, so none are used.
"""

import ast
import re
import sys
from pathlib import Path

import polib
from django.utils.translation.template import templatize

SOURCE = Path(__file__).parent.parent / "src" / "xiangli"
CATALOGUE = SOURCE / "locale" / "en" / "LC_MESSAGES" / "django.po"
MARKS = {"_", "gettext", "gettext_lazy"}
CALL = re.compile(r"(?<!\w)(?:gettext|_)\(\s*u?('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")\s*\)")


def of_template(text: str) -> list[str]:
    """Texts of a template."""
    return [ast.literal_eval(match[1]) for match in CALL.finditer(templatize(text))]


def of_code(text: str) -> list[str]:
    """Texts of a Python file: constants given to ``_``, ``gettext`` or ``gettext_lazy``."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                found.append(first.value)
    return found


def texts() -> dict[str, str]:
    """Every text with the first file it stands in."""
    found: dict[str, str] = {}
    for file in sorted([*SOURCE.rglob("*.html"), *SOURCE.rglob("*.py")]):
        read = of_template if file.suffix == ".html" else of_code
        for text in read(file.read_text("utf-8")):
            found.setdefault(text, str(file.relative_to(SOURCE)))
    return found


def update() -> list[str]:
    """Bring the catalogue up to the texts; returns the texts still without translation."""
    catalogue = polib.pofile(str(CATALOGUE), wrapwidth=0) if CATALOGUE.exists() else polib.POFile(wrapwidth=0)
    catalogue.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Language": "en"}
    old = {entry.msgid: entry for entry in catalogue}
    catalogue.clear()
    for text, where in sorted(texts().items(), key=lambda item: (item[1], item[0])):
        entry = old.get(text) or polib.POEntry(msgid=text)
        entry.occurrences = [(where, "")]
        entry.flags = ["python-format"] if "%(" in text else []
        catalogue.append(entry)
    catalogue.save(str(CATALOGUE))
    catalogue.save_as_mofile(str(CATALOGUE.with_suffix(".mo")))
    return [entry.msgid for entry in catalogue if not entry.translated()]


if __name__ == "__main__":
    missing = update()
    print("\n".join(missing) or "catalogue whole")
    sys.exit(1 if missing else 0)
