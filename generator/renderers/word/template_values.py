"""The context as plain data: nodes become tokens, what cannot be printed becomes a refusal.

A template sees nothing but dict, list, str, int, float, bool and PrintedValue, so there is no
object through which it could reach the machine.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.content.nodes import ColourName, FilePicture, Number, Picture, Text
from generator.content.printed_values import PrintedValue
from generator.content.template_records import TemplateRecord
from generator.renderers.template_language import Unprintable, refusal

# Tokens are written with noncharacters alone, so that no filter and no user's text can make,
# change or break one: start, end, and the ten digits of the token's index.
START, END, ZERO = "\ufdd0", "\ufdd1", 0xFDD2
TOKEN = re.compile(f"{START}([{chr(ZERO)}-{chr(ZERO + 9)}]+){END}")

_RESERVED = re.compile("[\ufdd0-\ufdef]")

Node = Text | Number | Picture | FilePicture


@dataclass
class Tokens:
    """The nodes of one document, each being in the rendered text as a token."""

    nodes: list[Node] = field(default_factory=list)

    def add(self, node: Node) -> str:
        """The token of a node."""
        self.nodes.append(node)
        digits = "".join(chr(ZERO + int(digit)) for digit in str(len(self.nodes) - 1))
        return f"{START}{digits}{END}"

    def split(self, text: str) -> Iterator[str | Node]:
        """The text's parts: stretches without tokens, and the tokens' nodes."""
        for position, part in enumerate(TOKEN.split(text)):
            if position % 2:
                yield self.nodes[int("".join(str(ord(digit) - ZERO) for digit in part))]
            elif part:
                yield part


def plain_context(context: Mapping[str, Any], tokens: Tokens) -> dict[str, Any]:
    """The context with nothing in it but plain data. Raises TypeError for any other object."""
    return {name: _plain(value, name, tokens) for name, value in context.items()}


def _plain(value: object, path: str, tokens: Tokens) -> Any:
    match value:
        case None:
            return Unprintable(f"{path} has no value")
        case bool() | int():
            return value
        case float():
            return value if math.isfinite(value) else Unprintable(f"{path} is not a number")
        case str():
            return _text(str(value), path)
        case PrintedValue():
            text = _text(str(value), path)
            return text if isinstance(text, Unprintable) else value
        case ColourName():
            return value.name
        case Text():
            return _rich_text(value, path, tokens)
        case Picture() | FilePicture():
            alt = _text(value.alt, f"{path}.alt")
            return alt if isinstance(alt, Unprintable) else tokens.add(value)
        case Number():
            return tokens.add(value)
        case TemplateRecord():
            return _plain(vars(value), path, tokens)
        case Mapping():
            return {key: _plain(item, f"{path}.{key}", tokens) for key, item in value.items()}
        case list() | tuple():
            return [_plain(item, f"{path}[{at}]", tokens) for at, item in enumerate(value)]
    raise TypeError(f"{path} is a {type(value).__name__}, which is not plain data")


def _rich_text(value: Text, path: str, tokens: Tokens) -> str | Unprintable:
    """Plain text stays text, so that templates can compare it; anything more is a token."""
    text = _text(str(value), path)
    if isinstance(text, Unprintable):
        return text
    if not value.in_list and all(
        not (span.strong or span.emphasis or span.link or span.refers_to) for span in value.spans
    ):
        return text
    return tokens.add(value)


def _text(text: str, path: str) -> str | Unprintable:
    """The text with every kind of line end as a newline, or the refusal of it."""
    reserved = None if text.isascii() else _RESERVED.search(text)
    if reserved:
        code = f"U+{ord(reserved.group()):04X}"
        return Unprintable(f"{path} holds the character {code}, which Word cannot store")
    reason = refusal(text := text.replace("\r\n", "\n").replace("\r", "\n"))
    return Unprintable(reason.replace("the value", path, 1)) if reason else text
