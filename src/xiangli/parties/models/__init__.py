"""Who acts: sign-ins, persons, organisations, the posts and stand-ins that tie them; and the households of a village."""

from xiangli.parties.models.asking import Asking
from xiangli.parties.models.deed import Deed
from xiangli.parties.models.household import Household
from xiangli.parties.models.knock import Knock
from xiangli.parties.models.member import Member
from xiangli.parties.models.organisation import Organisation
from xiangli.parties.models.person import Person
from xiangli.parties.models.post import Post
from xiangli.parties.models.recovery_code import RecoveryCode
from xiangli.parties.models.saved_view import SavedView
from xiangli.parties.models.second_factor import SecondFactor
from xiangli.parties.models.staff_sheet import StaffSheet
from xiangli.parties.models.stand_in import StandIn
from xiangli.parties.models.token import Token
from xiangli.parties.models.user import User

__all__ = [
    "Asking", "Deed", "Household", "Knock", "Member", "Organisation", "Person", "Post", "RecoveryCode", "SavedView", "SecondFactor",
    "StaffSheet", "StandIn", "Token", "User",
]  # fmt: skip
