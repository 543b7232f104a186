"""The first three administrators come by command, once; nobody else does."""

import pytest

from tests.parties.town import AT, COUNTY, TODAY, acting
from xiangli.cli.main import main
from xiangli.parties.acts.first_administrators import first_administrators
from xiangli.parties.errors import PartyError
from xiangli.parties.models import Deed, User
from xiangli.parties.reads.may import may
from xiangli.places.models import Place

pytestmark = pytest.mark.usefixtures("ready")
THREE = {"administer": ("sys", "示例甲"), "secure": ("sec", "示例乙"), "audit": ("aud", "示例丙")}


def test_three_people_are_made_at_once_each_with_one_of_the_three_posts() -> None:
    made = first_administrators(place=COUNTY, organisation="示例中心", people=THREE, since=TODAY, at=AT)
    assert {act: may(acting(username), act, place=COUNTY) for act, (username, _) in THREE.items()} == dict.fromkeys(
        THREE, True
    )
    assert all(User.objects.get(username=THREE[act][0]).check_password(done.password) for act, done in made.items())
    assert [deed.actor for deed in Deed.objects.all()] == ["系统"] * 3


@pytest.mark.parametrize(
    ("people", "words"),
    [
        ({"administer": ("sys", "甲"), "secure": ("sec", "乙")}, "一次设齐"),
        ({**THREE, "audit": ("sys", "示例甲")}, "三个人"),
        ({**THREE, "audit": ("审计", "示例丙")}, "英文字母"),
    ],
)
def test_anything_less_makes_nobody(people: dict[str, tuple[str, str]], words: str) -> None:
    with pytest.raises(PartyError, match=words):
        first_administrators(place=COUNTY, organisation="示例中心", people=people, since=TODAY, at=AT)
    assert User.objects.count() == 0


def test_the_command_prints_passwords_once_and_refuses_a_second_time(capsys: pytest.CaptureFixture[str]) -> None:
    Place.objects.get_or_create(code=COUNTY, defaults={"name": "示例县", "level": "county"})
    command = ["staff", "administrators", "--place", COUNTY, "--organisation", "示例中心"]
    command += [word for act, (username, name) in THREE.items() for word in (f"--{act}", f"{username}:{name}")]
    assert main(command) == 0
    line = capsys.readouterr().out.splitlines()[0].split("\t")
    assert User.objects.get(username=line[1]).check_password(line[2])
    assert main(command) == 1 and "已经有管理员" in capsys.readouterr().out
    assert main([*command[:3], "999999", *command[4:]]) == 1 and "没有代码" in capsys.readouterr().out
    assert main([*command[:-1], "aud"]) == 1 and "用户名:姓名" in capsys.readouterr().out
