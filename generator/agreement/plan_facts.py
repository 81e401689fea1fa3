"""What the action plan says of each action and of all, and the headings and words that tell it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from generator.agreement.facts import (
    REFERENCE,
    Facts,
    Key,
    Phrase,
    TableKind,
    Value,
    alternatives,
    day,
    number,
    of_mapping,
    prose,
)
from generator.agreement.finished_documents import one_line
from generator.content.wording import slug
from generator.model.actions import Action
from generator.model.pack import Pack
from generator.settings.registers import ActionStatus

_ALL = "the plan"
_REFERENCES = frozenset(("reference", "ref", "ref.", "no.", "no", "action", "id"))


def plan_facts(pack: Pack) -> Facts:
    """The facts of a pack's action plan; none without one."""
    if pack.action_plan is None or pack.settings.action_plan is None:
        return Facts()
    actions, key = pack.action_plan.actions, pack.settings.action_plan.key
    updated = pack.settings.action_plan.updated
    dated = [
        Phrase(pattern=re.compile(pattern), of=_ALL, columns=(("updated", prose),))
        for pattern in (r"^Updated: (.+)$", r"\bas updated (.+)$")
        if updated
    ]
    return Facts(
        source=f"the plan {pack.action_plan.file}",
        right=_right(actions, key) | {(_ALL, "updated"): one_line(updated)},
        kinds=(*_tables_of_actions(actions, key), *_tables_of_counts(actions, key)),
        phrases=(*_phrases(actions, key), *dated),
        descriptions=(*_descriptions(actions, key), *dated),
        records={action.reference: action.reference for action in actions},
        figures={"actions.total": (_ALL, "actions")}
        | {f"actions.{slug(each.word)}": (_rated(each), "actions") for each in key},
    )


def _rated(status: ActionStatus) -> str:
    return f"the actions rated {status.word}"


def _lead(action: Action) -> str:
    return one_line(action.lead) or "Not recorded"


def _heading(status: ActionStatus) -> str:
    return f"{status.word} ({status.letter})" if status.letter else status.word


def _right(actions: tuple[Action, ...], key: tuple[ActionStatus, ...]) -> dict[Key, Value]:
    right: dict[Key, Value] = {
        (_ALL, "actions"): len(actions),
        ("sheet Action plan", "rows"): ", ".join(action.reference for action in actions),
    }
    for action in actions:
        told: dict[str, Value] = {
            "lead": one_line(action.lead) or None,
            "recommendation": one_line(action.recommendation) or None,
            "what will be done": one_line(action.what_we_will_do) or None,
            "progress": one_line(" ".join(action.progress)) or None,
            "RAG": action.rag or None,
            "due date": action.due,
            "completed": action.completed,
        }
        right |= {(action.reference, name): value for name, value in told.items()}
    rated = Counter(action.rag for action in actions)
    for each in key:
        right[_rated(each), "actions"] = rated[each.letter]
        right[_rated(each), "status"] = one_line(f"{each.word} {each.meaning}")
    right[_ALL, "status"] = "All actions"
    of_lead = Counter((_lead(action), action.rag) for action in actions)
    of_all = Counter(map(_lead, actions))
    for lead, total in of_all.items():
        right[f"the lead {lead}", "actions"] = total
        for each in key:
            right[f"the lead {lead}", f"actions rated {each.word}"] = of_lead[lead, each.letter]
    return right


def _tables_of_actions(
    actions: tuple[Action, ...], key: tuple[ActionStatus, ...]
) -> Iterator[TableKind]:
    labels = {label: each.letter or None for each in key for label in (each.letter, each.word)}
    rag = (("RAG", of_mapping({label: letter for label, letter in labels.items() if label})),)
    done = (("what will be done", prose),)
    due, asked = (("due date", day),), (("recommendation", prose),)
    columns = {
        "lead": (("lead", prose),), "owner": (("lead", prose),),
        "recommendation": asked, "recommendation(s)": asked,
        "what we will do": done, "progress": (("progress", prose),), "rag": rag, "rag status": rag,
        "due": due, "due date": due, "completed": (("completed", day),),
    }  # fmt: skip
    rows = {action.reference: action.reference for action in actions}
    yield TableKind(
        first=_REFERENCES,
        rows=rows,
        columns=columns,
        strong=frozenset(("rag", "rag status", "recommendation", "recommendation(s)")),
        known=REFERENCE,
        lists="sheet Action plan",
    )


def _tables_of_counts(
    actions: tuple[Action, ...], key: tuple[ActionStatus, ...]
) -> Iterator[TableKind]:
    rows = {
        one_line(label): _rated(each)
        for each in key
        for label in (each.letter, each.word, f"{each.word}: {each.meaning}", _heading(each))
    }
    yield TableKind(
        first=frozenset(("rag", "rag status", "status")),
        rows=rows | {"Total": _ALL, "All actions": _ALL},
        columns={"actions": (("actions", number),), "status": (("status", prose),)},
    )
    counted = {_heading(each).casefold(): ((f"actions rated {each.word}", number),) for each in key}
    yield TableKind(
        first=frozenset(("lead",)),
        rows={_lead(action): f"the lead {_lead(action)}" for action in actions},
        columns=counted | {"all actions": (("actions", number),)},
    )


def _phrases(actions: tuple[Action, ...], key: tuple[ActionStatus, ...]) -> Iterator[Phrase]:
    total = re.compile(r"^Actions in the plan(?: by status)?: (\d+)\b")
    yield Phrase(pattern=total, of=_ALL, columns=(("actions", number),))
    named = {f"{each.word} ({each.meaning})": _rated(each) for each in key}
    yield Phrase(
        pattern=re.compile(rf"^{alternatives(named)}: (\d+)$"),
        of=named,
        columns=(("actions", number),),
    )
    yield from _by_word(r"^Actions by RAG: (?:.*, )?", key)
    yield Phrase(
        pattern=re.compile(r"^Most actions: (.+) \((\d+)\)$"),
        of={_lead(action): f"the lead {_lead(action)}" for action in actions},
        columns=(("actions", number),),
    )


def _descriptions(actions: tuple[Action, ...], key: tuple[ActionStatus, ...]) -> Iterator[Phrase]:
    """What the alternative texts of the workbook's charts say."""
    whole = "Columns of the actions by RAG"
    yield from _by_word(rf"^{whole} .*?: (?:.*, )?", key, whole)
    yield Phrase(
        pattern=re.compile(r"(?:All actions: |; )(\S[^;]*?) (\d+)(?=;|\.$)"),
        of={_lead(action): f"the lead {_lead(action)}" for action in actions}
        | {"All others": "all other leads"},
        columns=(("actions", number),),
        whole="Stacked bars of actions by lead",
    )


def _by_word(before: str, key: tuple[ActionStatus, ...], whole: str = "") -> Iterator[Phrase]:
    """ "Red 1, Amber 2" after other words."""
    for each in key:
        yield Phrase(
            pattern=re.compile(rf"{before}{re.escape(each.word)} (\d+)(?=[,.]|$)"),
            of=_rated(each),
            columns=(("actions", number),),
            whole=whole,
        )
