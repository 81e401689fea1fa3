"""The headings and words by which documents say what the register has of its risks.

They are the council's own words, wherever a table is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.agreement.facts import (
    ANYTHING,
    NOTHING,
    REFERENCE,
    Column,
    Facts,
    Phrase,
    Reader,
    TableKind,
    Unsaid,
    Value,
    alternatives,
    day,
    decimal,
    number,
    of_mapping,
    prose,
)
from generator.agreement.finished_documents import one_line
from generator.agreement.risk_values import ALL, UNRATED, RiskValues
from generator.content.wording import slug, trend_label
from generator.model.pack import Pack
from generator.model.risks import Trend
from generator.model.standing import (
    TRENDS,
    averaged_readings,
    bands_upwards,
)

_REFERENCES = frozenset(("reference", "no.", "no", "ref", "risk", "risk id", "id"))
_ARROWS = {"↑": Trend.INCREASED, "⇔": Trend.UNCHANGED, "↓": Trend.DECREASED}
_LETTERED = re.compile(r"(?:[\d.]+|–) (\S+)")
_IN_A_CELL = re.compile(r"(\S+): (no|\d+) risks?(?:\n(.+))?", re.DOTALL)


def risk_facts(pack: Pack) -> Facts:
    """The facts of a pack's register; none without one."""
    return _RiskFacts(pack, pack.register).facts() if pack.register else Facts()


