"""A program with a token: it sorts, imports and handles for one township's offices."""

from datetime import date

from django.core.cache import cache

from tests.houses import AT, TOWN
from xiangli.api import token as tokens
from xiangli.parties.acts.appoint import appoint, found_organisation, sign_in_for
from xiangli.parties.acts.make_token import make_token


def program_token(name: str = "program", place: str = TOWN, line: str = "desk") -> str:
    """The token of a new program."""
    cache.clear()
    tokens._actor.cache_clear()
    person = sign_in_for(username=name, password="not-used-here", name="示例程序")
    organisation = found_organisation(name=f"示例单位{name}", line=line, place=place)
    post = appoint(person=person, organisation=organisation, name="接口", acts=["sort", "import", "handle"],
                   since=date(2020, 1, 1), lines=["*"])  # fmt: skip
    return make_token(post=post.id, name="示例", at=AT)
