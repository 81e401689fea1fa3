"""Documents are moved in all or none, whatever the disk does."""

from __future__ import annotations

import errno
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.delivery.delivery_plan import DocumentSet
from generator.delivery.manifest import read_manifest
from generator.delivery.output_folder import Delivered, deliver_together, recover
from generator.errors import OutputError
from tests.delivery.conftest import contents, deliver, edition, manifest_of, office_file

NAMES = ("executive-report.docx", "log.docx", "risk-register.xlsx")
ROOT = Path(__file__).parents[2]


def test_a_first_delivery(target: Path) -> None:
    """The folder holds the documents and the manifest, and nothing else stands anywhere."""
    files = edition(1)
    manifest = manifest_of(files)
    done = deliver(target, files, manifest)
    assert done == Delivered(written=NAMES, unchanged=(), kept={})
    assert contents(target.parents[1]) == {
        "oneteam/q4/manifest.json": manifest.to_json(),
        **{f"oneteam/q4/{name}": data for name, data in files.items()},
    }


def stamps(folder: Path) -> dict[str, tuple[int, int, int]]:
    """What a file keeps while nobody writes it; its time of reading changes as it is read."""
    found = {path.name: path.stat() for path in folder.iterdir()}
    return {name: (stat.st_ino, stat.st_size, stat.st_mtime_ns) for name, stat in found.items()}


def test_the_same_again_writes_nothing(target: Path) -> None:
    """A delivery of what stands there leaves the very files, and does not touch the folder."""
    files = edition(1)
    deliver(target, files, manifest_of(files))
    before = stamps(target)
    done = deliver(target, files, manifest_of(files))
    assert done == Delivered(written=(), unchanged=NAMES, kept={})
    assert stamps(target) == before


def test_one_document_leaves_the_others(target: Path) -> None:
    """Making one document changes that file alone, and the manifest still tells of all."""
    old, new = edition(1), edition(2)
    deliver(target, old, manifest_of(old, "1"))
    only = {"log.docx": new["log.docx"]}
    deliver(target, only, manifest_of(only, "2"))
    found = contents(target)
    manifest = read_manifest(target)
    assert manifest is not None
    assert found.pop("manifest.json") == manifest.to_json()
    assert found == {**old, **only}
    assert {
        name: record.depends_on["register.xlsx"] for name, record in manifest.documents.items()
    } == {
        "executive-report.docx": "1",
        "log.docx": "2",
        "risk-register.xlsx": "1",
    }


def test_the_manifest_forgets_a_document_that_was_removed(target: Path) -> None:
    """A document that somebody deleted and that is not made again is vouched for no longer."""
    old, new = edition(1), edition(2)
    deliver(target, old, manifest_of(old))
    (target / "risk-register.xlsx").unlink()
    only = {"log.docx": new["log.docx"]}
    deliver(target, only, manifest_of(only))
    manifest = read_manifest(target)
    assert manifest is not None
    assert sorted(manifest.documents) == ["executive-report.docx", "log.docx"]


def test_a_document_changed_by_hand_stops_the_run(target: Path) -> None:
    """It is named with the remedy, the exit code is 5, and nothing at all is written."""
    old, new = edition(1), edition(2)
    deliver(target, old, manifest_of(old))
    (target / "log.docx").write_bytes(b"by hand")
    before = contents(target.parents[1])
    said = r"log\.docx was changed by hand.*--overwrite: it keeps a dated copy"
    with pytest.raises(OutputError, match=said) as refusal:
        deliver(target, new, manifest_of(new))
    assert refusal.value.exit_code == 5
    assert contents(target.parents[1]) == before


def test_overwriting_keeps_a_dated_copy(target: Path) -> None:
    """With `overwrite` the changed document stays beside the new one, under its day."""
    old, new = edition(1), edition(2)
    deliver(target, old, manifest_of(old))
    changed = target / "log.docx"
    for number, day in enumerate((1_711_000_000, 1_711_000_000), start=1):
        changed.write_bytes(f"by hand {number}".encode())
        os.utime(changed, (day, day))
        done = deliver(target, new, manifest_of(new), overwrite=True)
        files = new
    assert done.kept == {"log.docx": "log.changed-2024-03-21-2.docx"}
    found = contents(target)
    del found["manifest.json"]
    assert found == {
        **files,
        "log.changed-2024-03-21.docx": b"by hand 1",
        "log.changed-2024-03-21-2.docx": b"by hand 2",
    }


def test_a_file_of_somebody_elses_is_not_overwritten(target: Path) -> None:
    """What stood there before the first delivery counts as changed by hand."""
    target.mkdir(parents=True)
    (target / "log.docx").write_bytes(b"somebody's")
    with pytest.raises(OutputError, match=r"log\.docx was changed by hand"):
        deliver(target, edition(1), manifest_of(edition(1)))
    assert contents(target) == {"log.docx": b"somebody's"}


