"""Runs a delivery again and again, killed at each of its steps in turn or at any function call.

A run kills itself, so that no clock decides where. A program of its own, since a process that is
killed takes its threads' locks with it:

    python -m tests.delivery.killing steps SCENARIO FOLDER    one folder for each step on the disk
    python -m tests.delivery.killing calls FOLDER             one folder for each of some calls
    python -m tests.delivery.killing half-way FOLDER          one kill between two moves
"""

from __future__ import annotations

import itertools
import os
import random
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import FrameType

from generator.delivery.delivery_plan import DocumentSet
from generator.delivery.output_folder import deliver_together, recover
from tests.delivery.conftest import deliver, edition, manifest_of

KILLS = 60
DISK_EVENTS = {
    "open", "os.rename", "os.remove", "os.link", "os.mkdir", "os.rmdir", "shutil.copyfile",
}  # fmt: skip


def prepare(scenario: str, target: Path) -> None:
    """Makes the folder as it is before the killed run."""
    target.parent.mkdir(parents=True)
    if scenario != "first":
        deliver(target, edition(1), manifest_of(edition(1), "1"))
    if scenario == "overwrite":
        (target / "log.docx").write_bytes(b"by hand")
    if scenario == "recovery":
        kill_half_way(target)


def run(scenario: str, target: Path) -> None:
    """The run that is killed."""
    new = edition(2)
    if scenario == "recovery":
        recover(target)
    elif scenario == "one":
        only = {"log.docx": new["log.docx"]}
        deliver(target, only, manifest_of(only, "2"))
    elif scenario == "two folders":
        both = [target, target.with_name("q5")]
        deliver_together(
            [DocumentSet(target=t, files=new, manifest=manifest_of(new, "2")) for t in both]
        )
    else:
        deliver(target, new, manifest_of(new, "2"), overwrite=scenario == "overwrite")


def die_at_call(number: int) -> Iterator[int]:
    """Kills this process at its nth function call from now; gives the count of calls until now."""
    calls = itertools.count(1)

    def watch(frame: FrameType, event: str, argument: object) -> None:
        if next(calls) == number:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(watch)
    return calls


def kill_at(step: int, scenario: str, target: Path) -> bool:
    """Runs in a child that kills itself before its nth step on the disk; True if it ended first."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1] == 0
    steps = itertools.count(1)
    below = str(target.parents[1])

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        on_disk = event in DISK_EVENTS and any(below in str(each) for each in arguments)
        if on_disk and next(steps) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    run(scenario, target)
    os._exit(0)


def kill_half_way(target: Path) -> None:
    """Leaves a folder of which some documents are moved in and some are not."""
    for step in itertools.count(1):
        shutil.rmtree(target.parent, ignore_errors=True)
        prepare("all", target)
        kill_at(step, "all", target)
        if len({(target / name).read_bytes() == new for name, new in edition(2).items()}) == 2:
            return


def kill_at_each_step(scenario: str, folder: Path) -> None:
    """Says the number of the first step that was not reached."""
    prepare(scenario, folder / "before" / "oneteam" / "q4")
    for step in itertools.count(1):
        target = folder / str(step) / "oneteam" / "q4"
        shutil.copytree(folder / "before", folder / str(step))
        if kill_at(step, scenario, target):
            sys.stdout.write(f"{step}\n")
            return


def kill_at_some_calls(folder: Path) -> None:
    """Kills runs at random function calls, from the first to the last; one folder for each."""
    prepare("all", folder / "before" / "oneteam" / "q4")
    shutil.copytree(folder / "before", folder / "whole")
    calls = die_at_call(0)
    run("all", folder / "whole" / "oneteam" / "q4")
    sys.setprofile(None)
    chance = random.Random(4)
    for number in sorted(chance.sample(range(1, next(calls)), KILLS)):
        shutil.copytree(folder / "before", folder / str(number))
        child = os.fork()
        if not child:
            die_at_call(number)
            with suppress(BaseException):
                run("all", folder / str(number) / "oneteam" / "q4")
                os._exit(0)
            os._exit(1)
        if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 1:
            sys.exit(f"the run to be killed at call {number} failed by itself")


def main(arguments: list[str]) -> None:
    match arguments:
        case ["steps", scenario, folder]:
            kill_at_each_step(scenario, Path(folder))
        case ["calls", folder]:
            kill_at_some_calls(Path(folder))
        case ["half-way", target]:
            kill_half_way(Path(target))


if __name__ == "__main__":
    main(sys.argv[1:])
