"""The English catalogue: every text for readers is translated, and what is compiled is what was written."""

import re
from pathlib import Path

import polib

from tools import catalogue


def test_every_text_for_readers_has_its_english() -> None:
    written = {entry.msgid: entry.msgstr for entry in polib.pofile(str(catalogue.CATALOGUE))}
    assert set(catalogue.texts()) - {text for text, english in written.items() if english} == set()


def test_the_compiled_catalogue_is_the_written_one() -> None:
    written = {entry.msgid: entry.msgstr for entry in polib.pofile(str(catalogue.CATALOGUE)) if entry.translated()}
    compiled = {entry.msgid: entry.msgstr for entry in polib.mofile(str(catalogue.CATALOGUE.with_suffix(".mo")))}
    assert compiled == written


def test_a_translation_keeps_the_names_of_its_placeholders() -> None:
    for entry in polib.pofile(str(catalogue.CATALOGUE)):
        named = [sorted(re.findall(r"%\(\w+\)[sd]", text)) for text in (entry.msgid, entry.msgstr)]
        assert named[0] == named[1], entry.msgid


def test_no_chinese_text_in_a_template_stands_outside_a_translation() -> None:
    folder = Path(catalogue.SOURCE)
    for template in folder.rglob("*.html"):
        text = template.read_text("utf-8")
        for known in (r"\{% blocktranslate.*?endblocktranslate %\}", r"\{%.*?%\}", r"\{#.*?#\}", r">中文<", r"中文\{%"):
            text = re.sub(known, "", text, flags=re.S)
        assert not re.findall(r"[\u4e00-\u9fff]+", text.replace("中文", "")), template