def test_other_files_in_the_folder_stay(target: Path) -> None:
    """Files that are no documents of the pack are left as they are."""
    deliver(target, edition(1), manifest_of(edition(1)))
    (target / "notes.txt").write_bytes(b"mine")
    deliver(target, edition(2), manifest_of(edition(2)))
    assert (target / "notes.txt").read_bytes() == b"mine"


def test_a_damaged_manifest_is_named(target: Path) -> None:
    """A manifest that cannot be read stops the run with a remedy."""
    deliver(target, edition(1), manifest_of(edition(1)))
    for damaged in (b"{", b"[]", b'{"documents": {"a": 1}}', b"\xff\xfe"):
        (target / "manifest.json").write_bytes(damaged)
        with pytest.raises(OutputError, match=r"manifest\.json cannot be read.*--overwrite"):
            deliver(target, edition(1), manifest_of(edition(1)))


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"not a zip", "it is not an Office file"),
        (office_file("log.docx", "x")[:-40], "it is not an Office file"),
        (office_file("log.xlsx", "x"), r"its part word/document\.xml is missing"),
        (office_file("log.docx", "<b>"), r"its part \[Content_Types\]\.xml is not well-formed"),
        (office_file("log.docx", "\ufdd0 x"), "tag that was not filled in"),
    ],
)
def test_an_unsound_document_is_not_delivered(target: Path, content: bytes, fault: str) -> None:
    """A file that does not open, lacks a part or holds a left-over tag stops the whole set."""
    deliver(target, edition(1), manifest_of(edition(1)))
    before = contents(target.parents[1])
    files = {**edition(2), "log.docx": content}
    with pytest.raises(OutputError, match=rf"log\.docx was not finished properly: .*{fault}"):
        deliver(target, files, manifest_of(files))
    assert contents(target.parents[1]) == before


def test_text_in_braces_is_no_tag(target: Path) -> None:
    """A user may write {{ x }} and {% if %}."""
    files = {"log.docx": office_file("log.docx", "{{ x }} {% if %}")}
    assert deliver(target, files, manifest_of(files)).written == ("log.docx",)


def test_a_manifest_of_other_bytes_is_a_bug(target: Path) -> None:
    """A record that does not fit its file is refused before anything is written."""
    with pytest.raises(ValueError, match=r"executive-report\.docx"):
        deliver(target, edition(2), manifest_of(edition(1)))
    assert not target.exists()


