"""What an actor typed, checked against the fields the act needs."""

import re
from dataclasses import dataclass
from typing import Any

from xiangli.law.language.model import Act, Field, Procedure

OFFICE = re.compile(r"^[a-z_]+@\d{2,12}$")
PHOTO = re.compile(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")
PLACE = re.compile(r"^\d{2,12}([a-z]\d+)?$")


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is wrong with one field, in plain words to stand beside it."""

    field: str
    message: str


def check_data(p: Procedure, act: Act, data: dict[str, Any]) -> list[FieldError]:
    """All errors, in the order of the act's fields; an empty list when the data may be used."""
    out: list[FieldError] = []
    for name in (*act.needs, *act.may):
        spec, value = p.fields[name], data.get(name)
        if value is None or (isinstance(value, str) and not value.strip()):
            if name in act.needs:
                out.append(FieldError(name, f"请填写“{spec.name.zh}”。"))
        elif not isinstance(value, str):
            out.append(FieldError(name, f"“{spec.name.zh}”要用文字填写。"))
        elif wrong := _wrong(spec, value.strip()):
            out.append(FieldError(name, wrong))
    for name in data:
        if name not in (*act.needs, *act.may):
            out.append(FieldError(name, f"这一步不收“{name}”。"))
    return out


def _wrong(spec: Field, text: str) -> str:
    named = f"“{spec.name.zh}”"
    if spec.type == "choice":
        return "" if text in spec.of else f"{named}只能是：{'、'.join(v.zh for v in spec.of.values())}。"
    if spec.type == "step_1_to_5":
        return "" if text in ("1", "2", "3", "4", "5") else f"{named}请选 1 到 5。"
    if spec.type == "office" and not OFFICE.match(text):
        return f"{named}要写成 单位@地方代码。"
    if spec.type == "photo" and not PHOTO.match(text):
        return f"{named}要先上传，再填它的编号。"
    if spec.type == "place" and not PLACE.match(text):
        return f"{named}要写地方代码。"
    if len(text) < spec.least:
        return f"{named}至少 {spec.least} 个字。"
    if len(text) > spec.most:
        return f"{named}最多 {spec.most} 个字，现在 {len(text)} 个。"
    return ""
