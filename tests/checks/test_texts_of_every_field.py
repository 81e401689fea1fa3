"""The rules for texts see every text of the records and the settings, whatever its field."""

from __future__ import annotations

from dataclasses import fields, replace
from enum import Enum

import pytest

from generator.checks import check
from generator.content.figures import figures_of
from generator.findings import Location
from generator.settings.declaration import AS_INPUTS_HAVE_IT, Settings
from tests.content.packs import PACK

NASTY = "the the staff\u200b â€“ TBC"
CODES = {"TEXT-02", "TEXT-05", "TEXT-06", "TEXT-11"}
NAMES = ("inputs", "rules", "charts", "workbook", "reading", "appendix")
"""What names an input or a finding, or is a number or one of a few words."""
ROW = Location(file="x.csv", row=2)
CELL = Location(file="x.csv", row=2, column="B")


def placed(record):
    """The record, with a place."""
    return replace(record, where={**record.where, "row": ROW})


RECORDS = {
    "register": placed(PACK.register.risks[0]),
    "action_plan": placed(PACK.action_plan.actions[0]),
    "survey": placed(PACK.survey.areas[0]),
    **{
        name: placed(getattr(PACK, name)[0])
        for name in ("service_reviews", "savings", "subject_history", "figures")
    },
}
TEXT_FIELDS = [
    (part, field.name)
    for part, record in RECORDS.items()
    for field in fields(record)
    if isinstance(getattr(record, field.name), str)
    and not isinstance(getattr(record, field.name), Enum)
    and field.name != "reference"
]


def found(**changes):
    """The rules for texts that find something, and where."""
    sound = {"register": None, "action_plan": None, "survey": None}
    sound |= dict.fromkeys(("service_reviews", "savings", "subject_history", "figures"), ())
    pack = replace(PACK, narrative={}, implications={}, **(sound | changes))
    seen = check(pack, figures=figures_of(pack))
    return {each.code: each.location for each in seen if each.code in CODES}


@pytest.mark.parametrize(("part", "name"), TEXT_FIELDS)
def test_every_text_of_a_record(part: str, name: str) -> None:
    """A fault in any text of any record is found, in its cell."""
    key = name.removesuffix("_as_written")
    record = RECORDS[part]
    record = replace(record, **{name: NASTY}, where={**record.where, key: CELL})
    whole = getattr(PACK, part)
    parts = {"register": "risks", "action_plan": "actions", "survey": "areas"}
    changed = replace(whole, **{parts[part]: (record,)}) if part in parts else (record,)
    assert found(**{part: changed}) == dict.fromkeys(CODES, CELL)


def texts(value, path=()):
    """The path of each text of the settings that is meant for people."""
    if isinstance(value, Settings):
        for name, field in type(value).model_fields.items():
            if name not in NAMES and AS_INPUTS_HAVE_IT not in field.metadata:
                yield from texts(getattr(value, name), (*path, name))
    elif isinstance(value, tuple):
        for number, each in enumerate(value):
            yield from texts(each, (*path, number))
    elif isinstance(value, str) and not isinstance(value, Enum):
        yield path


def put(value, path, text):
    """The settings with another text at a path."""
    if not path:
        return text
    first, *rest = path
    if isinstance(value, tuple):
        return tuple(put(each, rest, text) if n == first else each for n, each in enumerate(value))
    return value.model_copy(update={first: put(getattr(value, first), rest, text)})


def test_every_text_of_the_settings() -> None:
    """A fault in any text of pack.yaml is found at its line."""
    paths = list(texts(PACK.settings))
    assert len(paths) > 50
    for number, path in enumerate(paths, start=10):
        dotted = ".".join(map(str, path))
        settings = put(PACK.settings, path, NASTY)
        place = Location(file="council.yaml", line=number)
        seen = found(settings=settings, settings_places={dotted: place})
        assert seen == dict.fromkeys(CODES, place), path
