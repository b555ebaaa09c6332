"""Notices: a sentence and a link for one person, in the application, in a letter, on the closed phone.

    tell(ids, "Pertemuan dipindah ke Sabtu.", link="/pertemuan/abc", key="pindah:abc", kind="pertemuan")

The application shows it until it is read; what stays unread goes into one letter (accounts/jobs.py), and to the
devices that asked for it (kernel/push). Which kind of notice goes which way is each person's own choice.
"""

from community.kernel.notices.kinds import CHANNELS, NOTICE_KINDS, NoticeKind
from community.kernel.notices.models import (
    DEFAULT_SETTINGS,
    Notice,
    NoticeChoice,
    NoticeSettings,
    PushLetter,
    PushSubscription,
    chosen,
)
from community.kernel.notices.telling import Told, tell, unread, withdraw

__all__ = [
    "CHANNELS",
    "DEFAULT_SETTINGS",
    "NOTICE_KINDS",
    "Notice",
    "NoticeChoice",
    "NoticeKind",
    "NoticeSettings",
    "PushLetter",
    "PushSubscription",
    "Told",
    "chosen",
    "tell",
    "unread",
    "withdraw",
]
