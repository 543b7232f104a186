"""Tables of publication."""

from xiangli.publication.models.publication import Publication
from xiangli.publication.models.publication_step import PublicationStep
from xiangli.publication.models.publication_switch import PublicationSwitch

__all__ = ["Publication", "PublicationStep", "PublicationSwitch"]
