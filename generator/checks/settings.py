"""Checks of the settings: bands and scales, roles, documents, dates, house style."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.evidence import Evidence
from generator.findings import Finding, Location, rule
from generator.settings.pack_settings import register_to_paste
from generator.settings.scoring import SCORING_TO_PASTE, ScalePoint, Scoring

SCORING_MISSING = rule("PACK-07")
SCALE_WRONG = rule("PACK-08")
BANDS_WRONG = rule("PACK-09")
ROLE_TWICE = rule("PACK-10")
DOCUMENT_TWICE = rule("PACK-11")
APPENDIX_GAP = rule("PACK-12")
DOCUMENT_WITHOUT_INPUT = rule("PACK-13")
DATES_ODD = rule("PACK-14")
BAND_UNKNOWN = rule("PACK-16")
ATTACHMENT_UNKNOWN = rule("PACK-15")
COLOUR_MISSING = rule("STYLE-01")
CONTRAST_LOW = rule("STYLE-02")
_LEAST_CONTRAST = 4.5
_FIXED_COLOURS = {
    "header": "the header row of every table",
    "editable": "every cell that people should edit",
    "none": "every cell without a rating",
    "red": "the list of errors",
    "amber": "the list of warnings",
}
"""Colours that documents use whatever the pack holds, and for what."""


def check_scoring(evidence: Evidence) -> Iterator[Finding]:
    """A pack with a register has scales, bands and the register's own part: one finding if not."""
    pack = evidence.pack
    settings = pack.settings
    if settings.inputs.risk_register is None:
        return
    missing = {}
    if settings.scoring is None:
        shown = pack.register.suggested_scoring if pack.register else ""
        missing["scoring"] = shown or SCORING_TO_PASTE
    if settings.risk_register is None:
        missing["risk_register"] = register_to_paste(settings)
    if missing:
        parts = " and no ".join(missing)
        seen = f"the pack has a risk register, but pack.yaml has no {parts}"
        remedy = "Add these lines to pack.yaml, with your council's words:\n"
        yield SCORING_MISSING.at(
            pack.settings_at("inputs.risk_register"), seen, remedy + "\n".join(missing.values())
        )


def check_scales(evidence: Evidence) -> Iterator[Finding]:
    """Both scales count from 1 up."""
    scoring = evidence.pack.settings.scoring
    if scoring is None:
        return
    for name, scale in (("impact", scoring.impact), ("likelihood", scoring.likelihood)):
        if not _counts_up(scale):
            steps = ", ".join(str(point.score) for point in scale)
            place = evidence.pack.settings_at(f"scoring.{name}")
            yield SCALE_WRONG.at(place, f"scoring.{name} counts {steps}")


def _counts_up(scale: tuple[ScalePoint, ...]) -> bool:
    return [point.score for point in scale] == list(range(1, len(scale) + 1))


def check_bands(evidence: Evidence) -> Iterator[Finding]:
    """Every score lies in one band and no more; a matrix has the right shape and letters."""
    pack = evidence.pack
    scoring = pack.settings.scoring
    if scoring is None:
        return
    letters = [band.letter for band in scoring.bands]
    for letter in dict.fromkeys(each for each in letters if letters.count(each) > 1):
        yield BANDS_WRONG.at(
            pack.settings_at("scoring.bands"), f"two bands have the letter {letter}"
        )
    if scoring.matrix:
        yield from _matrix(scoring, pack.settings_at("scoring.matrix"))
        return
    scores = sorted({a.score * b.score for a in scoring.impact for b in scoring.likelihood})
    for score in scores:
        held = [band.word for band in scoring.bands if band.lowest <= score <= band.highest]
        if len(held) != 1:
            seen = f"score {score} is in {' and '.join(held) or 'no band'}"
            yield BANDS_WRONG.at(pack.settings_at("scoring.bands"), seen)
    for number, band in enumerate(scoring.bands):
        if band.lowest > band.highest:
            place = pack.settings_at(f"scoring.bands.{number}")
            yield BANDS_WRONG.at(place, f"{band.word} goes from {band.lowest} to {band.highest}")


def _matrix(scoring: Scoring, place: Location) -> Iterator[Finding]:
    if len(scoring.matrix) != len(scoring.likelihood):
        seen = (
            f"the matrix has {len(scoring.matrix)} rows for {len(scoring.likelihood)} likelihoods"
        )
        yield BANDS_WRONG.at(place, seen)
    letters = {band.letter for band in scoring.bands}
    for number, row in enumerate(scoring.matrix, start=1):
        if len(row) != len(scoring.impact):
            seen = (
                f"row {number} of the matrix has {len(row)} cells for {len(scoring.impact)} impacts"
            )
            yield BANDS_WRONG.at(place, seen)
        for letter in dict.fromkeys(each for each in row if each not in letters):
            yield BANDS_WRONG.at(place, f"the matrix holds {letter}, which is no band's letter")


