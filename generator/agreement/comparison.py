"""Compares what finished documents say of each risk, and of all, with the register."""

from __future__ import annotations

from collections.abc import Mapping

from generator.agreement.finished_documents import read_document
from generator.agreement.risk_facts import Fact, Facts, Key, Value
from generator.errors import DocumentError
from generator.model.pack import Pack

_MOST = 5
"""Disagreements that are told; the cause of the first is mostly that of all."""


def refuse_disagreements(pack: Pack, files: Mapping[str, bytes]) -> None:
    """Read finished files of a pack back, by their names, and compare them with its register.

    Raises DocumentError where one says something else of a risk or a count than the register, or
    than another of them; it names both places.
    """
    if pack.register is None:
        return
    facts = Facts(pack)
    right, told = facts.right(), []
    seen: dict[Key, Fact] = {}
    for name, content in files.items():
        for fact in facts.said_by(read_document(name, content)):
            if fact.key not in right:
                continue
            if fact.value != right[fact.key]:
                told.append(_sentence(fact, right[fact.key], seen.get(fact.key), pack))
            else:
                seen.setdefault(fact.key, fact)
    if told:
        more = f"; and {len(told) - _MOST} more" if len(told) > _MOST else ""
        of = f"{pack.name}/{pack.period}"
        raise DocumentError(
            f"The finished documents of {of} do not agree: {'; '.join(told[:_MOST])}{more}",
            "Nothing was released. Look for a tag under the wrong heading in the template. If "
            "there is none, report this as a fault of the program.",
        )


def _sentence(fact: Fact, right: Value, other: Fact | None, pack: Pack) -> str:
    of, what = fact.key
    register = f"the register {pack.register.file}" if pack.register else ""
    place = other.place if other else register
    return f"{of}: {what} is {_shown(fact.value)} in {fact.place}, but {_shown(right)} in {place}"


def _shown(value: Value) -> str:
    return "nothing" if value is None else str(value)
