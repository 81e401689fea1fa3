"""What can be typed after `generate.py`."""

from __future__ import annotations

import argparse
from pathlib import Path

from generator.cli.project_folder import find_project_folder, templates_folder

_EXAMPLES = """\
examples:
  python generate.py                          make every pack, where something changed
  python generate.py check                    find mistakes in the inputs, write nothing
  python generate.py list                     what there is, and what is out of date
  python generate.py make appendix-2          make one document again
  python generate.py email                    prepare the mail to the Board; --send sends it
  python generate.py --pack oneteam --period 2023-24-q4 make risk-register

exit codes:
  0 done   1 findings stopped it   2 wrong usage   3 input unreadable
  4 template does not fit   5 output not writable   6 documents written, mail failed
"""


def parse_arguments(argv: list[str]) -> argparse.Namespace:
    """The arguments as a namespace; `verb` is "build" where none is typed.

    Options stand before the verb or after it. Exits with 2 on wrong usage, as argparse does.
    """
    common = _common_options()
    parser = argparse.ArgumentParser(
        prog="generate.py",
        description="Makes a council's committee packs (Word reports, Excel registers) from the "
        "inputs folder. Without a verb it makes every pack.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[common],
        allow_abbrev=False,
    )
    _add_build_options(parser)
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", title="verbs")
    _add_check(verbs, common)
    _add_verb(verbs, common, "list", "list packs, periods and documents")
    _add_make(verbs, common)
    _add_verb(verbs, common, "watch", "make what a change of the inputs makes stale, until Ctrl-C")
    _add_email(verbs, common)
    return _with_defaults(parser.parse_args(argv))


# SUPPRESS, and the defaults filled in afterwards: a subparser's default would otherwise overwrite
# what was typed before the verb.
_DEFAULTS: dict[str, object] = {
    "pack": None,
    "period": None,
    "format": "text",
    "overwrite": False,
    "all": False,
    "documents": [],
    "workbook": None,
    "annotate": None,
    "send": False,
    "again": False,
    "mark_sent": False,
    "test": False,
}


def _with_defaults(arguments: argparse.Namespace) -> argparse.Namespace:
    arguments.verb = arguments.verb or "build"
    project = find_project_folder(Path.cwd())
    places = {
        "project": project,
        "inputs": project / "inputs",
        "outputs": project / "outputs",
        "templates": templates_folder(project),
    }
    for name, default in (places | _DEFAULTS).items():
        if not hasattr(arguments, name):
            setattr(arguments, name, default)
    return arguments


def _common_options() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(
        add_help=False, argument_default=argparse.SUPPRESS, allow_abbrev=False
    )
    where = common.add_argument_group("where and which")
    where.add_argument("--inputs", type=Path, metavar="DIR", help="the inputs (inputs/)")
    where.add_argument("--outputs", type=Path, metavar="DIR", help="the outputs (outputs/)")
    where.add_argument("--templates", type=Path, metavar="DIR", help="the templates (templates/)")
    where.add_argument("--pack", metavar="NAME", help="only this pack")
    where.add_argument("--period", metavar="NAME", help="only this period")
    where.add_argument(
        "--format",
        choices=("text", "json"),
        help="how findings are written: text on standard error, or a JSON list on standard output",
    )
    return common


def _add_build_options(parser: argparse.ArgumentParser) -> None:
    writing = parser.add_argument_group("writing")
    writing.add_argument(
        "--all",
        action="store_true",
        default=argparse.SUPPRESS,
        help="make everything, not only what is out of date",
    )
    writing.add_argument(
        "--overwrite",
        action="store_true",
        default=argparse.SUPPRESS,
        help="replace documents that were changed by hand; a dated copy of each is kept",
    )


def _add_verb(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser],
    common: argparse.ArgumentParser,
    name: str,
    what: str,
) -> argparse.ArgumentParser:
    return verbs.add_parser(
        name, help=what, description=what.capitalize() + ".", parents=[common], allow_abbrev=False
    )


def _add_check(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser
) -> None:
    check = _add_verb(verbs, common, "check", "find every mistake in the inputs; make no document")
    writing = check.add_argument_group("findings as files")
    writing.add_argument(
        "--workbook",
        type=Path,
        metavar="FILE",
        default=argparse.SUPPRESS,
        help="write the findings as a workbook too (.xlsx)",
    )
    writing.add_argument(
        "--annotate",
        type=Path,
        metavar="DIR",
        default=argparse.SUPPRESS,
        help="write a copy of each input workbook there, with a comment and a fill at each cell "
        "that has a finding; the original is not touched",
    )


def _add_make(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser
) -> None:
    make = _add_verb(verbs, common, "make", "make the named documents, whatever their state")
    make.add_argument(
        "documents",
        nargs="+",
        metavar="DOCUMENT",
        help="a document's name, or the start of one: appendix-2",
    )
    _add_build_options(make)


def _add_email(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser
) -> None:
    what = "prepare the message to the Programme Board; sends nothing without --send"
    email = _add_verb(verbs, common, "email", what)
    doing = email.add_argument_group("sending")
    one = doing.add_mutually_exclusive_group()
    flags = {
        "--send": "send it to those who have not had it",
        "--test": "talk to the mail server, and stop before sending",
        "--mark-sent": "record that what is in doubt has arrived",
    }
    for flag, said in flags.items():
        one.add_argument(flag, action="store_true", default=argparse.SUPPRESS, help=said)
    doing.add_argument(
        "--again",
        action="store_true",
        default=argparse.SUPPRESS,
        help="with --send: send also what is in doubt or was sent before",
    )
