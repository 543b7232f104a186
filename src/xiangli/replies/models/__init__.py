"""What was answered, by topic, and the replies kept as knowledge."""

from xiangli.replies.models.given_answer import AnswerMark, GivenAnswer
from xiangli.replies.models.reply import Reply

__all__ = ["AnswerMark", "GivenAnswer", "Reply"]