class _RiskFacts(RiskValues):
    """How documents say the values."""

    def facts(self) -> Facts:
        """All of them."""
        right = self.right()
        rated = {letter: f"the risks rated {letter}" for letter in self.letters.values()}
        return Facts(
            source=f"the register {self.file}",
            right=right,
            kinds=tuple(self._kinds()),
            phrases=tuple(self._phrases()),
            descriptions=tuple(self._descriptions()),
            records=dict(zip(self.risks, self.risks, strict=True)),
            figures={
                f"risks.{name}": (ALL, name)
                for name in (
                    "total", "open", "closed", "issues", "exceptions", "up", "unchanged", "down",
                )
            }
            | {f"risks.{slug(each.word)}": (rated[each.letter], "latest count")
               for each in self.bands},
        )  # fmt: skip

    def _kinds(self) -> Iterator[TableKind]:
        named = {reference: reference for reference in self.risks}
        weak = self._texts()
        measures = self._measures()
        yield TableKind(
            first=_REFERENCES,
            rows=named,
            columns=weak | measures,
            strong=frozenset(measures),
            known=REFERENCE,
        )
        for sheet in ("sheet Risk register", "sheet Exception log", "sheet Issues"):
            yield TableKind(
                first=_REFERENCES, rows=named, columns=dict.fromkeys(weak, ()), lists=sheet
            )
        yield self._history_kind()
        rated = {label: f"the risks rated {letter}" for label, letter in self.letters.items()}
        counts = {
            self.words[name].casefold(): ((f"{name} count", number),)
            for name in self.words.readings
        }
        counts["risks that are not closed"] = (("latest count", number),)
        rated |= {"All risks": ALL, "No RAG": UNRATED}
        yield TableKind(first=frozenset(("rag", "rating")), rows=rated, columns=counts)
        moves = dict(zip(map(trend_label, TRENDS), ("up", "unchanged", "down"), strict=True))
        for label, name in (*moves.items(), ("Closed", "closed"), ("New in the period", "new")):
            yield TableKind(
                first=frozenset(("movement",)),
                rows={label: ALL},
                columns={"risks": ((name, number),)},
            )
        yield TableKind(
            first=frozenset(("reading",)),
            rows={self.words[name]: f"the {name} scores" for name in self.words.readings},
            columns={
                "average score": (("average", decimal),),
                "highest score": (("highest", number),),
            },
        )
        told = {f"{each.word} ({each.letter})".casefold(): ((f"rated {each.letter}", number),)
                for each in self.bands}  # fmt: skip
        yield TableKind(
            first=frozenset(("workstream",)),
            rows=self.streams,
            columns=told | {"all risks": (("all risks", number),)},
        )
        yield from self._maps()

    def _texts(self) -> dict[str, tuple[Column, ...]]:
        """Facts whose headings other tables may have too."""
        return {
            "status": (("status", prose),),
            "owner": (("owner", self._owner),),
            "description": (("description", prose),),
            "description of": (("description", prose),),
            "potential impact": (("potential impact", prose),),
            "mitigating actions": (("mitigations", prose),),
            "notes": (("notes", prose),),
            "escalated": (("escalated", prose),),
            "new in the period": (("new", of_mapping({"Yes": "Yes", "No": "No"})),),
            "register row": (("register row", number),),
        }

    def _measures(self) -> dict[str, tuple[Column, ...]]:
        """The facts of a risk by the headings that columns of them have."""
        found: dict[str, tuple[Column, ...]] = {
            _without_risk(self.words.distance): (("distance", _distance),),
            "rating": (("latest rating", self.rating),),
        }
        if self.words.has_trend:
            found[_without_risk(self.words["trend"])] = (("trend", self._trend),)
        for name in self.words.readings:
            for measure, heading in self.words.columns(name).items():
                fact = f"{name} {'rating' if measure == 'RAG' else measure}"
                told: tuple[Column, ...] = ((fact, number),)
                if measure == "RAG":
                    told = ((fact, self.rating),)
                elif measure == "score":
                    told = ((fact, number), (f"{name} rating", self._letter_beside))
                found[_without_risk(heading)] = told
        return found

    def _history_kind(self) -> TableKind:
        rows = {
            label: label
            for reference in self.risks.values()
            for label, _ in self.history(reference)
        }
        words = self.words
        return TableKind(
            first=frozenset(("reference",)),
            rows=rows,
            labels=("reference", "reading"),
            columns={
                words["impact"].casefold(): (("impact", number),),
                words["likelihood"].casefold(): (("likelihood", number),),
                "date": (("date", day),),
                "score": (("score", number),),
                "rag": (("rating", self.rating),),
            },
        )

    def _maps(self) -> Iterator[TableKind]:
        scoring, words = self.scoring, self.words
        if scoring is None:
            return
        steps = {step.label: f"likelihood {step.score}" for step in scoring.likelihood}
        first = frozenset((words["likelihood"].casefold(),))
        impacts = {
            f"{words['impact']} {step.label}".casefold(): f"impact {step.score}"
            for step in scoring.impact
        }
        yield TableKind(
            first=first,
            title="matrix",
            known=ANYTHING,
            rows={label: f"the matrix, {step}" for label, step in steps.items()},
            columns={head: ((f"rating of {of}", self.rating),) for head, of in impacts.items()},
        )
        for name in words.readings:
            yield TableKind(
                first=first,
                title=f"heat map, {words[name]} scores".casefold(),
                known=ANYTHING,
                rows={label: f"{name} scores, {step}" for label, step in steps.items()},
                columns={
                    head: (
                        (f"rating of {of}", self._in_cell(1)),
                        (f"risks of {of}", self._in_cell(2)),
                        (f"references of {of}", self._in_cell(3)),
                    )
                    for head, of in impacts.items()
                },
            )

    def _phrases(self) -> Iterator[Phrase]:
        latest = re.escape(self.words["latest"])
        band = alternatives(each.word for each in self.bands)
        rated = {label: f"the risks rated {letter}" for label, letter in self.letters.items()}
        statuses: tuple[Column, ...] = (("open", number), ("issues", number), ("closed", number))
        dates: tuple[Column, ...] = (("version date", day), ("date of the scores", day))
        dated = r"in the register of (\d+ \w+ \d+), with scores of (\d+ \w+ \d+)"
        yield Phrase(pattern=re.compile(dated), of=ALL, columns=dates)
        moves: tuple[Column, ...] = (("up", number), ("unchanged", number), ("down", number))
        for pattern, columns in (
            (r"(\d+) up, (\d+) unchanged, (\d+) down", moves),
            (r"\bopen (\d+), issues (\d+), closed (\d+)", statuses),
            (r"^Risks in the register(?: by rating)?: (\d+)\b", (("total", number),)),
            (r"^Risks in the exception log: (\d+)$", (("exceptions", number),)),
            (r"^(\d+|No) risks? (?:is|are) exceptional\.", (("exceptions", number),)),
            (r"^(\d+|No) risks? ha(?:s|ve) the status Issue\.", (("issues", number),)),
            (rf"^{band} risks: \d+ of (\d+)", (("", _unsaid), ("live", number))),
            (r"^Version date: (.+)\. Latest scores: (.+)$", dates),
        ):
            yield Phrase(pattern=re.compile(pattern), of=ALL, columns=columns)
        for pattern in (r"^(.+ \(\w+\)): (\d+)$", rf"^{band} risks: (\d+) of \d+"):
            yield Phrase(pattern=re.compile(pattern), of=rated, columns=(("latest count", number),))
        if self.words.first:
            first = self.words.first
            pattern = (
                rf"^{band} risks: \d+ of \d+ \({re.escape(self.words[first].lower())}: (\d+)\)"
            )
            yield Phrase(
                pattern=re.compile(pattern), of=rated, columns=((f"{first} count", number),)
            )
        yield from self._scores_said(latest)
        yield Phrase(
            pattern=re.compile(r"^Most risks: (.+) \((\d+)\)$"),
            of=self.streams,
            columns=(("all risks", number),),
        )

    def _scores_said(self, latest: str) -> Iterator[Phrase]:
        """What sentences say of the scores of a risk and of all."""
        score = rf"{latest} score: (\S+)"
        yield Phrase(
            pattern=re.compile(rf"^Owner: (.+?)\. {score}"),
            of=None,
            columns=(("owner", self._owner), ("latest score", number)),
        )
        yield Phrase(
            pattern=re.compile(rf"\b{score} \((.+?)\)"),
            of=None,
            columns=(("latest score", number), ("latest rating", self.rating)),
        )
        for pattern, of, columns in (
            (rf"^Average {score}", "the latest scores", (("average", decimal),)),
            (rf"^Highest {score}", "the latest scores", (("highest", number),)),
        ):
            yield Phrase(pattern=re.compile(pattern, re.IGNORECASE), of=of, columns=columns)
        for measure, reader in (("score", self._unlettered), ("rating", self._lettered)):
            yield Phrase(
                pattern=re.compile(r"^(?:- )?(\S+) (increased|decreased)(?: from (.+) to (.+))?$"),
                of={reference: reference for reference in self.risks},
                columns=(
                    ("trend", self._trend),
                    (f"previous {measure}", reader),
                    (f"latest {measure}", reader),
                ),
            )

    def _descriptions(self) -> Iterator[Phrase]:
        """What the alternative texts of the workbook's charts say."""
        dated = next(self._phrases())
        yield dated
        for name in self.words.readings:
            if name in averaged_readings(tuple(self.risks.values())):
                before = rf"(?:\. |; ){re.escape(self.words[name])}"
                scores = r" average ([^,;]+), highest ([^;]+?)(?=;|\.$)"
                yield Phrase(
                    pattern=re.compile(before + scores),
                    of=f"the {name} scores",
                    columns=(("average", decimal), ("highest", number)),
                    whole="Lines of the average and the highest score",
                )
        high_first = tuple(reversed(bands_upwards(self.scoring))) if self.scoring else ()
        for name in self.words.readings:
            for place, band in enumerate(high_first):
                before = (
                    rf"(?:\. |; ){re.escape(self.words[name].lower())} (?:\d+ [^,;]+, ){{{place}}}"
                )
                yield Phrase(
                    pattern=re.compile(rf"{before}(\d+) {re.escape(band.word)}(?=[,;]|\.$)"),
                    of=f"the risks rated {band.letter}",
                    columns=((f"{name} count", number),),
                    whole="Stacked columns of risks by RAG",
                )
        beside: list[Column] = [("latest score", number)]
        beside += [(f"{self.words.first} score", number)] if self.words.first else []
        scored = r"(?:\. |; )(\S[^;]*?) ([\d.]+)" + ", ([^,;]+?)" * (len(beside) - 1)
        yield Phrase(
            pattern=re.compile(scored + r"(?=;|\.$)"),
            of={reference: reference for reference in self.risks},
            columns=beside,
            whole="Bars of the highest scores",
        )
        yield Phrase(
            pattern=re.compile(r"(?:All risks: |; )(\S[^;]*?) (\d+)(?=;|\.$)"),
            of=self.streams | {"All others": "all other workstreams"},
            columns=(("all risks", number),),
            whole="Stacked bars of risks by workstream",
        )

    # How texts are read

    def _owner(self, text: str) -> Value:
        """The initials of a role that is named in another way; None for a dash."""
        shown = one_line(text)
        for role in self.pack.settings.roles:
            if shown in (role.title, role.holder, *role.also_written):
                return role.initials
        return prose(shown)

    def _trend(self, text: str) -> Value:
        shown = text.strip().split("\n")[0].strip()
        trends = self.pack.settings.trend
        known = {
            spelt.casefold(): trend
            for trend in Trend
            for spelt in (trend.value, getattr(trends, trend.value))
        }
        words = shown.lstrip("↑⇔↓– ").casefold()
        if words in NOTHING and shown[:1] not in _ARROWS:
            return None
        return _ARROWS.get(shown[0]) or known.get(words, words)

    def _lettered(self, text: str) -> Value:
        """What a letter or word of a band means; a score says nothing of it."""
        if text not in self.letters:
            raise Unsaid
        return self.letters[text]

    def _unlettered(self, text: str) -> Value:
        if text in self.letters:
            raise Unsaid
        return number(text)

    def _letter_beside(self, text: str) -> Value:
        """The letter of "20 R"; a score alone says nothing of it."""
        found = _LETTERED.match(text)
        if found is None or found[1] not in self.letters:
            raise Unsaid
        return self.letters[found[1]]

    def _in_cell(self, part: int) -> Reader:
        def read(text: str) -> Value:
            found = _IN_A_CELL.fullmatch(text.strip())
            if found is None:
                return one_line(text)
            if part == 3 and found[3] is None:
                raise Unsaid  # there are too many for a cell, or none
            return (self.rating, number, str)[part - 1](found[part])

        return read


def _unsaid(_: str) -> Value:
    raise Unsaid


def _without_risk(heading: str) -> str:
    return " ".join(word for word in heading.casefold().split() if word != "risk")


def _distance(text: str) -> Value:
    """ "6 above target" as 6, "2 below …" as -2, "at target" as 0."""
    told = number(text)
    if not isinstance(told, (int, float)):
        return 0 if text.startswith("at ") else None
    return -told if " below " in text else told
