"""Move finished documents into outputs folders: all of them or none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from generator.delivery.delivery_plan import DeliveryPlan, DocumentSet, plan_delivery, stage
from generator.delivery.file_writing import Busy, as_output_error, locked
from generator.delivery.journal import commit, settle, settle_together, staging_of, sweep
from generator.errors import OutputError


@dataclass(frozen=True, kw_only=True)
class Delivered:
    """What was done in one folder: files written, files that were the same, copies kept.

    `kept` maps a document that was changed by hand to the name of its dated copy.
    """

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    kept: Mapping[str, str]


def deliver_together(
    sets: Sequence[DocumentSet], *, overwrite: bool = False
) -> tuple[Delivered, ...]:
    """Write the documents and manifests of several folders, all or none.

    A document that was changed by hand since it was made is replaced with `overwrite` only, and a
    dated copy stays beside it. Every folder is locked meanwhile, which takes an open file each.
    Raises OutputError, and then every folder is as it was.
    """
    with ExitStack() as locks:
        # In one order for all runs, so that no two wait for each other.
        for target in sorted({each.target for each in sets}):
            locks.enter_context(locked_folder(target))
        plans = tuple(plan_delivery(each) for each in sets)
        if not overwrite:
            refuse_to_overwrite(plans)
        move_in_together([each for each in plans if each.is_needed])
    return tuple(
        Delivered(written=each.written, unchanged=each.unchanged, kept=each.kept) for each in plans
    )


def recover(target: Path) -> bool:
    """Finish or undo a delivery into this folder that was cut off; returns whether one was.

    Costs nothing where there is nothing to do. Raises OutputError where the disk refuses.
    """
    if not staging_of(target).exists():
        return False
    with locked_folder(target) as was_cut_off:
        return was_cut_off


@contextmanager
def locked_folder(target: Path) -> Iterator[bool]:
    """Keep other runs out of a folder, and first settle a delivery that was cut off.

    Yields whether one was cut off while documents moved. Raises OutputError for an OSError inside
    the block too.
    """
    with as_output_error(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with locked(target.with_name(f".{target.name}.lock")):
                yield settle(target)
        except Busy as busy:
            raise OutputError(
                f"Another run is still writing into {target}",
                "Wait until it has ended, then run again.",
            ) from busy


def refuse_to_overwrite(plans: Sequence[DeliveryPlan]) -> None:
    """Raise an OutputError that names every document that was changed by hand, if any was."""
    changed = [str(each.target / name) for each in plans for name in each.kept]
    if not changed:
        return
    were, copies = ("were", "dated copies") if len(changed) > 1 else ("was", "a dated copy")
    raise OutputError(
        f"{', '.join(changed)} {were} changed by hand, so nothing was written",
        "Make the same changes in the inputs or the template and run again. Or run with "
        f"--overwrite: it keeps {copies} beside the new documents.",
    )


def move_in_together(plans: Sequence[DeliveryPlan]) -> None:
    """Stage every set, commit each, then move all in."""
    stagings = [staging_of(each.target) for each in plans]
    try:
        staged = [stage(each, staging) for each, staging in zip(plans, stagings, strict=True)]
        for each, moves in zip(plans, staged, strict=True):
            commit(each.target, moves, each.before, each.after)
    except BaseException:
        for staging in stagings:
            sweep(staging)
        raise
    settle_together([each.target for each in plans])
