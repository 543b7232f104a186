"""What an actor typed, checked against the fields the act needs."""

from dataclasses import dataclass
from typing import Any

from xiangli.law.language.model import Act, Procedure


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
        text = value.strip() if isinstance(value, str) else ""
        if not text:
            if name in act.needs:
                out.append(FieldError(name, f"请填写“{spec.name.zh}”。"))
            continue
        if spec.type == "choice" and text not in spec.of:
            out.append(FieldError(name, f"“{spec.name.zh}”只能是：{'、'.join(v.zh for v in spec.of.values())}。"))
        elif spec.type == "step_1_to_5" and text not in ("1", "2", "3", "4", "5"):
            out.append(FieldError(name, f"“{spec.name.zh}”请选 1 到 5。"))
        elif spec.type == "office" and (text.count("@") != 1 or not all(text.split("@"))):
            out.append(FieldError(name, f"“{spec.name.zh}”要写成 单位@地方代码。"))
        elif len(text) < spec.least:
            out.append(FieldError(name, f"“{spec.name.zh}”至少 {spec.least} 个字。"))
        elif len(text) > spec.most:
            out.append(FieldError(name, f"“{spec.name.zh}”最多 {spec.most} 个字，现在 {len(text)} 个。"))
    for name in data:
        if name not in (*act.needs, *act.may):
            out.append(FieldError(name, f"这一步不收“{name}”。"))
    return out
