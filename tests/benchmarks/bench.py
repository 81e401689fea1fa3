"""How long the program takes against a plain script that does the same job, measured in one run.

    python -m tests.benchmarks.bench [quick]

Every run is a process of its own with an empty outputs folder and, where it is called cold, an
empty cache. The best of several runs counts, the two programs taking turns, so that a busy machine
slows both. `quick` leaves out the hundred packs, the growth and the large workbook.
"""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from openpyxl import load_workbook

from tests.benchmarks import excel_register, reading

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".cache"
PACK = ROOT / "inputs" / "oneteam" / "2023-24-q4"
PLAIN_SCRIPT = Path(__file__).with_name("plain_script.py")
RUNS = 5
PACKS = 100
RISKS = (10, 100, 1_000, 10_000)
REBUILD = """
import sys
from pathlib import Path
from time import perf_counter
from openpyxl import load_workbook
from generator.cli.main import main
inputs, outputs, pack = sys.argv[1:]
command = ["--inputs", inputs, "--outputs", outputs]
assert main(command) == 0
path = Path(pack, "risk-register.xlsx")
book = load_workbook(path)
sheet = book.worksheets[0]
cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "R15")
sheet.cell(cell.row, 3).value += " Changed."
book.save(path)
began = perf_counter()
assert main(command) == 0
print(perf_counter() - began)
"""


@dataclass(frozen=True, kw_only=True)
class Bench:
    """A folder for one run of the benchmarks."""

    folder: Path

    def plain(self) -> float:
        """The plain script makes the pack."""
        outputs = self.empty("plain")
        return seconds([str(PLAIN_SCRIPT), str(PACK), str(ROOT / "templates"), str(outputs)])

    def full(self) -> float:
        """The pack from cold."""
        forget()
        return self.generate("--pack", "oneteam", outputs=self.empty("full"))

    def unchanged(self) -> float:
        """The pack once more, after `full`."""
        return self.generate("--pack", "oneteam", outputs=self.folder / "full")

    def appendix(self) -> float:
        """One appendix from cold."""
        forget()
        return self.generate("make", "appendix-2", outputs=self.empty("appendix"))

    def rebuild(self) -> float:
        """The pack in a process that has made it before, after one risk was changed."""
        inputs = self.empty("watched")
        pack = shutil.copytree(PACK, inputs / "oneteam" / "q4")
        outputs = self.empty("rebuilt")
        done = subprocess.run(
            [sys.executable, "-c", REBUILD, str(inputs), str(outputs), str(pack)],
            cwd=ROOT, capture_output=True, text=True, check=True,
        )  # fmt: skip
        return float(done.stdout.splitlines()[-1])

    def hundred(self) -> float:
        """A hundred packs in one run from cold, for each pack."""
        forget()
        inputs = self.empty("packs")
        for number in range(PACKS):
            vary(shutil.copytree(PACK, inputs / "oneteam" / f"q{number}"), number)
        return self.generate("--inputs", str(inputs), outputs=self.empty("hundred")) / PACKS

    def grown(self, risks: int) -> float:
        """A pack whose register holds so many risks, one in ten of them an exception."""
        inputs = self.empty(f"grown-{risks}")
        grow(shutil.copytree(PACK, inputs / "oneteam" / "q") / "risk-register.xlsx", risks)
        return self.generate("--inputs", str(inputs), outputs=self.empty("grown"))

    def generate(self, *arguments: str, outputs: Path) -> float:
        """Seconds that the program takes."""
        return seconds([str(ROOT / "generate.py"), *arguments, "--outputs", str(outputs)])

    def empty(self, name: str) -> Path:
        """A folder with nothing in it."""
        path = self.folder / name
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir()
        return path


