"""Invented people with their posts, and fresh random passwords printed once."""

import os
import secrets
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from xiangli.lists.lines import LINES
from xiangli.parties.acts.appoint import appoint, found_organisation, sign_in_for
from xiangli.parties.acts.tell_phone import tell_phone
from xiangli.parties.models import Organisation, User
from xiangli.proof.ids import uuid7
from xiangli.site.demo.factors import recovery_codes

COUNTY, TOWN, TOWN_NAME = "430181", "430181110", "大瑶镇"
FILE = "demo-signins.txt"


@dataclass(frozen=True, slots=True)
class Role:
    """One demo sign-in: what she is, where, and what her post allows."""

    username: str
    name: str
    role: str
    organisation: str
    line: str
    place: str
    lines: tuple[str, ...]
    acts: tuple[str, ...]


ROLES = (
    Role("desk", "示范·周小满", "乡镇综合办（收件、分办、办理）", f"{TOWN_NAME}党政综合办公室", "desk", TOWN,
         ("desk", "township_subdistrict"), ("sort", "handle", "import", "unseal")),
    Role("transport", "示范·吴远路", "承办单位（县交通运输局）", "浏阳市交通运输局", "transport", COUNTY,
         ("transport",), ("handle", "unseal")),
    Role("water", "示范·郑清泉", "承办单位（县水利局）", "浏阳市水利局", "water_resources", COUNTY,
         ("water_resources",), ("handle", "unseal")),
    Role("county", "示范·王统办", "县级协调（全县收件、分办）", "浏阳市综合办公室", "desk", COUNTY,
         ("*",), ("sort", "handle", "import", "unseal")),
    Role("leader", "示范·李分管", "领导（今天、批示）", "浏阳市人民政府", "desk", COUNTY, ("desk",), ("instruct",)),
    Role("oversight", "示范·冯明察", "监督（账本、开封记录、超期）", "浏阳市监督联络组", "discipline", COUNTY,
         ("discipline",), ("oversee",)),
    Role("deputy", "示范·何两岗", "科员（两个岗位，还替人代班）", f"{TOWN_NAME}自然资源所", "natural_resources", TOWN,
         ("natural_resources",), ("handle",)),
    Role("away", "示范·江请假", "副镇长（请假，由何两岗代班）", f"{TOWN_NAME}人民政府", "township_subdistrict", TOWN,
         ("township_subdistrict",), ("handle",)),
    Role("village", "示范·罗文书", "村文书（群里转来的事、户、屋场和叫法）", f"{TOWN_NAME}上升村村民委员会", "desk", "430181110232",
         ("desk",), ("handle", "households", "places", "unseal")),
    Role("map", "示范·孟界图", "地图管理（村以下的地方、界线、地图）", "浏阳市自然资源局", "natural_resources", COUNTY,
         ("natural_resources",), ("places",)),
    Role("admin", "示范·陈管家", "系统管理员（人员）", "浏阳市数据中心", "personnel_organization", COUNTY,
         ("personnel_organization",), ("administer",)),
    Role("security", "示范·卫守密", "安全管理员（密钥、强权限）", "浏阳市数据中心", "personnel_organization", COUNTY,
         ("personnel_organization",), ("secure",)),
    Role("audit", "示范·阎审计", "审计管理员（管理员做过什么）", "浏阳市数据中心", "personnel_organization", COUNTY,
         ("personnel_organization",), ("audit",)),
)  # fmt: skip


def settle(*, since: date, var: Path, at: datetime) -> list[tuple[Role, str, str]]:
    """Make the sign-ins that are missing, give each a new password, and write them to the var folder (mode 0600).

    An administrator also gets recovery codes (parted by blanks): the demo has no phone to scan with.
    """
    made = []
    for role in ROLES:
        password = secrets.token_urlsafe(9)
        user = User.objects.filter(username=role.username).first()
        if user is None:
            person = sign_in_for(username=role.username, password=password, name=role.name)
            organisation = found_organisation(name=role.organisation, line=role.line, place=role.place)
            appoint(person=person, organisation=organisation, name=role.role.partition("（")[0], acts=role.acts, since=since,
                    places=(role.place,), lines=role.lines)  # fmt: skip
        else:
            user.set_password(password)
            user.save(update_fields=["password"])
        made.append((role, password, recovery_codes(role.username, at)))
    lines = ["# 用户名\t密码\t角色\t地方\t恢复码，一个顶一次第二道验证（演示用，每次生成都换密码）"]
    lines += [f"{r.username}\t{password}\t{r.role}\t{r.organisation}\t{codes}" for r, password, codes in made]
    with open(var / FILE, "w", encoding="utf-8", opener=lambda p, f: os.open(p, f, mode=0o600)) as file:
        file.write("\n".join(lines) + "\n")
    return made


def offices() -> None:
    """Name the offices of the county's lines, so that pages show organisations rather than codes."""
    rows = [
        Organisation(id=uuid7(), name=f"浏阳市{name}", line=line, place=COUNTY)
        for line, name in LINES.items()
        if line not in ("desk", "township_subdistrict")
    ]
    Organisation.objects.bulk_create(rows, ignore_conflicts=True)
    for n, one in enumerate(Organisation.objects.filter(phone="").order_by("place", "line")):
        tell_phone(line=one.line, place=one.place, phone=f"0000-0000{n:04d}")  # a number nobody has
