"""A bridge is data: what is shipped is sound, and each way to spoil it gets its message with the line."""

import pytest

from xiangli.bridge.edition import bridges, faults, load
from xiangli.intake.outer import Outer, letter
from xiangli.law.language import PolicyError
from xiangli.measures import checking, shelf
from xiangli.site.wiring import outer_systems

GOOD = """bridge: sample
version: "2026-11-25"
clause: ["8.2"]
name: {zh: 示例系统, en: Sample}
opens: report
minutes: "2"
coming:
  - {field: id, heads: [编号], needed: "yes"}
  - {field: text, heads: [内容], needed: "yes"}
keep: [类型]
copy:
  - {label: 编号, from: outer_id}
out:
  - {head: 编号, from: outer_id}
  - {head: 类型, kept: 类型}
"""


def said(text: str, name: str = "sample.bridge.yaml") -> list[str]:
    return faults(text, name, {"report"}, {"8.2"})


def test_what_is_shipped_is_sound_and_two_systems_are() -> None:
    assert set(bridges()) >= {"hotline12345", "petition"}
    known = {file.stem for file in shelf.shipped(".procedure.yaml")}
    for file in shelf.bridges():
        assert faults(file.text, file.path.rsplit("/", 1)[1], known, set(shelf.clauses())) == []
    assert f"bridges {len(bridges())}" in checking.counted()


def test_a_sound_one_loads() -> None:
    assert said(GOOD) == []
    assert load(GOOD, "sample.bridge.yaml").minutes == 2


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("from: outer_id}\nout", "from: outer_number}\nout", 12, "no source 'outer_number'"),
        ("field: text", "field: words", 9, "no field 'words'"),
        ("heads: [内容]", "heads: [编号]", 9, "stands twice"),
        ('heads: [内容], needed: "yes"', "heads: [内容]", 7, "must be needed"),
        ("keep: [类型]", "keep: [来电人电话]", 10, "speaks of a person"),
        ("{head: 类型, kept: 类型}", "{head: 电话, from: phone}", 15, "sealed"),
        ("{head: 类型, kept: 类型}", "{head: 派单, kept: 派单}", 15, "not among the columns kept"),
        ("{head: 类型, kept: 类型}", "{head: 空}", 15, "filled from nothing"),
        ("  - {head: 编号, from: outer_id}\n", "", 13, "without 'outer_id'"),
        ("opens: report", "opens: report\nkinds: [{head: 别的, says: 咨询, opens: report}]", 6, "not among the columns kept"),
        ("opens: report", "opens: nothing", 5, "no procedure 'nothing'"),
        ('clause: ["8.2"]', 'clause: ["99.9"]', 3, "no clause '99.9'"),
        ("minutes: \"2\"", "minutes: \"0\"", 6, "minutes"),
        ("bridge: sample", "bridge: other", 1, "named after"),
        ("minutes:", "minute:", 1, "minute"),
        ("keep: [类型]", "keep: &a [类型]", 10, "anchors"),
    ],
)  # fmt: skip
def test_a_spoilt_one_gets_its_message_with_its_line(old: str, new: str, line: int, message: str) -> None:
    assert old in GOOD
    (fault,) = said(GOOD.replace(old, new, 1))
    assert message in fault
    assert fault.startswith(f"sample.bridge.yaml:{line}:"), fault


def test_loading_an_unsound_one_raises_with_its_place() -> None:
    with pytest.raises(PolicyError, match=r"sample\.bridge\.yaml:9"):
        load(GOOD.replace("field: text", "field: words"), "sample.bridge.yaml")


def test_two_systems_are_told_apart_by_their_heads_whatever_stands_around_them() -> None:
    known = {one.system: one for one in outer_systems()}
    heads = ["*工单编号", "受 理 时 间", "诉求内容（必填）", "联系电话:"]
    found = known["hotline12345"].found_in(heads)
    assert found == {"id": 0, "time": 1, "text": 2, "phone": 3}
    assert known["petition"].found_in(heads) is None
    assert isinstance(known["petition"], Outer)


def test_columns_are_lettered_as_in_a_sheet() -> None:
    assert [letter(n) for n in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
