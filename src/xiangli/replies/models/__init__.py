"""What was answered, by topic, and the replies kept as knowledge."""

from xiangli.replies.models.given_answer import GivenAnswer
from xiangli.replies.models.reply import Reply

__all__ = ["GivenAnswer", "Reply"]
