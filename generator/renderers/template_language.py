"""The language of templates for Word and for mail: Jinja in a sandbox, strict about what it prints.

An unknown name, a missing value or a text that no document can hold is an error, never a blank.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from types import CodeType
from typing import Any

from jinja2 import StrictUndefined, Undefined, nodes
from jinja2.exceptions import SecurityError, TemplateSyntaxError
from jinja2.runtime import LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from generator.characters import whole_number
from generator.content.printed_values import PrintedValue
from generator.model.narrative import LONGEST_PARAGRAPH
from generator.renderers.template_ordering import ORDERING
from generator.renderers.template_work import (
    CountingCode,
    Work,
    counting_filters,
    counting_tests,
)

# Filters that neither print markup nor depend on chance.
FILTERS = frozenset(
    {
        "abs", "batch", "capitalize", "count", "d", "default", "dictsort", "first", "groupby",
        "int", "items", "join", "last", "length", "list", "lower", "map", "max", "min", "reject",
        "rejectattr", "replace", "reverse", "round", "select", "selectattr", "slice", "sort",
        "string", "sum", "title", "trim", "truncate", "unique", "upper", "wordcount",
    }
)  # fmt: skip
GLOBALS = frozenset({"range", "namespace"})
REFUSED_STATEMENTS: dict[type[nodes.Node], str] = {
    nodes.Include: "include",
    nodes.Import: "import",
    nodes.FromImport: "from",
    nodes.Extends: "extends",
    nodes.Block: "block",
    nodes.ScopedEvalContextModifier: "autoescape",
}
_NONCHARACTERS = "".join(
    chr(plane + low) for plane in range(0, 0x110000, 0x10000) for low in (0xFFFE, 0xFFFF)
)
UNSTORABLE = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff{_NONCHARACTERS}]")
MOST_TAGS = 5_000
"""Tags of one part of a template. The largest of ours has some 150."""
_CALL = 12
"""Steps that a call costs: it takes as long as some turns of a loop."""
_FIGURE = frozenset("0123456789,.-−–+£%() ")


class PrintRefused(Exception):
    """A tag would print what no document can hold. The message says what it is."""


@dataclass(frozen=True)
class Unprintable:
    """Stands in the context for a value that must not be printed. It counts as false."""

    reason: str

    def __bool__(self) -> bool:
        return False

    def __str__(self) -> str:
        raise PrintRefused(self.reason)

    __html__ = __str__


class TemplateLanguage(ImmutableSandboxedEnvironment):
    """Strict Jinja: dictionaries have items but no methods, and only macros can be called.

    `work` is what its templates may still do.
    """

    intercepted_binops = frozenset({"**", "*", "%", "+", "-", "/", "//"})
    code_generator_class = CountingCode

    def __init__(self, names: Iterable[str]) -> None:
        self.work = Work()
        super().__init__(
            autoescape=True,
            undefined=_missing(tuple(names)),
            finalize=lambda value: self.work.weighed(printable(value)),
            cache_size=0,
        )
        known = {name: self.filters[name] for name in FILTERS} | ORDERING
        self.filters = counting_filters(known, self.work)
        self.globals = {name: self.globals[name] for name in GLOBALS}
        tests = dict[str, Any](given=is_given, figure=is_figure)
        tests["column_of_figures"] = is_column_of_figures
        self.tests = counting_tests(tests | dict(self.tests), self.work)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        if source.count("{{") + source.count("{%") > MOST_TAGS:
            raise TemplateSyntaxError(f"it has more than {MOST_TAGS:,} tags", 1)
        with depth_refused():
            return super()._parse(source, name, filename)

    def _generate(self, *arguments: Any, **options: Any) -> str:
        with depth_refused():
            return super()._generate(*arguments, **options)

    def _compile(self, source: str, filename: str) -> CodeType:
        with depth_refused():
            return super()._compile(source, filename)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """`row.update` is the item "update", never the method of a dictionary."""
        if isinstance(obj, dict):
            return self.getitem(obj, attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """An item of a dictionary, or an undefined value that knows the names it could have had."""
        if isinstance(argument, tuple):
            self.work.weighed(argument)
        if isinstance(obj, dict):
            return obj[argument] if argument in obj else self.undefined(obj=obj, name=argument)
        return super().getitem(obj, argument)

    def call(__self, __context: Any, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        """A call costs some steps; what a recursive loop is given to go over, as many as it has."""
        __self.work.spend(_CALL)
        if isinstance(__obj, LoopContext):
            args = tuple(map(__self.work.turns, args))
        elif not isinstance(__obj, Macro):
            __self.work.weighed(args)
        try:
            return super().call(__context, __obj, *args, **kwargs)
        except RecursionError as error:
            raise SecurityError("a macro or a loop uses itself without end") from error

    def is_safe_callable(self, obj: Any) -> bool:
        """Only macros, `range`, `namespace` and what belongs to `loop`."""
        owner = getattr(obj, "__self__", None)
        return (
            isinstance(obj, Macro | LoopContext)
            or isinstance(owner, LoopContext)
            or (obj in self.globals.values())
        )

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Arithmetic on numbers that are no larger than figures; `+` also joins texts and lists."""
        if operator == "**":
            raise SecurityError("a template cannot use the sign **")
        if operator in ("*", "%"):
            left, right = _plain_number(left), _plain_number(right)
            if not (isinstance(left, int) and isinstance(right, int)):
                raise SecurityError(f"the sign {operator} works on whole numbers only")
        for side in (left, right):
            self.work.weighed(self.work.number(side))
        return self.work.number(super().call_binop(context, operator, left, right))


