"""What can be typed: the program, its verbs, and the options that every verb takes."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, Optional

import typer
from typer.core import TyperGroup

from generator import __version__
from generator.cli.program_start import find_project_folder, program_name, templates_folder
from generator.cli.terminal import Console
from generator.errors import PackError
from generator.inputs.folders import Request, find_packs

DEFAULT_VERB = "build"

_EXAMPLES = """\
\b
Examples:
  generate.py                        make every document that is out of date
  generate.py check                  list the mistakes in the inputs; make no document
  generate.py list                   list the documents and say which are out of date
  generate.py make appendix-2        make one document again
  generate.py --pack oneteam --period 2023-24-q4 make risk-register
  generate.py new harbour/2025-26-q1 --register FILE     start a pack from your own files
  generate.py email                  prepare the mail to the Board; --send sends it

\b
Exit codes:
  0 done               1 findings stopped it       2 wrong usage
  3 input unreadable   4 template does not fit     5 output not writable
  6 documents written, mail failed       7 the program itself failed
"""


class _Program(TyperGroup):
    """The verbs. Its help lists the options of the verb that is run without being typed too."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the options, then the verbs."""
        options = self.commands[DEFAULT_VERB].params
        with formatter.section("Options without a verb (`VERB --help` lists those of a verb)"):
            formatter.write_dl(filter(None, (each.get_help_record(ctx) for each in options)))
        super().format_options(ctx, formatter)


app = typer.Typer(
    cls=_Program,
    help="Make a council's committee packs (Word reports, Excel registers) from inputs/. "
    "Without a verb, make every document that is out of date. Options may stand before the verb "
    "or after it.",
    epilog=_EXAMPLES.replace("generate.py", program_name()),
    subcommand_metavar="[VERB] [DOCUMENT...]",
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


class Interrupted(BaseException):
    """Ctrl-C was pressed while a verb was at work."""


class Format(StrEnum):
    """How results are printed."""

    TEXT = "text"
    JSON = "json"


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(f"committee-pack {__version__}")
        raise typer.Exit


@app.callback()
def about(
    version: Annotated[
        bool,
        typer.Option("--version", help="Show the version.", callback=_show_version, is_eager=True),
    ] = False,
) -> None:
    """Make a council's committee packs from inputs/."""


def _known(part: Callable[[Any], str]) -> Callable[[str], list[str]]:
    """Completes a word by a part of every pack's folder, in the project of the current folder."""

    def complete(incomplete: str) -> list[str]:
        try:
            packs = find_packs(find_project_folder(Path.cwd()) / "inputs")
        except PackError:
            return []
        words = sorted({part(pack) for pack in packs})
        return [word for word in words if word.startswith(incomplete)]

    return complete


def complete_document(incomplete: str) -> list[str]:
    """The names of documents that begin so."""
    from generator.inputs.pack_reader import read_settings

    try:
        packs = find_packs(find_project_folder(Path.cwd()) / "inputs")
    except PackError:
        return []
    settings = [found for pack in packs if (found := read_settings(pack)[0])]
    names = {document.name for each in settings for document in each.documents}
    return sorted(name for name in names if name.startswith(incomplete))


Folder = Optional[Path]  # noqa: UP045 - typer reads this annotation at run time


def _folder(help: str) -> Any:
    return typer.Option(metavar="FOLDER", help=help)


def _name(help: str, part: Callable[[Any], str]) -> Any:
    """An option that takes a part of a pack's folder, and completes it."""
    return typer.Option(metavar="NAME", help=help, show_default=False, autocompletion=_known(part))


_Inputs = Annotated[Folder, _folder("The folder with the packs [inputs/].")]
_Outputs = Annotated[Folder, _folder("Where documents go [outputs/].")]
_Templates = Annotated[Folder, _folder("The templates [templates/].")]
_Pack = Annotated[str, _name("Only this pack.", lambda pack: pack.name)]
_Period = Annotated[str, _name("Only this period.", lambda pack: pack.period)]
_Format = Annotated[Format, typer.Option(help="How results are printed.", show_default=False)]
_Notes = Annotated[bool, typer.Option("--notes", help="List the notes too.")]
_AllFindings = Annotated[
    bool, typer.Option("--all-findings", help="List more findings than fit on a screen.")
]

_Debug = Annotated[
    bool,
    typer.Option(
        "--debug", help="If the program itself fails, write a log for whoever maintains it."
    ),
]


def _common(
    inputs: _Inputs = None,
    outputs: _Outputs = None,
    templates: _Templates = None,
    pack: _Pack = "",
    period: _Period = "",
    format: _Format = Format.TEXT,
    notes: _Notes = False,
    all_findings: _AllFindings = False,
    debug: _Debug = False,
) -> tuple[Request, Console]:
    """What every verb takes; `main` looks for --debug itself, also where no verb is reached."""
    project = find_project_folder(Path.cwd())
    request = Request(
        inputs=inputs or project / "inputs",
        outputs=outputs or project / "outputs",
        templates=templates or templates_folder(project),
        cache=project / ".cache",
        pack=pack or None,
        period=period or None,
    )
    console = Console(as_json=format is Format.JSON, show_notes=notes, show_all=all_findings)
    return request, console


def verb(name: str) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Register a verb: a function of the request, the console and the verb's own options.

    On the command line the options that every verb takes stand in place of the first two.
    """

    def register(function: Callable[..., int]) -> Callable[..., int]:
        common = inspect.signature(_common, eval_str=True).parameters
        own = list(inspect.signature(function, eval_str=True).parameters.values())[2:]

        @wraps(function)
        def run(**options: Any) -> None:
            request, console = _common(**{name: options.pop(name) for name in common})
            try:
                code = function(request, console, **options)
            except KeyboardInterrupt as stopped:
                # typer would not let it through.
                raise Interrupted from stopped
            finally:
                console.stop_progress()
            raise typer.Exit(code)

        parameters = [
            each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in (*own, *common.values())
        ]
        run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        run.__annotations__ = {each.name: each.annotation for each in parameters}
        app.command(name)(run)
        return function

    return register
