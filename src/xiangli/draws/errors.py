"""What a draw may be refused for; each message is plain Chinese, ``field`` says beside which field it belongs."""

from xiangli.draws.models import DrawStep


class Refused(ValueError):
    """The step cannot be taken."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class NoSuchDraw(LookupError):
    """There is no such draw in reach."""


class NotAllowed(PermissionError):
    """Her posts do not reach the place."""


class SecondOne(Refused):
    """Somebody drew first; ``step`` is hers."""

    def __init__(self, step: DrawStep) -> None:
        super().__init__("values", f"{step.actor}已经抽过了。结果不能再抽，数字录错了可以更正。")
        self.step = step
