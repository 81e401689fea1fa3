"""Moves finished documents into outputs folders, all or none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from generator.delivery.consignment import Consignment, Plan, lay_out, plan
from generator.delivery.failures import as_output_error
from generator.delivery.journal import commit, settle, settle_together, staging_of, sweep
from generator.delivery.lock import Busy, held
from generator.errors import OutputError


@dataclass(frozen=True, kw_only=True)
class Delivered:
    """What was done in one folder: files written, files that were the same, copies kept aside.

    `kept` maps a document that was changed by hand to the name of its dated copy.
    """

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    kept: Mapping[str, str]


def deliver_together(
    consignments: Sequence[Consignment], *, overwrite: bool = False
) -> tuple[Delivered, ...]:
    """Writes the documents and manifests of several folders, all or none.

    A document that was changed by hand since it was made is replaced with `overwrite` only, and a
    dated copy stays beside it. Every folder is locked meanwhile, which takes an open file each.
    Raises OutputError, and then every folder is as it was.
    """
    with ExitStack() as locks:
        # In one order for all runs, so that no two wait for each other.
        for target in sorted({each.target for each in consignments}):
            locks.enter_context(alone_in(target))
        plans = tuple(plan(each) for each in consignments)
        if not overwrite:
            refuse_to_overwrite(plans)
        move_in_together([each for each in plans if each.needed])
    return tuple(
        Delivered(written=each.written, unchanged=each.unchanged, kept=each.kept) for each in plans
    )


def recover(target: Path) -> None:
    """Puts right what a run that was cut off left of a delivery into this folder.

    Costs nothing where there is nothing to do. Raises OutputError where the disk refuses.
    """
    if staging_of(target).exists() or lock_of(target).exists():
        with alone_in(target):
            pass


@contextmanager
def alone_in(target: Path) -> Iterator[None]:
    """Keeps other runs out of a folder, and first ends what an earlier run left undone there.

    What the disk refuses within is an OutputError.
    """
    with as_output_error(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with held(lock_of(target)):
                settle(target)
                yield
        except Busy as busy:
            raise OutputError(
                f"another run is still writing into {target}",
                "Wait until it has ended, then run again.",
            ) from busy


def lock_of(target: Path) -> Path:
    """The handle of a folder's lock."""
    return target.with_name(f".{target.name}.lock")


def refuse_to_overwrite(plans: Sequence[Plan]) -> None:
    """Raises OutputError that names every document that was changed by hand."""
    changed = [str(each.target / name) for each in plans for name in each.changed]
    if not changed:
        return
    were, them, copies = (
        ("were", "them", "dated copies") if len(changed) > 1 else ("was", "it", "a dated copy")
    )
    raise OutputError(
        f"{', '.join(changed)} {were} changed by hand, so nothing was written",
        "Bring the changes into the inputs or the template, or run again with --overwrite, which "
        f"keeps {copies} of {them} beside the new.",
    )


def move_in_together(plans: Sequence[Plan]) -> None:
    """Lays every set out, declares each complete, moves all in."""
    stagings = [staging_of(each.target) for each in plans]
    try:
        laid_out = [lay_out(each, staging) for each, staging in zip(plans, stagings, strict=True)]
        for each, moves in zip(plans, laid_out, strict=True):
            commit(each.target, moves, each.before, each.after)
    except BaseException:
        for staging in stagings:
            sweep(staging)
        raise
    settle_together([each.target for each in plans])
