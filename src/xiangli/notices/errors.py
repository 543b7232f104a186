"""What a person is told who sets a way or a gateway wrongly."""


class NoticeError(ValueError):
    """``field`` is at fault; the words say what to do."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(words)
        self.field = field
