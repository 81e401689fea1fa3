"""What can be wrong in the narrative, as it is turned into the text of a document."""

from __future__ import annotations

from generator.findings import rule

UNKNOWN_NAME = rule("NARR-01")
UNKNOWN_PLACE = rule("NARR-02")
UNSUPPORTED = rule("NARR-03")
NO_CAPTION = rule("NARR-04")
LINK_LEADS_NOWHERE = rule("NARR-12")
HALF_WRITTEN = rule("NARR-13")
PLACED_TWICE = rule("NARR-14")
REFERS_TO_NOTHING = rule("NARR-15")
CHART_NOT_BORNE = rule("NARR-16")
SECTION_UNUSED = rule("NARR-17")
SECTION_BLANK = rule("NARR-18")