@contextmanager
def depth_refused() -> Iterator[None]:
    """Say what Python's own limits for a program mean for a template."""
    try:
        yield
    except (RecursionError, MemoryError, SyntaxError, ValueError) as error:
        raise TemplateSyntaxError("its tags are nested too deep, or too long", 1) from error


def _plain_number(value: Any) -> Any:
    if isinstance(value, PrintedValue):
        number = whole_number(str(value).replace(",", ""))
        return value if number is None else number
    return value


def printable(value: Any) -> Any:
    """The value, when a document can hold it. Raises PrintRefused or UndefinedError."""
    if isinstance(value, Undefined | Unprintable):
        str(value)  # raises, with the reason
    if isinstance(value, bool):
        raise PrintRefused("the value is a yes or no, which has no text of its own")
    if isinstance(value, str):
        if reason := refusal(value):
            raise PrintRefused(reason)
    elif isinstance(value, PrintedValue):
        return str(value)
    elif value is None or (isinstance(value, float) and not math.isfinite(value)):
        raise PrintRefused("the value is not a text or a number")
    elif not isinstance(value, int | float | Decimal):
        raise PrintRefused(f"the value is a {_kind(value)}, not a text or a number")
    return value


def refusal(text: str) -> str | None:
    """Why Word cannot hold a text, or None. Tokens are let through."""
    found = None if text.isprintable() else UNSTORABLE.search(text)  # the first is much quicker
    if found:
        return f"the value holds the character U+{ord(found.group()):04X}, which Word cannot store"
    if len(text) > LONGEST_PARAGRAPH:
        return f"the value has {len(text):,} characters, more than {LONGEST_PARAGRAPH:,}"
    return None


def is_given(value: object) -> bool:
    """Whether a text says anything: neither empty nor the dash that represents an empty one."""
    if isinstance(value, PrintedValue):
        return not value.is_missing
    return not isinstance(value, Undefined) and bool(value) and value != "–"


def is_figure(value: object) -> bool:
    """Whether a text is a figure such as 41, £491,000 or 55%, or the dash of an unknown one."""
    text = str(value)
    return text == "–" or (set(text) <= _FIGURE and any(letter.isdigit() for letter in text))


def is_column_of_figures(rows: list[dict[str, list[object]]], column: int) -> bool:
    """Whether every row's cell in a column, counted from 0, is a figure."""
    return bool(rows) and all(
        column < len(row["cells"]) and is_figure(row["cells"][column]) for row in rows
    )


def name_advice(name: object, names: Iterable[object]) -> str:
    """What is wrong with an unknown name, and the names near to it."""
    known = sorted(str(known) for known in names)
    near = get_close_matches(str(name), known, n=3, cutoff=0.6)
    if near:
        return f"there is no '{name}'; did you mean {' or '.join(near)}?"
    return f"there is no '{name}'; there is: {', '.join(known) or 'nothing'}"


def _missing(names: tuple[str, ...]) -> type[StrictUndefined]:
    class Missing(StrictUndefined):
        """A name that the context does not have; any use of it but `is defined` is an error."""

        @property
        def _undefined_message(self) -> str:
            if isinstance(self._undefined_obj, dict):
                return name_advice(self._undefined_name, self._undefined_obj)
            if self._undefined_hint or not isinstance(self._undefined_name, str):
                return super()._undefined_message
            if isinstance(self._undefined_obj, str | int | float | list):
                kind = _kind(self._undefined_obj)
                return f"there is no '{self._undefined_name}' in a {kind}"
            return name_advice(self._undefined_name, names)

    return Missing


def _kind(value: object) -> str:
    kinds = ((str, "text"), (list, "list"), (dict, "record"), (int | float, "number"))
    return next((word for kind, word in kinds if isinstance(value, kind)), "macro")