def check_exception_bands(evidence: Evidence) -> Iterator[Finding]:
    """Every band that the exception rule names is one of the pack's."""
    pack = evidence.pack
    scoring, part = pack.settings.scoring, pack.settings.risk_register
    if scoring is None or part is None:
        return
    *most, last = (f"{band.letter} {band.word}" for band in scoring.bands)
    known = f"{', '.join(most)} and {last}" if most else last
    for number, condition in enumerate(part.exceptions.any_of):
        for index, name in enumerate(condition.band):
            if scoring.band_named(name) is None:
                place = pack.settings_at(f"risk_register.exceptions.any_of.{number}.band.{index}")
                seen = f"the exception rule names the band {name}; the bands are {known}"
                yield BAND_UNKNOWN.at(place, seen)


def check_roles(evidence: Evidence) -> Iterator[Finding]:
    """No two roles share their initials or another spelling."""
    pack = evidence.pack
    taken: dict[str, int] = {}
    for number, role in enumerate(pack.settings.roles):
        for name in {each.casefold() for each in (role.initials, *role.also_written)}:
            if taken.setdefault(name, number) != number:
                seen = f"{name.upper()} is written for two roles"
                yield ROLE_TWICE.at(pack.settings_at(f"roles.{number}"), seen)


def check_documents(evidence: Evidence) -> Iterator[Finding]:
    """No two documents share a file name or an appendix number."""
    pack = evidence.pack
    names: set[str] = set()
    numbers: set[int] = set()
    for index, document in enumerate(pack.settings.documents):
        place = pack.settings_at(f"documents.{index}")
        if document.file_name in names:
            yield DOCUMENT_TWICE.at(place, f"{document.file_name} is made twice")
        names.add(document.file_name)
        if document.appendix is not None:
            if document.appendix in numbers:
                yield DOCUMENT_TWICE.at(place, f"Appendix {document.appendix} is there twice")
            numbers.add(document.appendix)
    missing = [number for number in range(1, max(numbers, default=0)) if number not in numbers]
    if missing:
        seen = f"there is an Appendix {max(numbers)}, but no Appendix {missing[0]}"
        yield APPENDIX_GAP.at(pack.settings_at("documents"), seen)


def check_document_inputs(evidence: Evidence) -> Iterator[Finding]:
    """Each document's input is named by the pack."""
    pack = evidence.pack
    inputs = pack.settings.inputs
    for index, document in enumerate(pack.settings.documents):
        place = pack.settings_at(f"documents.{index}")
        if document.workbook and getattr(inputs, document.workbook.replace("-", "_")) is None:
            what = document.workbook.replace("-", " ")
            seen = f"{document.file_name} shows the {what}, which the pack does not have"
            yield DOCUMENT_WITHOUT_INPUT.at(place, seen)
        if document.narrative and document.narrative not in pack.narrative and inputs.narrative:
            seen = f"{document.file_name} prints the section {document.narrative}, which is missing"
            yield DOCUMENT_WITHOUT_INPUT.at(place, seen)


def check_attachments(evidence: Evidence) -> Iterator[Finding]:
    """The mail attaches documents of the pack."""
    pack = evidence.pack
    known = {document.file_name for document in pack.settings.documents}
    attached = pack.settings.mail.attach if pack.settings.mail else None
    for number, name in enumerate(attached or ()):
        if name not in known:
            seen = f"mail.attach names {name}; the pack makes {', '.join(sorted(known))}"
            yield ATTACHMENT_UNKNOWN.at(pack.settings_at(f"mail.attach.{number}"), seen)


def check_dates(evidence: Evidence) -> Iterator[Finding]:
    """The as-of date and the meeting come after the period's end."""
    pack = evidence.pack
    settings = pack.settings
    end = settings.period.end
    if settings.as_of < end:
        seen = f"as_of {settings.as_of} is before the period's end {end}"
        yield DATES_ODD.at(pack.settings_at("as_of"), seen)
    if settings.meeting and settings.meeting.date < end:
        seen = f"the meeting on {settings.meeting.date} is before the period's end {end}"
        yield DATES_ODD.at(pack.settings_at("meeting"), seen)


def check_style(evidence: Evidence) -> Iterator[Finding]:
    """The house style has every colour that is named, and its text can be read."""
    pack = evidence.pack
    colours = pack.house_style.colours
    scoring, plan = pack.settings.scoring, pack.settings.action_plan
    bands = scoring.bands if scoring else ()
    statuses = plan.key if plan else ()
    named = [
        *((f"scoring.bands.{n}", band.word, band.colour_name) for n, band in enumerate(bands)),
        *((f"action_plan.key.{n}", each.word, each.colour_name) for n, each in enumerate(statuses)),
    ]
    for path, word, colour_name in named:
        if colour_name not in colours:
            seen = f"{word} has the colour {colour_name}, which the house style lacks"
            yield COLOUR_MISSING.at(pack.settings_at(path), seen)
    for name, what in _FIXED_COLOURS.items():
        if name not in colours:
            seen = f"{what} has the colour {name}, which the house style lacks"
            yield COLOUR_MISSING.at(pack.style_at("colours"), seen)
    for name, colour in colours.items():
        if colour.contrast < _LEAST_CONTRAST:
            seen = f"{name} has a contrast of {colour.contrast:.1f}:1"
            yield CONTRAST_LOW.at(pack.style_at(f"colours.{name}"), seen)
