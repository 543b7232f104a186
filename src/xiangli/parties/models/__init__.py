"""Who acts: sign-ins, persons, organisations, the posts that tie them."""

from xiangli.parties.models.organisation import Organisation
from xiangli.parties.models.person import Person
from xiangli.parties.models.post import Post
from xiangli.parties.models.token import Token
from xiangli.parties.models.user import User

__all__ = ["Organisation", "Person", "Post", "Token", "User"]
