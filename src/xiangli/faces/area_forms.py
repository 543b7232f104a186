"""Forms of the pages of places."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xiangli.faces.forms import REQUIRED, Once
from xiangli.places.errors import PlaceRefused
from xiangli.places.models import Datum

KINDS = [("group", _("组")), ("grid", _("网格")), ("hamlet", _("屋场")), ("estate", _("小区")), ("building", _("楼栋"))]
_NAMED = forms.TextInput(attrs={"autocomplete": "off"})


class NewPlace(Once):
    """A place below a village, with what people call it."""

    kind = forms.ChoiceField(label=_("类别"), choices=KINDS, widget=forms.RadioSelect, initial="hamlet")
    name = forms.CharField(
        label=_("名称"), max_length=32, help_text=_("如“张家屋场”“三组”。"), error_messages=REQUIRED, widget=_NAMED
    )
    said = forms.CharField(
        label=_("大家还怎么叫"),
        max_length=120,
        required=False,
        help_text=_("几个叫法用顿号隔开，如“老碾房、下塘湾”。"),
        widget=_NAMED,
    )
    parent = forms.ChoiceField(label=_("属于哪个小区"), required=False, help_text=_("只有楼栋要选。"))

    def __init__(self, *args: Any, estates: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].choices = [("", _("直接属于村（社区）")), *estates]  # type: ignore[attr-defined]
        if not estates:
            del self.fields["parent"]

    def called(self) -> tuple[str, ...]:
        """What people call it, one by one."""
        told = self.cleaned_data["said"].replace("，", "、").replace(",", "、").replace(" ", "、")
        return tuple(part for part in told.split("、") if part)


class NewName(Once):
    """One more name that people use."""

    said = forms.CharField(label=_("大家怎么叫"), max_length=16, error_messages=REQUIRED, widget=_NAMED)


class Book(Once):
    """A workbook of places."""

    file = forms.FileField(
        label=_("工作簿"), help_text=_("XLSX 或 XLS；表名是组、网格、屋场、小区、楼栋。"), error_messages=REQUIRED
    )


class MapUpload(Once):
    """A map file with the datum it is said to be in."""

    file = forms.FileField(
        label=_("地图文件"),
        help_text=_(
            "GeoJSON、GeoPackage，或把 Shapefile 的几个文件打成一个 .zip。要有一列区划代码，或本县唯一的地名。"
        ),
        error_messages=REQUIRED,
    )
    said = forms.ChoiceField(
        label=_("坐标系"),
        choices=[
            (str(Datum.CGCS2000), _("CGCS2000（自然资源部门的图）")),
            (str(Datum.WGS84), _("WGS-84（卫星定位、国际通用）")),
            (str(Datum.GCJ02), _("GCJ-02（高德、腾讯地图上描的）")),
        ],
        widget=forms.RadioSelect,
        initial=str(Datum.CGCS2000),
    )


class Redraw(Once):
    """A change of borders within one village, or of the village itself."""

    verb = forms.ChoiceField(
        label=_("怎么变"),
        choices=[
            ("rename", _("改名")), ("merge", _("合并、并入")), ("split", _("拆分")), ("move", _("划给别的村")), ("end", _("撤销")),
        ],
        widget=forms.RadioSelect,
        error_messages=REQUIRED,
    )  # fmt: skip
    old = forms.MultipleChoiceField(label=_("变更哪些"), widget=forms.CheckboxSelectMultiple, error_messages=REQUIRED)
    names = forms.CharField(
        label=_("新名称"), required=False, max_length=400, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("一行一个。改名、合并写一个，拆分写两个以上。"),
    )  # fmt: skip
    into = forms.ChoiceField(
        label=_("并入或划给哪里"), required=False, help_text=_("并入选本类的地方；划转选村（社区）。")
    )
    codes = forms.CharField(
        label=_("新村（社区）的官方代码"), required=False, max_length=200,
        help_text=_("只有新设村（社区）要写，12 位，由统计部门给；几个用空格隔开。"), widget=_NAMED,
    )  # fmt: skip
    on = forms.DateField(
        label=_("从哪天起"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={**REQUIRED, "invalid": _("日期写成 2026-01-31 的样子。")},
    )  # fmt: skip

    def __init__(
        self, *args: Any, olds: list[tuple[str, str]], intos: list[tuple[str, list[tuple[str, str]]]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["old"].choices = olds  # type: ignore[attr-defined]
        self.fields["into"].choices = [("", _("不并入、不划转")), *intos]  # type: ignore[attr-defined]


def beside_field(form: forms.Form, wrong: PlaceRefused) -> None:
    """Puts what an act refused beside the field it is about."""
    form.add_error(wrong.field if wrong.field in form.fields else None, str(wrong))
