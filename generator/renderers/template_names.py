"""Misspelt names found without rendering, also in loops that happen to be empty.

The template's syntax tree is followed with examples in place of the values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, TypeVar

from jinja2 import nodes

from generator.content.template_context import ANYTHING
from generator.renderers.template_language import (
    GLOBALS,
    REFUSED_STATEMENTS,
    TemplateLanguage,
    depth_refused,
    name_advice,
)

_KEEP_SHAPE = frozenset(
    {"default", "d", "list", "sort", "reverse", "unique", "select", "reject", "selectattr",
     "rejectattr"}
)  # fmt: skip
_TAKE_ELEMENT = frozenset({"first", "last"})

_MOST_CALLS = 1_000
"""Kinds of call that are followed: macros that call each other could have endlessly many."""
_SECTION = re.compile(r"(narrative|implications|fields)\.\w+$")

Fault = tuple[int, str]
N = TypeVar("N", bound=nodes.Node)


def name_faults(
    tree: nodes.Template, shapes: Mapping[str, Any], *, is_flat: bool = False
) -> list[Fault]:
    """The line and reason of every name that the shapes do not have, in the template's order.

    In a flat tree every loop and macro is closed right after it was opened; its names hold for
    what follows. Raises TemplateSyntaxError for a tree that is too deep to be followed.
    """
    with depth_refused():
        check = _NameCheck(optional=frozenset(_tested_for(tree)), is_flat=is_flat)
        check.statements(tree.body, dict(shapes) | dict.fromkeys(GLOBALS, ANYTHING))
        for macro in check.macros.values():
            check.call(macro, [ANYTHING] * len(macro.args), unless_done=True)
    return sorted(set(check.faults))


def language_faults(tree: nodes.Template) -> Iterator[Fault]:
    """The line and reason of every statement, filter and test that the language does not have."""
    language = TemplateLanguage(())
    for statement, word in REFUSED_STATEMENTS.items():
        for node in _all(tree, statement):
            yield node.lineno, f"a template cannot use '{word}'"
    kinds: tuple[tuple[Any, str, Any], ...] = (
        (nodes.Filter, "filter", language.filters),
        (nodes.Test, "test", language.tests),
    )
    for kind, noun, known in kinds:
        for node in _all(tree, kind):
            if node.name not in known:
                advice = name_advice(node.name, known)
                yield node.lineno, advice.replace("there is no", f"there is no {noun}", 1)


def required_sections(tree: nodes.Template) -> frozenset[str]:
    """The sections and fields that the template cannot do without: "fields.report_number"."""
    wanted = paths(tree) - set(_tested_for(tree))
    return frozenset(path for path in wanted if _SECTION.match(path))


def paths(tree: nodes.Template) -> frozenset[str]:
    """Every name that the template uses, with what it asks of it: "narrative.summary"."""
    found = {_path(node) for node in _all(tree, (nodes.Name, nodes.Getattr))}
    return frozenset(path for path in found if not path.startswith(".")) - {""}


def _tested_for(tree: nodes.Template) -> Iterator[str]:
    """The paths that the template itself asks for before it uses them."""
    for test in _all(tree, nodes.Test):
        if test.name in ("defined", "undefined", "given"):
            yield _path(test.node)
    for filtered in _all(tree, nodes.Filter):
        if filtered.name in ("default", "d") and filtered.node is not None:
            yield _path(filtered.node)


def _all(tree: nodes.Template, kinds: type[N] | tuple[type[N], ...]) -> list[N]:
    """Every node of these kinds."""
    return [node for node in _every(tree) if isinstance(node, kinds)]


@lru_cache(maxsize=64)
def _every(tree: nodes.Template) -> tuple[nodes.Node, ...]:
    """Every node, gathered once: to walk a tree takes longer than all that is sought in it."""
    with depth_refused():
        return tuple(tree.find_all(nodes.Node))


def _path(node: nodes.Node) -> str:
    """`narrative.background` as it is written, or "" for anything but names and dots."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{_path(node.node)}.{node.attr}"
    return ""


