"""Publish an edition: from then on it never changes."""

import hashlib
from datetime import datetime

from xiangli.policy.models import Edition
from xiangli.proof.canonical import canonical


class AlreadyPublished(ValueError):
    """This version was published with other content; a change needs a new version."""


def edition_hash(content: object) -> str:
    """SHA-256 (hex) of the canonical JSON of an edition."""
    return hashlib.sha256(canonical(content)).hexdigest()


def publish(*, kind: str, name: str, version: str, content: object, text: str, at: datetime) -> Edition:
    """Publish; the same content again changes nothing. Raises AlreadyPublished."""
    digest = edition_hash(content)
    if found := Edition.objects.filter(kind=kind, name=name, version=version).first():
        if found.hash != digest:
            raise AlreadyPublished(f"{kind} {name} 的版本 {version} 已经发布，内容不能再改；请另立新版本。")
        return found
    return Edition.objects.create(hash=digest, kind=kind, name=name, version=version, text=text, published_at=at)
