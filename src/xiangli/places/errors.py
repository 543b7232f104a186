"""What an act on places refuses, in plain words."""


class PlaceRefused(ValueError):
    """``field`` is the name of the field that is wrong ("" where it is none of them); the message is plain Chinese."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(words)
        self.field = field


class ChangeIdReused(ValueError):
    """The id of this request was used before for something else; nothing was done."""

    def __init__(self) -> None:
        super().__init__("这个请求号已经用过，内容却不一样；什么都没有改。请刷新页面再做一次。")


class BadFile(ValueError):
    """The whole file cannot be used; the reason is in plain words, and nothing of it was kept."""
