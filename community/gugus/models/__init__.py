"""Working groups: who belongs to them, who leads them, how one comes in, and what is reported in them."""

from community.gugus.models.feed import FeedToken
from community.gugus.models.gugus import Anggota, Gugus, GugusSekolah, OfGugus, Pengurus
from community.gugus.models.imports import TeacherImport, TeacherImportRow
from community.gugus.models.joining import Invitation, JoinRequest
from community.gugus.models.moderation import (
    HIDDEN_WORDS,
    REPORT_REASONS,
    VERDICTS,
    Report,
    ReportCase,
    Ruling,
)
from community.gugus.models.words import JENJANG, KINDS, PENGURUS_OFFICES

__all__ = [
    "HIDDEN_WORDS",
    "JENJANG",
    "KINDS",
    "PENGURUS_OFFICES",
    "REPORT_REASONS",
    "VERDICTS",
    "Anggota",
    "FeedToken",
    "Gugus",
    "GugusSekolah",
    "Invitation",
    "JoinRequest",
    "OfGugus",
    "Pengurus",
    "Report",
    "ReportCase",
    "Ruling",
    "TeacherImport",
    "TeacherImportRow",
]
