"""Laws as shipped in ``*.md`` beside this file: one file a law, each article's line begins with 第X条."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from importlib.resources import files

from xiangli.law.texts.numerals import from_chinese, to_chinese

_HEAD = re.compile(r"^第([零〇一二三四五六七八九十百千]+)条(?:之([一二三四五六七八九十]+))?[\s\u3000]*")
_NUMBER = re.compile(r"^第?([0-9]+|[零〇一二三四五六七八九十百千]+)条?(?:之([0-9]+|[一二三四五六七八九十]+))?$")
_NAME = re.compile(r"^(?P<name>.+?)-(?P<version>\d{4}(?:-\d{2}-\d{2})?)$")
_ROMAN = {
    "国办发2018-118号-行政执法三项制度": "国办发〔2018〕118号",
    "国发2019-5号-双随机一公开": "国发〔2019〕5号",
}


class NoSuchText(LookupError):
    """No such law, or no such article in it; the message names near ones."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article: law's short name, version (the text's date), number (``22``, ``22之1``), words in paragraphs."""

    law: str
    version: str
    number: str
    text: str

    @property
    def label(self) -> str:
        """《信访工作条例》第二十二条."""
        return f"《{self.law}》{cited(self.number)}"


@dataclass(frozen=True)
class Law:
    """One text: short name, full title, version, its articles in order by number (a 意见 has none), its whole words."""

    name: str
    title: str
    version: str
    articles: Mapping[str, Article]
    text: str


def cited(number: str | int) -> str:
    """第二十二条 for 22, 第二十二条之一 for ``22之1``."""
    main, _, part = key(number).partition("之")
    return f"第{to_chinese(int(main))}条" + (f"之{to_chinese(int(part))}" if part else "")


def key(number: str | int) -> str:
    """``22`` for 22, "22", "二十二", "第二十二条"; ``22之1`` for "第二十二条之一"; else ``NoSuchText``."""
    found = _NUMBER.match(str(number).strip())
    if not found:
        raise NoSuchText(f"“{number}”不是条文号")
    main, part = (int(n) if n.isdigit() else from_chinese(n) if n else 0 for n in (found[1], found[2] or ""))
    return f"{main}之{part}" if part else str(main)


def read(text: str, name: str, version: str) -> Law:
    """One law from its file's words."""
    lines = text.splitlines()
    title = lines[0].lstrip("# ").strip()
    found: dict[str, list[str]] = {}
    current: list[str] | None = None
    for line in lines[1:]:
        line = line.strip().strip("\u3000")
        if line.startswith("#"):
            current = None
        elif head := _HEAD.match(line):
            current = found.setdefault(key(head[0].strip()), [])
            current.append(line[head.end() :])
        elif current is not None and line:
            current.append(line)
    articles = {n: Article(name, version, n, "\n".join(words)) for n, words in found.items()}
    return Law(name, title, version, articles, text)


@lru_cache(maxsize=1)
def laws() -> Mapping[str, Law]:
    """All shipped texts by short name, e.g. ``信访工作条例``, ``国办发〔2018〕118号``."""
    shelf: dict[str, Law] = {}
    for file in sorted(files(__package__).iterdir(), key=lambda f: f.name):
        if named := _NAME.match(file.name.removesuffix(".md")) if file.name.endswith(".md") else None:
            name = _ROMAN.get(named["name"], named["name"])
            shelf[name] = read(file.read_text("utf-8"), name, named["version"])
    return shelf


def law(name: str) -> Law:
    """The text by short name or full title (中华人民共和国… and 《》 may be left out or in)."""
    bare = name.strip("《》 ")
    for one in laws().values():
        if bare in (one.name, one.title, one.title.removeprefix("中华人民共和国")):
            return one
    near = get_close_matches(bare, laws(), n=3, cutoff=0.4)
    raise NoSuchText(f"没有《{bare}》的文本" + (f"；相近的有：{'、'.join(near)}" if near else ""))


def article(name: str, number: str | int) -> Article:
    """The article of ``name``; number as 22, "22", "二十二" or "第二十二条之一". ``NoSuchText`` if it is not there."""
    text = law(name)
    found = text.articles.get(key(number))
    if found is None:
        last = f"共{len(text.articles)}条" if text.articles else "不分条"
        raise NoSuchText(f"《{text.name}》没有{cited(number)}（{last}）")
    return found


def search(word: str, *, limit: int = 50) -> list[Article]:
    """Articles in which every space-parted part of ``word`` stands, laws in order of their names; at most ``limit``."""
    parts = word.split()
    found: list[Article] = []
    if not parts:
        return found
    for text in laws().values():
        for one in text.articles.values():
            if all(part in one.text for part in parts):
                found.append(one)
                if len(found) == limit:
                    return found
    return found
