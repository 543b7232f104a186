"""What a register's act or read may refuse."""


class RegisterError(ValueError):
    """Refused in plain words; ``field`` names the field of the form at fault, '' for none."""

    def __init__(self, words: str, field: str = "") -> None:
        super().__init__(words)
        self.field = field


class NotAllowed(RegisterError):
    """Her posts do not keep this village's registers."""


class NotFound(RegisterError):
    """No such record, or not hers to see."""


class IdReused(RegisterError):
    """The request's id was used before, for something else."""

    def __init__(self) -> None:
        super().__init__("这个提交编号以前用来提交过别的内容；请重新打开页面再提交。", "request")
