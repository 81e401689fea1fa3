"""The lines of a new `pack.yaml`: facts with their reasons, doubts, and questions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

_WIDEST = 100


@dataclass(kw_only=True)
class PackText:
    """The lines of a `pack.yaml`; what was understood, what is doubtful, and what it asks."""

    lines: list[str] = field(default_factory=list)
    understood: list[tuple[str, str]] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)

    def add(self, line: str, reason: str = "") -> None:
        """A line, and why it says so: beside it, or above it where there is no room."""
        if not reason:
            self.lines.append(line)
        elif len(line) + len(reason) + 4 <= _WIDEST:
            self.lines.append(f"{line}  # {reason}")
        else:
            indent = " " * (len(line) - len(line.lstrip()))
            self.lines += [f"{indent}# {reason[0].upper()}{reason[1:]}:", line]

    def doubt(self, text: str, indent: str = "") -> None:
        """Something to look at: a comment, and a line of what `new` prints."""
        self.doubts.append(text)
        self.lines.append(f"{indent}# Please look: {text}.")

    def ask(self, question: str, *answers: str) -> None:
        """A question, and the lines that answer it once they are no comments."""
        self.questions.append(question)
        indent = " " * (len(answers[0]) - len(answers[0].lstrip()))
        self.lines.append(f"{indent}# ? {question}")
        self.lines += [f"{indent}# {each[len(indent) :]}" for each in answers]

    @property
    def text(self) -> str:
        """The whole file."""
        return "\n".join(self.lines) + "\n"


def without_comments(lines: Sequence[str]) -> list[str]:
    """The lines that say something, without the comments beside them."""
    shown = (re.sub(r"(?:^|\s+)#(?:\s.*)?$", "", line) for line in lines)
    return [line for line in shown if line.strip()]


def with_answers(lines: Sequence[str], answered: Sequence[str]) -> list[str]:
    """The lines of a new pack.yaml, with the answers that another one gives to its questions."""
    found: list[str] = []
    is_asked = False
    for line in lines:
        key = re.match(r"( *)# ([a-z_]+:)", line)
        if key and is_asked:
            found += _block(f"{key[1]}{key[2]}", answered)
        else:
            found.append(line)
            is_asked = "# ? " in line
    return found


def _block(key: str, lines: Sequence[str]) -> list[str]:
    """The first line that begins with a key, and the lines below that are indented more."""
    start = next((at for at, line in enumerate(lines) if line.startswith(key)), None)
    if start is None:
        return []
    deep = len(key) - len(key.lstrip())
    below = takewhile(lambda line: line.startswith(" " * (deep + 1)), lines[start + 1 :])
    return [lines[start], *below]
