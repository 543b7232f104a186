"""What a step of publication may be refused for; each message is plain Chinese, ``field`` says beside which field it belongs."""


class Refused(ValueError):
    """The step cannot be taken."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class Late(Refused):
    """Somebody's step came between; nothing was written."""
