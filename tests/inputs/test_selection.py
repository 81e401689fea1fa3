"""Which documents are asked for."""

import pytest

from generator.errors import UsageError
from generator.inputs.folders import select_documents
from tests.content.packs import SETTINGS


def test_a_unique_start_is_enough():
    """The start of a name, the name, and the file name all mean the document."""
    for asked in ("rep", "report", "report.docx"):
        assert select_documents([SETTINGS], [asked]) == {"report.docx"}


def test_several_may_be_asked_for():
    """Each of the names asked for counts, and none twice."""
    names = select_documents([SETTINGS, SETTINGS], ["register", "appendix-a", "register.xlsx"])
    assert names == {"register.xlsx", "appendix-a-log.docx"}


@pytest.mark.parametrize(
    ("asked", "said"),
    [("nothing", "There is no document nothing"), ("re", "re could mean register or report")],
)
def test_what_is_none_or_several_is_said(asked, said):
    """A name that means nothing or more than one thing is wrong usage, with the choices."""
    with pytest.raises(UsageError, match=said):
        select_documents([SETTINGS], [asked])
