"""Rows of live discussion."""

from community.discussion.models.archive import ARCHIVE, RoomArchive, RoomIndexed
from community.discussion.models.archive import FORMS as ARCHIVE_FORMS
from community.discussion.models.message import EarlierText, Message, Pin, Reaction
from community.discussion.models.moderator import RoomModerator
from community.discussion.models.poll import Ballot, BallotMark, Poll, PollOption, Totals, Voter
from community.discussion.models.presence import HereAnswer, HereCall, HerePlan, LiveProcess, Stay
from community.discussion.models.question import NAMELESS, Question, QuestionVote
from community.discussion.models.room import TALKING, Room, RoomEvent
from community.discussion.models.session import LOCK, SLOW, AgendaTurn, Exhibit, RaisedHand, RoomNotice, RoomRule

ABOUT = "diskusi"  # what files and reports call a message
ABOUT_QUESTION = "pertanyaan"  # what reports call a question

__all__ = [
    "ABOUT",
    "ABOUT_QUESTION",
    "ARCHIVE",
    "ARCHIVE_FORMS",
    "LOCK",
    "NAMELESS",
    "SLOW",
    "TALKING",
    "AgendaTurn",
    "Ballot",
    "BallotMark",
    "EarlierText",
    "Exhibit",
    "HereAnswer",
    "HereCall",
    "HerePlan",
    "LiveProcess",
    "Message",
    "Pin",
    "Poll",
    "PollOption",
    "Question",
    "QuestionVote",
    "RaisedHand",
    "Reaction",
    "Room",
    "RoomArchive",
    "RoomEvent",
    "RoomIndexed",
    "RoomModerator",
    "RoomNotice",
    "RoomRule",
    "Stay",
    "Totals",
    "Voter",
]
