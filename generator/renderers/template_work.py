"""A limit of work for templates: each turn of a loop, each call and each character counts.

The same template stops at the same place on every machine, which a limit of time would not do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from functools import wraps
from typing import Any

from jinja2 import filters, nodes, pass_environment, pass_eval_context
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.filters import make_attrgetter

MOST_WORK = 3_000_000
"""Steps of one document or text. A log of 1,000 risks takes some 250,000."""
_CHARACTERS = 16
"""Characters that count as one step: 48 million fit a document."""
_LONGEST_NUMBER = 100
"""Bits. No figure of a council's needs more; squaring in a loop would never end."""
_COMPARING = (
    "==", "eq", "equalto", "!=", "ne", "<", "lt", "lessthan", "<=", "le", ">", "gt", "greaterthan",
    ">=", "ge", "in", "figure",
)  # fmt: skip
_LOOKING = (
    "string", "upper", "lower", "capitalize", "title", "trim", "truncate", "wordcount", "dictsort",
)  # fmt: skip


class Work:
    """What a template may still do. Raises SecurityError where it is used up."""

    def __init__(self) -> None:
        self._left = MOST_WORK

    def spend(self, steps: int) -> None:
        """Take steps away."""
        self._left -= steps
        if self._left < 0:
            raise SecurityError(
                "the template has too much to do: look for a loop within a loop, a macro that uses "
                "itself, or a text that doubles"
            )

    def cost(self, value: Any) -> int:
        """How many steps it takes to look at a value: by its items and characters, at any depth."""
        waiting, steps = [value], 0
        while waiting and steps <= self._left:
            each = waiting.pop()
            steps += 1 + (len(each) // _CHARACTERS if isinstance(each, str) else 0)
            if isinstance(each, dict):
                waiting += [*each, *each.values()]
            elif isinstance(each, list | tuple):
                waiting += each
        return steps

    def weighed(self, value: Any) -> Any:
        """The value, once its cost is paid."""
        # Nearly all that is printed is a text: it need not be walked through.
        is_text = isinstance(value, str)
        self.spend(1 + len(value) // _CHARACTERS if is_text else self.cost(value))
        return value

    def turns(self, items: Iterable[Any]) -> Iterable[Any]:
        """What a loop goes over; each turn costs a step."""
        if isinstance(items, Sized):
            self.spend(len(items))
            return items
        return self._one_by_one(items)

    def _one_by_one(self, items: Iterable[Any]) -> Iterator[Any]:
        for item in items:
            self.spend(1)
            yield item

    def number(self, value: Any) -> Any:
        """The value, unless it is a number that has grown beyond any figure."""
        if isinstance(value, int) and value.bit_length() > _LONGEST_NUMBER:
            raise SecurityError("a number is larger than any figure")
        return value


class CountingCode(CodeGenerator):
    """Writes the program of a template such that it asks `environment.work` all along."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        # The nodes themselves are kept too: an id of what is gone would be given again.
        self._asked: dict[int, tuple[nodes.Node, str]] = {}

    def _ask(self, question: str, *asked: nodes.Node) -> None:
        self._asked |= {id(node): (node, question) for node in asked}

    def visit(self, node: nodes.Node, *arguments: Any, **options: Any) -> Any:
        """Write a node, within the question that it costs."""
        question = self._asked[id(node)][1] if id(node) in self._asked else _question_of(node)
        if question:
            self.write(f"environment.work.{question}(")
        super().visit(node, *arguments, **options)
        if question:
            self.write(")")

    def visit_For(self, node: nodes.For, frame: Frame) -> None:  # noqa: N802
        """A loop: its turns count."""
        self._ask("turns", node.iter)
        super().visit_For(node, frame)

    def visit_Compare(self, node: nodes.Compare, frame: Frame) -> None:  # noqa: N802
        """A comparison looks at both sides as deep as they are; with a constant it does not."""
        sides = [node.expr, *(operand.expr for operand in node.ops)]
        is_search = any(operand.op in ("in", "notin") for operand in node.ops)
        if is_search or not any(isinstance(side, nodes.Const) for side in sides):
            self._ask("weighed", *sides)
        super().visit_Compare(node, frame)

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802
        """What `~` joins, before it is joined."""
        self._ask("weighed", *node.nodes)
        super().visit_Concat(node, frame)

    def _output_const_repr(self, group: Iterable[Any]) -> str:
        return f"environment.work.weighed({super()._output_const_repr(group)})"


def _question_of(node: nodes.Node) -> str:
    """What is asked of each node of a kind: lists and slices made may hold others many times."""
    items: list[Any] = []
    if isinstance(node, nodes.List) or (isinstance(node, nodes.Tuple) and node.ctx == "load"):
        items = node.items
    elif isinstance(node, nodes.Dict):
        items = [part for pair in node.items for part in (pair.key, pair.value)]
    elif isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Slice):
        return "weighed"
    return "" if all(isinstance(item, nodes.Const) for item in items) else "weighed"


def counting_filters(known: dict[str, Callable[..., Any]], work: Work) -> dict[str, Any]:
    """Filters that count: what they make, and beforehand what could be far too much."""
    own = {name: _counting(each, work) for name, each in known.items()}
    own |= {name: _counting(known[name], work, work.weighed) for name in _LOOKING}

    def filling(make: Callable[..., Iterator[Any]]) -> Callable[..., Any]:
        def filled(value: Any, times: int, fill_with: Any = None) -> Any:
            work.spend(abs(times) * work.cost(fill_with))
            return work.turns(make(value, times, fill_with))

        return filled

    def rounded(value: Any, precision: int = 0, method: Any = "common") -> Any:
        work.spend(precision**2)
        return filters.do_round(value, precision, method)

    @pass_eval_context
    def replaced(context: Any, text: Any, old: str, new: str, count: int | None = None) -> str:
        work.spend(str(work.weighed(text)).count(str(old)) * work.cost(str(new)))
        return filters.do_replace(context, text, old, new, count)

    @pass_eval_context
    def joined(context: Any, items: Any, d: str = "", attribute: Any = None) -> str:
        parts = [work.weighed(each) for each in _by(context.environment, items, attribute, work)]
        work.spend(len(parts) * work.cost(str(work.weighed(d))))
        return filters.sync_do_join(context, parts, d)

    @pass_environment
    def summed(environment: Any, items: Any, attribute: Any = None, start: Any = 0) -> Any:
        if isinstance(start, str | list | tuple | dict):
            raise SecurityError("the filter 'sum' adds numbers only")
        parts = _by(environment, items, attribute, work)
        return work.number(filters.sync_do_sum(environment, parts, start=start))

    own |= {"batch": filling(filters.do_batch), "slice": filling(filters.sync_do_slice)}
    return own | {"round": rounded, "replace": replaced, "join": joined, "sum": summed}


def _by(environment: Any, items: Any, attribute: Any, work: Work) -> Iterator[Any]:
    """The items of a list, or an attribute of each; each costs a step."""
    get = make_attrgetter(environment, attribute)
    return (get(item) for item in work.turns(items))


def counting_tests(known: Mapping[str, Any], work: Work) -> dict[str, Any]:
    """Tests; those that compare count what they look at."""
    return dict(known) | {name: _weighing(known[name], work) for name in _COMPARING}


def _counting(
    filter_: Callable[..., Any], work: Work, look: Callable[[Any], Any] = lambda value: value
) -> Callable[..., Any]:
    """A filter of which the result counts; `look` sees the value first."""
    place = 1 if hasattr(filter_, "jinja_pass_arg") else 0

    @wraps(filter_)
    def filtered(*values: Any, **options: Any) -> Any:
        value = look(values[place])
        work.spend(1 if isinstance(value, str) or not isinstance(value, Sized) else len(value))
        made = work.number(filter_(*values, **options))
        if isinstance(made, str):
            return work.weighed(made)
        is_list = isinstance(made, Sized) and made is not values[place]
        return work.turns(made) if is_list or isinstance(made, Iterator) else made

    return filtered


def _weighing(test: Callable[..., Any], work: Work) -> Callable[..., Any]:
    @wraps(test)
    def tested(*values: Any) -> Any:
        for value in values:
            work.weighed(value)
        return test(*values)

    return tested
