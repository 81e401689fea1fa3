"""One run at a time, and a lock never outlives its holder."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from generator.delivery.file_writing import Busy, locked

HOLDER = (
    "import sys; from pathlib import Path\n"
    "from generator.delivery.file_writing import locked\n"
    "with locked(Path(sys.argv[1])):\n"
    "    print('held', flush=True); sys.stdin.read()\n"
)


def test_a_second_holder_waits_and_gives_up(tmp_path: Path) -> None:
    """While another process holds the lock nobody gets it; once that one is killed, they do."""
    path = tmp_path / "lock"
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", HOLDER, str(path)]
    with subprocess.Popen(
        command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        with pytest.raises(Busy), locked(path, wait_s=0.1):
            pass
        holder.kill()
        holder.wait()
        with locked(path, wait_s=300):
            pass


def test_many_holders_never_overlap(tmp_path: Path) -> None:
    """However many want the lock, one at a time has it."""
    path, inside, most = tmp_path / "lock", [0], [0]

    def work() -> None:
        for _ in range(40):
            with locked(path, wait_s=300):
                inside[0] += 1
                most[0] = max(most[0], inside[0])
                inside[0] -= 1

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert most == [1]
