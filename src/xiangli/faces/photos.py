"""Photos that come with what a clerk notes: several in one field, each hung on its report; one that is none loses nothing."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext as _

from xiangli.documents.acts.attach import NotAPicture, attach

MOST_PHOTOS = 9


class SeveralPhotos(forms.ClearableFileInput):
    """A file control that takes several pictures."""

    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """Photos, at most MOST_PHOTOS; what is no picture is told when it is hung, beside what came in."""

    widget = SeveralPhotos(attrs={"accept": "image/jpeg,image/png,image/webp"})

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """All files of the field. Refuses more than MOST_PHOTOS, and none where one is needed."""
        files = [one for one in (data if isinstance(data, list | tuple) else [data]) if one]
        if len(files) > MOST_PHOTOS:
            raise forms.ValidationError(_("一次最多 %(n)s 张照片。") % {"n": MOST_PHOTOS})
        if not files and self.required:
            raise forms.ValidationError(self.error_messages["required"])
        return files


def hang(*, report: UUID, county: str, files: Sequence[UploadedFile], at: datetime) -> list[str]:
    """Hang each on its report; the words on those that could not be kept."""
    left = []
    for file in files:
        try:
            attach(report=report, county=county, name=str(file.name), content=file.read(), at=at)
        except NotAPicture as wrong:
            left.append(f"{file.name}：{wrong}{_('事情已经登记，这张照片没有留。')}")
    return left


def sent(request: HttpRequest, name: str) -> list[UploadedFile]:
    """The files of one field of this request."""
    return list(request.FILES.getlist(name))
