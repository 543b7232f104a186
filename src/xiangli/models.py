"""Where Django looks for tables: each room's nouns, imported here and nowhere defined."""

from xiangli.askings.models import AskedColumn, AskingStep, BurdenSum
from xiangli.bridge.models import KeyedIn, OuterTicket
from xiangli.documents.models import Attachment
from xiangli.draws.models import DrawStep
from xiangli.intake.models import Batch, Correction, Pair, RefusedRow
from xiangli.ledger.models import Checkpoint, Leaf, Tile, Tree
from xiangli.matters.models import Entry, Followed, JoinKey, Matter, Part, ReadMark, Report, Ruling, SearchDoc
from xiangli.notices.models import Delivery, Gateway, Notice, Way
from xiangli.parties.models import (
    Asking,
    Deed,
    Household,
    Knock,
    Member,
    Organisation,
    Person,
    Post,
    RecoveryCode,
    SecondFactor,
    StaffSheet,
    StandIn,
    Token,
    User,
)  # fmt: skip
from xiangli.places.models import (
    Change,
    FormerName,
    LocalName,
    MapFeature,
    MapFile,
    Place,
    Polygon,
    Succession,
)
from xiangli.policy.models import Edition
from xiangli.publication.models import Publication, PublicationStep, PublicationSwitch
from xiangli.registers.models import Record, RecordStep, RosterLoad, Source
from xiangli.replies.models import GivenAnswer, Reply
from xiangli.vault.models import CountyKey, Opening, Sealed
from xiangli.work.models import Job, Recurring, Worker

__all__ = [
    "AskedColumn",
    "Asking",
    "AskingStep",
    "Attachment",
    "Batch",
    "BurdenSum",
    "Change",
    "Checkpoint",
    "Correction",
    "CountyKey",
    "Deed",
    "Delivery",
    "DrawStep",
    "Edition",
    "Entry",
    "Followed",
    "FormerName",
    "Gateway",
    "GivenAnswer",
    "Household",
    "Job",
    "JoinKey",
    "KeyedIn",
    "Knock",
    "Leaf",
    "LocalName",
    "MapFeature",
    "MapFile",
    "Matter",
    "Member",
    "Notice",
    "Opening",
    "Organisation",
    "OuterTicket",
    "Pair",
    "Part",
    "Person",
    "Place",
    "Polygon",
    "Post",
    "Publication",
    "PublicationStep",
    "PublicationSwitch",
    "ReadMark",
    "Record",
    "RecordStep",
    "RecoveryCode",
    "Recurring",
    "RefusedRow",
    "Reply",
    "Report",
    "RosterLoad",
    "Ruling",
    "Sealed",
    "SearchDoc",
    "SecondFactor",
    "Source",
    "StaffSheet",
    "StandIn",
    "Succession",
    "Tile",
    "Token",
    "Tree",
    "User",
    "Way",
    "Worker",
]  # fmt: skip
