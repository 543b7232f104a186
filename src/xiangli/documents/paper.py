"""A paper as data: its lines, the fields they name, and what business it belongs to. Strict: a slip is an error.

A template is YAML, not a Word file: officers compare editions line by line, and its fields are checked before a
matter needs them. What it makes is Word, which WPS opens and the office edits before it is sealed.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from xiangli.law.language.model import Name
from xiangli.law.language.strict import PolicyError, validated

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
From = Literal["matter", "entry", "sealed", "hand"]
"""Where a value comes from: the matter, the entry the paper is of, the vault (with a purpose), or the pen."""
SEALED = ("name", "phone", "identity")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Blank(_Strict):
    """A field of a paper; ``name`` is what the form calls it where a person fills it in."""

    from_: From = Field(alias="from")
    name: Name | None = None


class Of(_Strict):
    """What the paper is of: the entries of these verbs (with one of these values of a field), or the matter as a whole."""

    verbs: tuple[str, ...] = ()
    procedures: tuple[str, ...] = ()
    when: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class Line(_Strict):
    """One line of the paper; exactly one of its shapes is said.

    ``head`` the issuing office in red, ``number`` the paper's number, ``title``, ``to`` whom it is addressed,
    ``p`` a paragraph, ``typed`` what the office itself wrote (read back from Word by its style), ``h`` a heading,
    ``table`` rows of two or four cells, ``moments`` the table of what happened, ``signed`` lines at the right,
    ``note`` small print, ``qr`` a picture of an address. ``only`` names a field: without it (or, ``field=value``, with
    another value) the line is left out.
    """

    head: str = ""
    number: str = ""
    title: str = ""
    to: str = ""
    p: str = ""
    typed: str = ""
    h: str = ""
    table: tuple[tuple[str, ...], ...] = ()
    moments: str = ""
    signed: tuple[str, ...] = ()
    note: str = ""
    qr: str = ""
    only: str = ""

    def stands(self, values: Mapping[str, str]) -> bool:
        """Whether the line is there at all."""
        field, _, value = self.only.partition("=")
        return not field or (values.get(field, "") == value if value else bool(values.get(field)))

    @property
    def shape(self) -> str:
        """Which of the shapes this line has; '' for none or several."""
        said = [name for name in SHAPES if getattr(self, name)]
        return said[0] if len(said) == 1 else ""

    def texts(self) -> Iterator[str]:
        """Every text of the line."""
        for name in SHAPES:
            value = getattr(self, name)
            if name == "table":
                yield from (cell for row in value for cell in row)
            elif name == "signed":
                yield from value
            elif value:
                yield value


SHAPES = tuple(name for name in Line.model_fields if name != "only")


class Paper(_Strict):
    """One edition of a paper. ``basis``: rows or articles it rests on; ``order``: its turn in the archive's folder."""

    id: str = Field(alias="paper", pattern=r"^[a-z][a-z_]{2,39}$")
    version: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}(\.\d+)?$")
    name: Name
    of: Of = Of()
    basis: tuple[str, ...] = ()
    fields: dict[str, Blank]
    lines: tuple[Line, ...]

    @cached_property
    def named(self) -> set[str]:
        """Every field its lines name."""
        out = {name for line in self.lines for text in line.texts() for name in PLACEHOLDER.findall(text)}
        return out | {line.only.partition("=")[0] for line in self.lines if line.only}

    def drawn_from(self, where: From) -> list[str]:
        """The fields that come from there, in the order of the file."""
        return [name for name, blank in self.fields.items() if blank.from_ == where]

    def canonical(self) -> dict[str, Any]:
        """The edition as a JSON value: what is hashed."""
        return self.model_dump(mode="json", by_alias=True)


def load_paper(text: str, name: str) -> Paper:
    """The paper. Raises PolicyError with file and line."""
    paper, lines = validated(Paper, text, name, by_alias=True, by_name=False)
    for number, line in enumerate(paper.lines):
        at = lines.get(("lines", number), 1)
        if not line.shape:
            raise PolicyError(name, at, f"a line has exactly one of {', '.join(SHAPES)}")
        if any(len(row) not in (1, 2, 4) for row in line.table):
            raise PolicyError(name, at, "a row of a table has one, two or four cells")
        for text_ in line.texts():
            if "{" in PLACEHOLDER.sub("", text_):
                raise PolicyError(name, at, f"{text_!r}: a field is written {{name}}")
    fields = lines.get(("fields",), 1)
    if missing := sorted(paper.named - set(paper.fields)):
        raise PolicyError(name, fields, f"the lines name {missing[0]!r}, which is no field of the paper")
    if idle := sorted(set(paper.fields) - paper.named):
        raise PolicyError(name, lines[("fields", idle[0])], f"no line names field {idle[0]!r}")
    for field, blank in paper.fields.items():
        at = lines[("fields", field)]
        if blank.from_ == "hand" and blank.name is None:
            raise PolicyError(name, at, f"field {field!r} is filled by hand and needs a name for the form")
        if blank.from_ == "sealed" and field not in SEALED:
            raise PolicyError(name, at, f"the vault holds {', '.join(SEALED)}, not {field!r}")
    return paper
