"""Papers and pictures that hang on a report or a matter."""

from xiangli.documents.models.attachment import Attachment

__all__ = ["Attachment"]
