"""What can be the matter with a file as a whole."""

from __future__ import annotations

from generator.findings import rule

FILE_MISSING = rule("FILE-01")
FILE_OTHER_KIND = rule("FILE-02")
FILE_DAMAGED = rule("FILE-03")
FILE_REFUSED = rule("FILE-04")
FILE_TEXT_FORM = rule("FILE-05")
FILE_OUTSIDE = rule("FILE-06")
FILE_LINKED = rule("FILE-07")
FILE_NOT_TEXT = rule("FILE-08")
FILE_LOCKED = rule("FILE-09")