@pytest.mark.parametrize("refused", [*NAMES, "manifest.json"])
def test_a_document_open_in_word(
    target: Path, refused: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows refuses to replace an open file: all documents go back to what they were."""
    deliver(target, edition(1), manifest_of(edition(1), "1"))
    before = contents(target.parents[1])
    really = Path.replace
    # The manifest is first replaced by the interim one, which is no document that could be open.
    passes = iter([True] if refused == "manifest.json" else [])

    def replace(self: Path, other: Path) -> Path:
        forward = self.parent.name != "old"
        if Path(other) == target / refused and forward and not next(passes, False):
            raise PermissionError(errno.EACCES, "Access is denied", str(self), None, str(other))
        return really(self, other)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(OutputError, match=rf"Access is denied .*{refused}.*[Cc]lose") as refusal:
        deliver(target, edition(2), manifest_of(edition(2), "2"))
    assert refusal.value.exit_code == 5
    assert contents(target.parents[1]) == before
    monkeypatch.undo()
    deliver(target, edition(2), manifest_of(edition(2), "2"))
    assert contents(target)["log.docx"] == edition(2)["log.docx"]


def test_what_cannot_go_back_goes_back_in_the_next_run(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the disk refuses even the way back, the next run makes it."""
    deliver(target, edition(1), manifest_of(edition(1), "1"))
    before = contents(target)
    really = Path.replace

    def replace(self: Path, other: Path) -> Path:
        if Path(other) == target / "log.docx" or self.parent.name == "old":
            raise PermissionError(errno.EACCES, "Access is denied", str(self), None, str(other))
        return really(self, other)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(OutputError):
        deliver(target, edition(2), manifest_of(edition(2), "2"))
    assert contents(target) != before
    monkeypatch.undo()
    recover(target)
    assert contents(target) == before
    assert [path.name for path in target.parent.iterdir() if path.is_dir()] == ["q4"]


def test_several_folders_go_back_together(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where one pack of several cannot be written, none is."""
    other = target.with_name("q5")
    for folder in (target, other):
        deliver(folder, edition(1), manifest_of(edition(1), "1"))
    (other / "log.docx").unlink()
    (other / "log.docx").mkdir()
    before = contents(target.parents[1])
    both = [
        DocumentSet(target=folder, files=edition(2), manifest=manifest_of(edition(2), "2"))
        for folder in (target, other)
    ]
    with pytest.raises(OutputError):
        deliver_together(both)
    assert contents(target.parents[1]) == before
    really = Path.replace

    def replace(self: Path, place: Path) -> Path:
        if Path(place) == other / "log.docx":
            raise PermissionError(errno.EACCES, "Access is denied", str(self), None, str(place))
        return really(self, place)

    (other / "log.docx").rmdir()
    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(OutputError):
        deliver_together(both)
    assert contents(target.parents[1]) == before


@pytest.mark.parametrize("level", ["outputs", "oneteam", "q4"])
def test_a_file_where_a_folder_should_be(target: Path, level: str) -> None:
    """The message names the file, and the file stays."""
    place = next(path for path in (target, *target.parents) if path.name == level)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(b"a file")
    with pytest.raises(OutputError, match="Move what stands in the way") as refusal:
        deliver(target, edition(1), manifest_of(edition(1)))
    assert str(place) in str(refusal.value)
    assert place.read_bytes() == b"a file"
    assert [path.name for path in place.parent.iterdir() if path.suffix != ".lock"] == [level]


def test_a_folder_without_rights(target: Path) -> None:
    """Without the right to write, the run stops with code 5 and the old files stay."""
    deliver(target, edition(1), manifest_of(edition(1)))
    before = contents(target)
    for folder in (target.parent, target):
        folder.chmod(0o555)
    script = (
        "import os, sys; from pathlib import Path\n"
        "from generator.errors import OutputError\n"
        "from tests.delivery.conftest import deliver, edition, manifest_of\n"
        "import filelock, secrets\n"
        "if os.getuid() == 0: os.setuid(65534)\n"
        "try: deliver(Path(sys.argv[1]), edition(2), manifest_of(edition(2)))\n"
        "except OutputError as error: sys.exit(str(error))\n"
    )
    for folder in target.parents:
        if folder.stat().st_mode & 0o777 == 0o700:
            folder.chmod(0o711)
    done = subprocess.run(
        [sys.executable, "-c", script, str(target)], cwd=ROOT, capture_output=True, text=True
    )
    for folder in (target.parent, target):
        folder.chmod(0o755)
    assert "Permission denied" in done.stderr
    assert "Get permission to write there" in done.stderr
    assert contents(target) == before


@pytest.fixture
def no_core() -> Iterator[None]:
    """Lets a test lower the largest size of a file, and puts it back."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, limits)


@pytest.mark.usefixtures("no_core")
def test_a_disk_that_takes_no_more(target: Path) -> None:
    """At whatever byte the disk refuses more, the earlier documents stay and nothing else does."""
    deliver(target, edition(1), manifest_of(edition(1)))
    before = contents(target.parents[1])
    new = edition(2, filler=2000)
    for size in range(0, 2000, 37):
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
        with pytest.raises(OutputError, match="Free some disk space"):
            deliver(target, new, manifest_of(new))
        assert contents(target.parents[1]) == before


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt" or os.getuid() != 0, reason="mounting takes root")
def test_a_small_full_disk(tmp_path: Path) -> None:
    """On disks of many sizes a set arrives whole or not at all, and nothing is left lying about."""
    page = 4096
    outcomes = set()
    for pages in range(4, 60, 2):
        disk = tmp_path / "disk"
        disk.mkdir(exist_ok=True)
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={pages * page}", "tmpfs", str(disk)],
            capture_output=True,
        )
        if mounted.returncode:
            pytest.skip("no file system may be mounted here")
        try:
            outcomes.add(fill(disk / "oneteam" / "q4"))
        finally:
            subprocess.run(["umount", str(disk)], check=True)
    assert outcomes == {0, 1, 2}


def fill(target: Path) -> int:
    """Delivers an edition, then a larger one; gives the edition that stands, 0 for none."""
    standing = 0
    for number in (1, 2):
        files = edition(number, filler=number * page_sized())
        try:
            deliver(target, files, manifest_of(files, str(number)))
            standing = number
        except OutputError as error:
            assert "Free some disk space" in str(error)  # noqa: PT017
        found = contents(target.parents[1])
        if not standing:
            assert found == {}
            continue
        expected = edition(standing, filler=standing * page_sized())
        manifest = manifest_of(expected, str(standing)).to_json()
        assert found == {
            "oneteam/q4/manifest.json": manifest,
            **{f"oneteam/q4/{name}": data for name, data in expected.items()},
        }
    return standing


def page_sized() -> int:
    """Filler that makes a document of a few pages of a tmpfs."""
    return 4000


@pytest.mark.slow
def test_two_runs_at_once(target: Path) -> None:
    """Whichever of several runs comes last, its whole set stands, and nobody fails."""
    script = (
        "import sys; from pathlib import Path\n"
        "from tests.delivery.conftest import deliver, edition, manifest_of\n"
        "import filelock, secrets\n"
        "files = edition(int(sys.argv[2]))\n"
        "for _ in range(15): deliver(Path(sys.argv[1]), files, manifest_of(files, sys.argv[2]))\n"
    )
    runs = [
        subprocess.Popen([sys.executable, "-c", script, str(target), str(number)], cwd=ROOT)
        for number in (1, 2, 3)
    ]
    assert [run.wait() for run in runs] == [0, 0, 0]
    found = contents(target)
    del found["manifest.json"]
    assert found in (edition(1), edition(2), edition(3))
    assert [path.name for path in target.parent.iterdir() if path.is_dir()] == ["q4"]
