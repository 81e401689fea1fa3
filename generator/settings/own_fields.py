"""Keys of a council's own, such as the report number: declared with a title and a kind of value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator

from generator.settings.declaration import ANY_CASE, Filled, Settings, day_of_text

_NAME = re.compile(r"[a-z][a-z0-9_]{0,49}")
_NUMBER = re.compile(r"[-−]?(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,6})?")
_TRUTH = {"yes": True, "true": True, "no": False, "false": False}
_SHOULD = {
    "date": "a date such as 2024-04-25",
    "number": "a number such as 1,250 or 7.5",
    "money": "an amount of pounds such as £1,250",
    "yes/no": "yes or no",
}

FieldValue = str | date | Decimal | bool


class OwnField(Settings):
    """A key of your own, such as the report number or the wards. Templates and texts print it with
    {{ fields.report_number }}."""

    title: Filled = Field(examples=["Report number"])
    """What the key is, in words."""
    kind: Annotated[Literal["text", "date", "number", "money", "yes/no"], ANY_CASE] = "text"
    """What the value is. A date, a number, an amount of money, and yes or no are checked, and
    printed as the papers print them."""
    value: Filled = Field(examples=["EX/24/017"])
    """The value."""

    @field_validator("value")
    @classmethod
    def _is_of_its_kind(cls, text: str, others: ValidationInfo) -> str:
        kind = others.data.get("kind", "text")
        if _parsed(text, kind) is None:
            raise ValueError(f"it should be {_SHOULD[kind]}, but is '{text}'")
        return text

    @property
    def parsed(self) -> FieldValue:
        """The value as its kind has it."""
        found = _parsed(self.value, self.kind)
        return self.value if found is None else found


def _parsed(text: str, kind: str) -> FieldValue | None:
    """None for a text that is not of the kind."""
    text = text.strip()
    if kind == "date":
        return day_of_text(text)
    if kind == "yes/no":
        return _TRUTH.get(text.lower())
    if kind in ("number", "money"):
        sign = re.match(r"[-−]?\s*£\s*", text) if kind == "money" else None
        bare = text[0] * (text[:1] in "-−") + text[sign.end() :] if sign else text
        is_number = _NUMBER.fullmatch(bare)
        return Decimal(bare.replace(",", "").replace("−", "-")) if is_number else None
    return text


def checked_names(fields: Mapping[str, OwnField]) -> Mapping[str, OwnField]:
    """The fields. Raises ValueError for a name that no template could use."""
    for name in fields:
        if not _NAME.fullmatch(name):
            raise ValueError(
                f"a field's name has small letters, digits and underscores, as in report_number, "
                f"but this is '{name[:50]}'"
            )
        if hasattr(dict, name):  # in a template fields.items would be the dictionary's own
            raise ValueError(f"templates reserve the name {name}; choose another")
    return fields
