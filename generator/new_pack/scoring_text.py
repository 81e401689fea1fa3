"""Writes the part `scoring` of a new `pack.yaml`: scales, the rule of the score, bands."""

from __future__ import annotations

from itertools import pairwise

from generator.characters import yaml_text
from generator.new_pack.bands import possible_scores
from generator.new_pack.pack_text import PackText
from generator.new_pack.percentage_scale import USUAL_LIMITS
from generator.new_pack.register_facts import RegisterFacts
from generator.new_pack.scales import Scale, ScoreRule, Step


def write_scoring(facts: RegisterFacts, out: PackText) -> None:
    """Write the scales of a register, how its scores follow from them, and its bands."""
    out.lines.append("scoring:")
    for name, scale in (("impact", facts.impact), ("likelihood", facts.likelihood)):
        _scale(name, scale, out)
    if facts.has_decimals:
        out.add("  decimals: true", "some cells lie between two steps")
    if facts.rule is not ScoreRule.PRODUCT:
        out.add(f"  score: {facts.rule.value}", facts.rule.in_words)
    out.understood.append(("Score", facts.rule.in_words))
    _bands(facts, out)
    out.lines.append("")


def _scale(name: str, scale: Scale, out: PackText) -> None:
    if scale.holds_percentages and not scale.steps:
        limits = (f'{{word: "{n}", up_to: {up}}}' for n, up in enumerate(USUAL_LIMITS, start=1))
        out.ask(
            f"Up to which percentage does each step of {name} go?",
            f'  {name}: [{", ".join(limits)}, {{word: "{len(USUAL_LIMITS) + 1}"}}]',
        )
        return
    if not scale.steps:
        listed = ", ".join(scale.unordered)
        steps = ", ".join(
            f"{{score: {number}, word: {yaml_text(word)}}}"
            for number, word in enumerate(scale.unordered or ("Low", "High"), start=1)
        )
        out.ask(
            f"Your steps of {name} are {listed}: put them in order, the lowest first, as 1:",
            f"  {name}: [{steps}]",
        )
        return
    if scale.doubt:
        out.doubt(f"{name}: {scale.doubt}", "  ")
    if scale.has_words:
        out.add(f"  {name}:", scale.reason)
        out.lines += [f"    - {_step(step)}" for step in scale.steps]
    else:
        out.add(f"  {name}: 1-{len(scale.steps)}", f"{scale.reason}; words: [Rare, Unlikely, ...]")
    words = [f"up to {step.up_to}" if step.up_to else step.word for step in scale.steps]
    shown = f": {', '.join(words)}" if scale.has_words else ""
    label = name.capitalize()
    out.understood.append((label, f"1 to {len(scale.steps)}{shown} ({scale.reason})"))


def _step(step: Step) -> str:
    others = ", ".join(map(yaml_text, step.also_written))
    more = f", also_written: [{others}]" if others else ""
    more += f", up_to: {step.up_to}" if step.up_to else ""
    return f"{{score: {step.score}, word: {yaml_text(step.word)}{more}}}"


def _bands(facts: RegisterFacts, out: PackText) -> None:
    found = facts.bands
    if not found.bands:
        because = f" ({found.doubt})" if found.doubt else ""
        out.ask(
            f"Which scores are green, amber and red? The register does not show it{because}.",
            f"  bands: [{_usual_bands(facts)}]",
        )
        return
    if found.doubt:
        out.doubt(f"bands: {found.doubt}", "  ")
    out.add("  bands:", found.reason)
    for band in found.bands:
        others = ", ".join(map(yaml_text, band.also_written))
        more = f", also_written: [{others}]" if others else ""
        limits = f"lowest: {band.lowest}, highest: {band.highest}, " if band.highest else ""
        out.lines.append(
            f"    - {{letter: {yaml_text(band.letter)}, word: {yaml_text(band.word)}, "
            f"{limits}colour: {band.colour}{more}}}"
        )
    if found.matrix:
        out.add("  matrix:", "the highest likelihood first, impact from 1 upwards")
        out.lines += [f"    - [{', '.join(map(yaml_text, row))}]" for row in found.matrix]
    listed = ", ".join(
        f"{each.word} {each.lowest} to {each.highest}" if each.highest else each.word
        for each in found.bands
    )
    out.understood.append(("Bands", f"{listed} ({found.reason})"))


def _usual_bands(facts: RegisterFacts) -> str:
    """Three bands to be corrected, in the proportions of 5, 14 and 25, up to the highest score."""
    top = max(possible_scores((facts.impact, facts.likelihood), facts.rule), default=25)
    ends = [0, max(1, top * 5 // 25), max(2, top * 14 // 25), max(3, top)]
    return ", ".join(
        f"{{letter: {word[0]}, word: {word}, lowest: {low + 1}, highest: {high}}}"
        for word, (low, high) in zip(("Green", "Amber", "Red"), pairwise(ends), strict=True)
    )
