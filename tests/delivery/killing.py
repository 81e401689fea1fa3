"""Runs a delivery again and again, killed at each of its steps in turn or at any moment.

A program of its own, since a process that is killed takes its threads' locks with it:

    python -m tests.delivery.killing steps SCENARIO FOLDER    one folder for each step
    python -m tests.delivery.killing half-way FOLDER          one kill between two moves
    python -m tests.delivery.killing endlessly FOLDER         delivers until somebody kills it
"""

from __future__ import annotations

import itertools
import os
import shutil
import signal
import sys
from pathlib import Path

from generator.delivery.delivery_plan import DocumentSet
from generator.delivery.output_folder import deliver_together, recover
from tests.delivery.conftest import deliver, edition, manifest_of

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


def main(arguments: list[str]) -> None:
    if arguments[0] == "steps":
        kill_at_each_step(arguments[1], Path(arguments[2]))
        return
    target = Path(arguments[1])
    if arguments[0] == "half-way":
        kill_half_way(target)
        return
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for number in itertools.count(1):
        files = edition(number, filler=200_000)
        deliver(target, files, manifest_of(files, str(number)))


if __name__ == "__main__":
    main(sys.argv[1:])
