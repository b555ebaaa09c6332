"""Teacher lists of a few rows, read as if they had been handed in."""

from datetime import date

from community.gugus.teacher_list import read_teacher_list
from tests.kernel.workbooks import book

TODAY = date(2026, 11, 14)


def listed(*rows):
    """The list whose rows, headings among them, are these."""
    return read_teacher_list(book(list(rows)), TODAY)


def teacher(**cells):
    """The one teacher of a list with these headings ("_" for a blank); Ida Maryani unless Nama says otherwise."""
    cells = {"Nama": "Ida Maryani"} | cells
    return listed([heading.replace("_", " ") for heading in cells], list(cells.values())).rows[0]


def codes(row):
    """What is wrong with a row."""
    return [problem.code for problem in row.problems]
