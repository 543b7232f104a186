"""What an asking may be refused for; each message is plain Chinese, ``field`` says beside which field it belongs."""


class Refused(ValueError):
    """It cannot be taken as it stands."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class NotAllowed(PermissionError):
    """Her posts do not reach the place."""


class NoSuchAsking(LookupError):
    """There is no such asking in reach."""


class IdReused(ValueError):
    """The client's id was used for something else."""