@dataclass
class _NameCheck:
    """Walks the tree with a scope of shapes and gathers faults."""

    optional: frozenset[str]
    is_flat: bool = False
    faults: list[Fault] = field(default_factory=list)
    macros: dict[str, nodes.Macro] = field(default_factory=dict)
    called: set[tuple[Any, ...]] = field(default_factory=set)
    globals: dict[str, Any] = field(default_factory=dict)

    def statements(self, body: Sequence[nodes.Node], scope: dict[str, Any]) -> None:
        """Statements one after another; what they set stays in the scope."""
        self.globals = self.globals or scope
        for node in body:
            self.statement(node, scope)

    def statement(self, node: nodes.Node, scope: dict[str, Any]) -> None:
        """One statement or expression."""
        if isinstance(node, nodes.Macro):
            self.macros[node.name] = node
            scope[node.name] = ANYTHING
            if self.is_flat:
                scope |= {each.name: ANYTHING for each in node.args}
        elif isinstance(node, nodes.For):
            self.loop(node, scope)
        elif isinstance(node, nodes.If):
            self.shape(node.test, scope)
            for branch in (node.body, node.elif_, node.else_):
                self.statements(branch, scope)
        elif isinstance(node, nodes.Assign):
            _bind(node.target, self.shape(node.node, scope), scope)
        elif isinstance(node, nodes.AssignBlock):
            self.statements(node.body, scope)
            _bind(node.target, ANYTHING, scope)
        elif isinstance(node, nodes.Expr):
            self.shape(node, scope)
        else:
            for child in node.iter_child_nodes():
                self.statement(child, scope)

    def loop(self, node: nodes.For, scope: dict[str, Any]) -> None:
        """A loop, whose body sees one element of what it goes over."""
        inner = dict(scope) | {"loop": ANYTHING}
        _bind(node.target, _element(self.shape(node.iter, scope)), inner)
        if self.is_flat:
            scope |= inner
        if node.test is not None:
            self.shape(node.test, inner)
        self.statements(node.body, inner)
        self.statements(node.else_, scope)

    def call(self, macro: nodes.Macro, arguments: list[Any], *, unless_done: bool = False) -> None:
        """A macro's body with the shapes of one call, once for each kind of call."""
        done = (macro.name, *(id(argument) for argument in arguments))
        if done in self.called or (unless_done and any(macro.name == c[0] for c in self.called)):
            return
        if len(self.called) > _MOST_CALLS:
            return
        self.called.add(done)
        scope = dict(self.globals) | {argument.name: ANYTHING for argument in macro.args}
        scope |= {
            argument.name: shape for argument, shape in zip(macro.args, arguments, strict=False)
        }
        self.statements(macro.body, scope | {"varargs": ANYTHING, "kwargs": ANYTHING})

    def shape(self, node: nodes.Node, scope: dict[str, Any]) -> Any:
        """The shape of an expression; faults inside it are noted."""
        if isinstance(node, nodes.Name):
            return self.lookup(scope, node.name, node)
        if isinstance(node, nodes.Getattr):
            return self.lookup(self.shape(node.node, scope), node.attr, node)
        if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
            return self.lookup(self.shape(node.node, scope), node.arg.value, node)
        children = [self.shape(child, scope) for child in node.iter_child_nodes()]
        if isinstance(node, nodes.Filter) and children:
            return _filtered(node.name, children[0])
        if isinstance(node, nodes.Call):
            macro = self.macros.get(_path(node.node))
            if macro is not None:
                self.call(macro, children[1 : 1 + len(node.args)])
        return ANYTHING

    def lookup(self, shape: Any, name: Any, node: nodes.Node) -> Any:
        """A part of a shape, or a fault where there is no such part."""
        if shape is ANYTHING or _path(node) in self.optional:
            return shape.get(name, ANYTHING) if isinstance(shape, dict) else ANYTHING
        if isinstance(shape, list) and isinstance(name, int):
            return _element(shape)
        if isinstance(shape, dict):
            if name in shape:
                return shape[name]
            self.faults.append((node.lineno, name_advice(name, _names(shape))))
        else:
            kind = "list: go through it with 'for'" if isinstance(shape, list) else "text"
            self.faults.append((node.lineno, f"there is no '{name}' in a {kind}"))
        return ANYTHING


def _names(shape: dict[str, Any]) -> list[str]:
    return [name for name in shape if name not in GLOBALS]


def _bind(target: nodes.Node, shape: Any, scope: dict[str, Any]) -> None:
    if isinstance(target, nodes.Name):
        scope[target.name] = shape
    else:
        for name in target.find_all(nodes.Name):
            scope[name.name] = ANYTHING


def _element(shape: Any) -> Any:
    return shape[0] if isinstance(shape, list) and shape else ANYTHING


def _filtered(name: str, shape: Any) -> Any:
    if name in _KEEP_SHAPE:
        return shape
    return _element(shape) if name in _TAKE_ELEMENT else ANYTHING
