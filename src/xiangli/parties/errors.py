"""What may be wrong with an act on people and rights; each says it in plain words. ``field`` names the box to mend."""


class PartyError(ValueError):
    """Nothing was written. ``status`` is the HTTP status that fits, ``field`` the form field it belongs to, if any."""

    status = 422

    def __init__(self, words: str, field: str = "") -> None:
        super().__init__(words)
        self.field = field


class NotAllowed(PartyError):
    """The actor's posts do not cover this."""

    status = 403


class NotFound(PartyError):
    """There is no such person, post, household or asking where the actor may look."""

    status = 404


class IdReused(PartyError):
    """The client's id was used before for something else."""

    status = 409

    def __init__(self) -> None:
        super().__init__("这个提交编号以前用来提交过别的内容；请退回上一页，刷新后再交。")


class KeptApart(PartyError):
    """系统、安全、审计三员: nobody holds two of the three."""
