"""What live discussion shows on the pages of others, and beside the messages of a room."""

from community.discussion.panels.archive import archive_panel
from community.discussion.panels.pertemuan import pertemuan_panel
from community.discussion.panels.polls import polls_panel, questions_panel
from community.discussion.panels.presence import here_asking_panel, here_panel
from community.discussion.panels.session import call_panel, session_panel, session_rules

__all__ = [
    "archive_panel",
    "call_panel",
    "here_asking_panel",
    "here_panel",
    "pertemuan_panel",
    "polls_panel",
    "questions_panel",
    "session_panel",
    "session_rules",
]
