"""The lines of a new `pack.yaml`: facts with their reasons, doubts, and questions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

_WIDEST = 100


@dataclass(kw_only=True)
class PackText:
    """The lines of a `pack.yaml`; what was understood, what is doubtful, and what it asks.

    `earlier` are the lines of a pack.yaml that has answered questions before: that of the folder
    itself, or with `is_before` that of the period before.
    """

    earlier: Sequence[str] = ()
    is_before: bool = False
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

    def ask(self, question: str, *answers: str, of_period: bool = False) -> None:
        """A question, and the lines that answer it once they are no comments.

        What was answered before is taken over, but from the period before nothing that is `of` one
        `period`, such as its dates.
        """
        indent = " " * (len(answers[0]) - len(answers[0].lstrip()))
        known = [] if of_period and self.is_before else [self.answered(each) for each in answers]
        if known and all(known):
            self.lines.append(f"{indent}# as answered before:")
            self.lines += [line for block in known for line in block]
            return
        self.questions.append(question)
        self.lines.append(f"{indent}# ? {question}")
        self.lines += [f"{indent}# {each[len(indent) :]}" for each in answers]

    def answered(self, line: str) -> list[str]:
        """The lines that answered before what this line answers; none where nothing did."""
        key = line[: line.index(":") + 1]
        start = next((at for at, each in enumerate(self.earlier) if each.startswith(key)), None)
        if start is None:
            return []
        deep = " " * (len(key) - len(key.lstrip()) + 1)
        below = takewhile(lambda each: each.startswith(deep), self.earlier[start + 1 :])
        return [self.earlier[start], *below]

    @property
    def text(self) -> str:
        """The whole file."""
        return "\n".join(self.lines) + "\n"


def without_comments(lines: Sequence[str]) -> list[str]:
    """The lines that say something, without the comments beside them."""
    shown = (re.sub(r"(?:^|\s+)#(?:\s.*)?$", "", line) for line in lines)
    return [line for line in shown if line.strip()]
