"""What may be wrong with an act; each says it in plain words and carries what a page or the API needs."""

from datetime import datetime
from uuid import UUID

from xiangli.law.language import FieldError


class ActError(ValueError):
    """Base of the errors an act may raise; nothing was written. ``status`` is the HTTP status that fits."""

    status = 422


class NoSuchMatter(ActError):
    """There is no such matter (or it lies outside what the actor may see)."""

    status = 404

    def __init__(self) -> None:
        super().__init__("没有这个事项，或者不归您看。")


class Forbidden(ActError):
    """The actor's posts do not allow this act on this matter; ``why`` says more where more is known."""

    status = 403

    def __init__(self, who: str, verb: str, why: str = "") -> None:
        super().__init__(why or f"{who}不能对这个事项做这一步（{verb}）。")


class WrongStep(ActError):
    """The procedure does not allow this act where the matter now stands."""

    status = 409

    def __init__(self, step: str, verb: str, allowed: tuple[str, ...]) -> None:
        super().__init__(f"事项现在是“{step}”，不能做“{verb}”；现在可以：{'、'.join(allowed) or '无'}。")
        self.allowed = allowed


class Conflict(ActError):
    """Somebody else acted on the matter first; told who and when."""

    status = 409

    def __init__(self, first: str, at: datetime, did: str) -> None:
        super().__init__(f"{first}在 {at:%m月%d日 %H:%M} 已经先“{did}”了，请看清最新情况再决定。您填的内容没有丢。")
        self.first, self.at, self.did = first, at, did


class IdReused(ActError):
    """The client's id was used before for something else."""

    status = 409

    def __init__(self, request: UUID) -> None:
        super().__init__(f"提交编号 {request} 以前用来提交过别的内容；换一个编号再提交。")


class BadFields(ActError):
    """Fields are missing or wrong; ``errors`` stand beside them."""

    def __init__(self, errors: list[FieldError]) -> None:
        super().__init__("；".join(e.message for e in errors))
        self.errors = errors


class Refused(ActError):
    """A guard of the procedure refuses the act and cites why."""

    def __init__(self, says: str, cites: str) -> None:
        super().__init__(says)
        self.cites = cites