def seconds(command: list[str]) -> float:
    """How long a Python program takes, from its start to its end, once Python has compiled it."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    began = perf_counter()
    done = subprocess.run(
        [sys.executable, *command], env=environment, capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stderr}")
    return perf_counter() - began


def forget() -> None:
    """Empties the cache of charts."""
    shutil.rmtree(CACHE, ignore_errors=True)


def vary(pack: Path, number: int) -> None:
    """Gives a copy of the pack its own savings, survey and reviews: all its charts are its own."""
    change(pack / "savings.csv", lambda row: [*row[:2], int(row[2]) + number * 1000])
    reviews = (pack / "service-reviews.csv").read_text("utf-8").splitlines(keepends=True)
    more = [f"Phase 3,Another service {extra},In progress,,,,\n" for extra in range(number // 8)]
    kept = reviews[: len(reviews) - number % 8]
    (pack / "service-reviews.csv").write_text("".join([*kept, *more]), "utf-8")
    # As many more people answer, all of them in favour: the counts still add up.
    change(
        pack / "survey-counts.csv",
        lambda row: (
            row
            if row[0] == "Rochford"
            else [
                row[0],
                *(
                    int(value) + number * more
                    for value, more in zip(row[1:], (1, 1, 0, 1, 0, 0), strict=True)
                ),
            ]
        ),
    )


def change(path: Path, changed: Callable[[list[str]], list[object]]) -> None:
    """Rewrites the rows of a CSV file below its header."""
    with path.open(newline="", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([header, *map(changed, rows)])


def grow(path: Path, risks: int) -> None:
    """Fills the register with copies of its first risks under numbers of their own."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    header = next(row for row in sheet.iter_rows() if row[0].value == "No.")[0].row
    sources = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=header + 1)]
    columns = [cell.value for cell in sheet[header]]
    impact, likelihood, score = (
        columns.index(f"{name}")
        for name in ("Baseline Impact", "Baseline Likelihood", "Initial Risk Score")
    )
    sheet.delete_rows(header + 1, len(sources))
    for number in range(risks):
        row = list(sources[number % len(sources)])
        row[0] = f"X{number + 1}"
        row[columns.index("Description of Risk")] += f" This is copy {number + 1}."
        if number % 10:
            row[impact], row[likelihood], row[score] = 3, 2, 6
        sheet.append(row)
    book.save(path)


def best(*works: Callable[[], float]) -> list[float]:
    """The best time of each piece of work over several runs in turn."""
    return [
        min(times) for times in zip(*([work() for work in works] for _ in range(RUNS)), strict=True)
    ]


def say(what: str, time: float, against: float, aim: float) -> bool:
    """Prints a line; gives whether the aim was met."""
    ratio = time / against
    mark = "" if ratio <= aim else "  MISSED"
    sys.stdout.write(f"{what:<44} {time:8.3f} s   ratio {ratio:5.2f}   aim {aim:.2f}{mark}\n")
    sys.stdout.flush()
    return not mark


def main(arguments: list[str]) -> int:
    """Measures, prints, and gives 1 where an aim was missed."""
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(folder=Path(folder))
        plain, full, unchanged, appendix, rebuild = best(
            bench.plain, bench.full, bench.unchanged, bench.appendix, bench.rebuild
        )
        sys.stdout.write(f"{'the plain script, OneTeam pack':<44} {plain:8.3f} s\n")
        met = [
            say("full OneTeam pack from cold", full, plain, 0.9),
            say("unchanged re-run", unchanged, plain, 0.15),
            say("one appendix from cold", appendix, plain, 0.5),
            say("rebuild in a running process", rebuild, plain, 0.2),
        ]
        if arguments != ["quick"]:
            met.append(say(f"{PACKS} packs in one run, each", bench.hundred(), plain, 0.5))
            met += growth(bench)
            met.append(excel_register.main() == 0)
            met.append(reading.main([]) == 0)
    return 0 if all(met) else 1


def growth(bench: Bench) -> list[bool]:
    """Prints how the time grows with the risks: ten times as many, at most ten times the time."""
    met = []
    before = 0.0
    for risks in RISKS:
        time = bench.grown(risks)
        met.append(say(f"{risks:,} risks, against a tenth of them", time, before or time, 11))
        before = time
    return met


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
