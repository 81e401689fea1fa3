"""A pack's documents are a pure function of its folder, its settings and the templates."""

from __future__ import annotations

import pickle
import shutil
from functools import partial
from pathlib import Path

import pytest

from generator.build import check_packs, make_packs, render_pack
from generator.cli import worker_processes
from generator.cli.worker_processes import FEWEST_FOR_WORKERS, start_workers
from generator.inputs.folders import Request, find_packs
from tests.conftest import ROOT


def request_for(tmp_path: Path, inputs: Path) -> Request:
    return Request(
        inputs=inputs,
        outputs=tmp_path / "outputs",
        templates=ROOT / "templates",
        cache=tmp_path / "cache",
    )


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.suffix in (".docx", ".xlsx", ".json")
    }


@pytest.mark.slow
def test_a_job_and_its_documents_survive_pickling(tmp_path):
    """A job that was pickled gives the same documents, so packs can be mapped over processes."""
    request = request_for(tmp_path, ROOT / "inputs")
    jobs = check_packs(find_packs(request.inputs), request)
    for job in jobs:
        copy = pickle.loads(pickle.dumps(job))
        made = render_pack(job, request=request)
        again = render_pack(copy, request=request)
        assert [each.content for each in again] == [each.content for each in made]
        assert pickle.loads(pickle.dumps(made)) == made


@pytest.mark.slow
def test_many_packs_in_workers_give_the_same_bytes(tmp_path, monkeypatch):
    """Whether packs are made in worker processes or in this one, the outputs are the same."""
    source = ROOT / "inputs" / "peer-challenge" / "2022-11"
    for number in range(FEWEST_FOR_WORKERS):
        shutil.copytree(source, tmp_path / "inputs" / f"pack-{number}" / "2022-11")
    shutil.copytree(ROOT / "inputs" / "oneteam", tmp_path / "inputs" / "oneteam")
    made = []
    for processors in (1, 2):
        monkeypatch.setattr(worker_processes.os, "cpu_count", partial(int, processors))
        request = request_for(tmp_path / str(processors), tmp_path / "inputs")
        folders = find_packs(request.inputs)
        with start_workers(folders, request) as workers:
            assert (workers.map is map) is (processors == 1)
            jobs = check_packs(folders, request, workers=workers)
            make_packs(jobs, request, workers=workers)
        made.append(files(request.outputs))
    assert len(made[0]) >= 3 * FEWEST_FOR_WORKERS
    assert made[0] == made[1]


@pytest.mark.slow
def test_charts_drawn_by_a_worker_are_the_same(tmp_path, monkeypatch):
    """From cold a worker draws the charts of a single pack; the documents do not differ."""
    made = []
    for processors in (1, 2):
        monkeypatch.setattr(worker_processes.os, "cpu_count", partial(int, processors))
        request = request_for(tmp_path / str(processors), ROOT / "inputs")
        folders = [each for each in find_packs(request.inputs) if each.name == "oneteam"]
        with start_workers(folders, request) as workers:
            assert (workers.charts is None) is (processors == 1)
            make_packs(check_packs(folders, request), request, workers=workers)
        made.append(files(request.outputs))
    assert made[0] == made[1]
    with start_workers(folders, request) as workers:
        assert workers.charts is None  # the charts are kept now
