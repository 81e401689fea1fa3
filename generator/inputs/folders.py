"""Where things are: the project, its packs, and what a command was asked to work on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from os.path import lexists
from pathlib import Path
from typing import TYPE_CHECKING

from generator.errors import InputUnreadable, TemplateError, UsageError, suggest
from generator.inputs.files.regular_files import MOST_TEXT, is_within, read_bounded

if TYPE_CHECKING:  # a run with nothing to do reads no settings
    from generator.settings.pack_settings import DocumentSettings, PackSettings


_TEXTS = (".md", ".docx", ".docm", ".doc", ".odt", ".rtf")
COUNCIL_FILE = "council.yaml"
"""What is the same for every pack: beside the packs' folders, and called so in findings."""


@dataclass(frozen=True, kw_only=True)
class PackFolder:
    """A pack's folder: `inputs/<name>/<period>`."""

    name: str
    period: str
    path: Path

    def __str__(self) -> str:
        return f"{self.name}/{self.period}"

    @property
    def council(self) -> Path:
        """The file of what is the same for every pack, which may not exist."""
        return self.path.parent.parent / COUNCIL_FILE


@dataclass(frozen=True, kw_only=True)
class Request:
    """The folders to work in and what was asked for.

    `pack` and `period` choose packs, None for all. `documents` are names or unique starts of
    names, empty for all. `everything` includes documents that are up to date; `overwrite` replaces
    documents that were changed by hand. Charts are cached in `cache`.
    """

    inputs: Path
    outputs: Path
    templates: Path
    cache: Path
    pack: str | None = None
    period: str | None = None
    documents: tuple[str, ...] = ()
    everything: bool = False
    overwrite: bool = False

    def packs(self) -> tuple[PackFolder, ...]:
        """The folders of the packs that were asked for. Raises UsageError, InputUnreadable."""
        folders = find_packs(self.inputs)
        of_pack = tuple(each for each in folders if self.pack in (None, each.name))
        if not of_pack:
            names = sorted({each.name for each in folders})
            raise UsageError(f"There is no pack {self.pack}", suggest(str(self.pack), names))
        chosen = tuple(each for each in of_pack if self.period in (None, each.period))
        if not chosen:
            of = f" of {self.pack}" if self.pack else ""
            periods = sorted({each.period for each in of_pack})
            raise UsageError(
                f"There is no period {self.period}{of}", suggest(str(self.period), periods)
            )
        return chosen

    def target(self, folder: PackFolder) -> Path:
        """The folder that a pack's documents are written to."""
        return self.outputs / folder.name / folder.period

    def ledger_copy(self, folder: PackFolder) -> Path:
        """Where a copy of the mail's ledger is kept: beside the outputs, which people clean up."""
        outputs = self.outputs.resolve()
        return outputs.parent / f".{outputs.name}.mail" / folder.name / f"{folder.period}.jsonl"

    def template_folders(self, folder: PackFolder) -> tuple[Path, ...]:
        """Where to look for templates: the pack's own folder first."""
        return folder.path / "templates", self.templates


def find_packs(inputs: Path) -> tuple[PackFolder, ...]:
    """Every `<pack>/<period>/pack.yaml` below the inputs folder, sorted by name and period.

    Raises InputUnreadable where the folder is missing, cannot be opened, or holds no pack.
    """
    if not inputs.is_dir():
        what = "is not a folder" if inputs.exists() else "does not exist"
        raise InputUnreadable(
            f"The inputs folder {inputs} {what}",
            "Use --inputs to name the folder that holds the packs.",
        )
    try:
        found = sorted(inputs.glob("*/*/pack.yaml"))
    except OSError as problem:
        raise InputUnreadable(
            f"The inputs folder {inputs} cannot be opened ({problem.strerror})",
            "Get permission to read the folder, or copy it to a place where you have it.",
        ) from problem
    if not found:
        raise InputUnreadable(
            f"There is no pack in {inputs}",
            "A pack is a folder for each period with a file pack.yaml in it, such as "
            "inputs/my-programme/2024-25-q1/pack.yaml.",
        )
    return tuple(
        PackFolder(name=file.parent.parent.name, period=file.parent.name, path=file.parent)
        for file in found
    )


def is_section(path: Path) -> bool:
    """Whether a file in a narrative folder is a section; programs leave hidden files beside them.

    What only looks like a text of Word is among them: it is found when it is read.
    """
    return path.suffix.lower() in _TEXTS and not path.name.startswith((".", "~"))


def folder_before(folder: PackFolder) -> PackFolder | None:
    """The folder of the period before, by the order of the names; None for a first period."""
    beside = sorted(folder.path.resolve().parent.glob("*/pack.yaml"))
    names = [file.parent.name for file in beside if file.parent.name < folder.period]
    if not names:
        return None
    return replace(folder, period=names[-1], path=folder.path.parent / names[-1])


def find_template(name: str, folders: Sequence[Path], *, wanted_by: str) -> Path:
    """The template of this name in the first folder that has it. Raises TemplateError."""
    for folder in folders:
        if lexists(path := folder / name):
            is_own = (folder.parent / "pack.yaml").is_file()
            if not is_within(path, folder.parent if is_own else folder):
                raise TemplateError(
                    f"The template {name} is a link that leads out of its folder",
                    "Put the file itself there, not a link to it.",
                )
            return path
    found = sorted(path.name for folder in folders for path in folder.glob(f"*{Path(name).suffix}"))
    places = " nor in ".join(str(folder) for folder in folders)
    raise TemplateError(
        f"{wanted_by} needs the template {name}, which is not in {places}",
        f"Correct the name in pack.yaml, or put the template there. {suggest(name, found)}",
    )


def template_name(path: Path) -> str:
    """A template's name; for a pack's own, its path from the inputs folder on."""
    period = path.parent.parent
    if not (period / "pack.yaml").is_file():
        return path.name
    return "/".join(path.resolve().parts[-4:])


def read_mail_template(name: str, folders: Sequence[Path]) -> tuple[str, str]:
    """The name and the text of a template of the mail. Raises TemplateError."""
    path = find_template(name, folders, wanted_by="The mail")
    try:
        return template_name(path), _decoded(read_bounded(path, MOST_TEXT))
    except OSError as error:
        raise TemplateError(
            f"The template {name} cannot be read ({error.strerror})",
            "Put a text file in its place that you may read.",
        ) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise TemplateError(
            f"{path} is not text in UTF-8: byte {error.object[error.start]} on line {line}",
            "Correct the letter and save the template as UTF-8 text.",
        ) from error


def _decoded(data: bytes) -> str:
    return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def select_documents(packs: Iterable[PackSettings], asked: Sequence[str]) -> frozenset[str]:
    """The file names of the documents asked for, in whichever pack they are.

    Each of `asked` is a document's name, its file name, or the unique start of one. Raises
    UsageError for one that matches none or several.
    """
    documents = [document for pack in packs for document in pack.documents]
    return frozenset(name for each in asked for name in _matching(documents, each))


def _matching(documents: Sequence[DocumentSettings], asked: str) -> frozenset[str]:
    exact = [each for each in documents if asked in (each.name, each.file_name)]
    found = exact or [each for each in documents if each.file_name.startswith(asked)]
    names = sorted({document.name for document in found})
    if not names:
        known = sorted({document.name for document in documents})
        raise UsageError(f"There is no document {asked}", suggest(asked, known))
    if len(names) > 1:
        raise UsageError(
            f"{asked} could mean {' or '.join(names)}",
            "Type enough of the name to tell them apart.",
        )
    return frozenset(document.file_name for document in found)
