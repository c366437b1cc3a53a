"""Report on a deck template: what it offers to builds, and what a designer should fix."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE

from builder.brand.deck_places import place_findings
from builder.brand.deck_texts import left_texts
from builder.brand.fonts import font_findings, font_uses
from builder.brand.legible import accent_findings, contrast_finding, size_finding
from builder.brand.report import Fact, TemplateReport, Use
from builder.diagnostics import Diagnostic
from builder.office.colour import shade_of
from builder.office.deck_package import DeckPackage
from builder.source import Span
from builder.templates.deck.facts import DeckFacts, Placeholder, SlideLayout
from builder.templates.deck.placeholders import PRESENTATION
from builder.templates.deck.reader import read_deck_facts
from builder.templates.open import TemplateFile

__all__ = ["deck_report"]

_EMU_PER_CM = 360_000
_LEAST = {"kicker": 11.0, "source": 9.0, "footer": 9.0, "number": 9.0, "date": 9.0, "table": 11.0}
_BODY = 14.0
"""The least sizes in points, by role; everything else is body text."""
_TABLE_PARTS = {"wholeTbl": "text", "firstCol": "the first column", "lastRow": "the total", "firstRow": "the header"}
_NEEDED = {
    "title": "add a layout with a title and a subtitle placeholder for the first slide",
    "section": "add a layout with a title and a text placeholder, named 'Section', for dividers",
    "text": "add a layout with a title and one text or content placeholder, named 'Text'",
    "two-content": "add a layout with a title and two content placeholders side by side, named 'Two contents'",
    "title-only": "add a layout with nothing but a title, named 'Title only', for exhibits",
}
"""The roles that a deck needs most, and how to add each in View > Slide Master."""


def deck_report(file: TemplateFile, name: str) -> TemplateReport:
    """Return the report on a deck template. Raises BuildError if no deck could be made from it."""
    facts = read_deck_facts(file)
    package = DeckPackage.from_bytes(file.blob)
    purposes = _font_purposes(facts)
    fonts = font_uses(purposes)
    problems = [*_missing(facts, name), *_legibility(facts, name), *_table(facts, name)]
    problems += accent_findings(facts.layouts["text"].colours, facts.layouts["text"].background, name)
    problems += place_findings(package, facts, name)
    problems += font_findings(fonts, name)
    for part, text in left_texts(package, _parts_used(facts)):
        message = f"{part} shows the text '{text}' on its slides, in every language"
        problems.append(Diagnostic("TPL401", message, Span(name), "delete it, or keep it if it is a name", "info"))
    return TemplateReport(
        file=name,
        kind="pptx",
        usable=True,
        facts=tuple(_facts(package, facts)),
        uses=tuple(_use(role, layout) for role, layout in facts.layouts.items()),
        fonts=fonts,
        diagnostics=tuple(problems),
    )


def _facts(package: DeckPackage, facts: DeckFacts) -> Iterator[Fact]:
    presentation = package.presentation
    width, height = facts.width / _EMU_PER_CM, facts.height / _EMU_PER_CM
    yield Fact("slide", f"{width:.1f} × {height:.1f} cm ({_ratio(facts.width, facts.height)})")
    masters = list(presentation.slide_masters)
    yield Fact("masters", str(len(masters)))
    roles: dict[str, list[str]] = {}
    for role, layout in facts.layouts.items():
        if not layout.substitute:
            roles.setdefault(layout.part_name, []).append(role)
    for master in masters:
        for slide_layout in master.slide_layouts:
            name = str(slide_layout.part.partname)
            title = slide_layout.name or name.rsplit("/", 1)[-1]
            used = ", ".join(roles.get(name, ["not used"]))
            yield Fact(f"layout '{title}'", f"{used}; {_placeholders(slide_layout.element)}")
    slides = sum(rel.reltype == RELATIONSHIP_TYPE.SLIDE for rel in presentation.part.rels.values())
    if slides:
        yield Fact("slides", f"{slides}, not used by builds")


def _ratio(width: int, height: int) -> str:
    known = {1.33: "4:3", 1.6: "16:10", 1.78: "16:9"}
    return known.get(round(width / height, 2), f"{width / height:.2f}:1")


def _placeholders(root: Any) -> str:
    """Return the types of a layout's placeholders, as the file names them."""
    kinds = [placeholder.get("type", "obj") for placeholder in root.iter(f"{PRESENTATION}ph")]
    return ", ".join(kinds) or "no placeholders"


def _use(role: str, layout: SlideLayout) -> Use:
    details = tuple(_placed(key, placeholder) for key, placeholder in layout.placeholders.items())
    return Use(purpose=role, served_by=layout.name, how="substitute" if layout.substitute else "own", details=details)


def _placed(role: str, placeholder: Placeholder) -> str:
    size = f" {placeholder.levels[0].size:g} pt" if placeholder.levels else ""
    return f"{role}{size}"


def _font_purposes(facts: DeckFacts) -> dict[str, list[str]]:
    """Return the fonts of the theme and of the placeholders in use, with their purposes."""
    purposes = {facts.theme.major_font: ["headings of the theme"]}
    purposes.setdefault(facts.theme.minor_font, []).append("text of the theme")
    for role, layout in facts.layouts.items():
        for key, placeholder in layout.placeholders.items():
            for level in placeholder.levels[:1]:
                if level.font not in (facts.theme.major_font, facts.theme.minor_font):
                    purposes.setdefault(level.font, []).append(f"{key} of {role}")
    return purposes


def _missing(facts: DeckFacts, file: str) -> Iterator[Diagnostic]:
    for role, hint in _NEEDED.items():
        layout = facts.layouts[role]
        if layout.substitute:
            message = f"no layout for '{role}': '{layout.name}' is used instead"
            yield Diagnostic("TPL101", message, Span(file), hint, "warning")
    unserved = [role for role, layout in facts.layouts.items() if layout.substitute and role not in _NEEDED]
    if unserved:
        message = f"no layouts for {', '.join(unserved)}: other layouts are used, and the builder draws what they lack"
        hint = "name a layout after the purpose, for example 'Quote'"
        yield Diagnostic("TPL102", message, Span(file), hint, "info")
    bare = [key for key in ("number", "footer") if key not in facts.layouts["text"].placeholders]
    if bare:
        what = " and ".join({"number": "the slide number", "footer": "the footer"}[key] for key in bare)
        message = f"'{facts.layouts['text'].name}' has no placeholder for {what}, so that slides lack it"
        yield Diagnostic("TPL103", message, Span(file), "tick Footers on the layout in Slide Master view", "info")


def _legibility(facts: DeckFacts, file: str) -> Iterator[Diagnostic]:
    """Check each placeholder in use on the background of its layout; the same problem on several layouts is reported
    once.
    """
    seen: set[tuple[object, ...]] = set()
    for role, layout in facts.layouts.items():
        for key, placeholder in layout.placeholders.items():
            if not placeholder.levels or key in ("chart", "picture") or (key == "date" and role != "title"):
                continue
            level = placeholder.levels[0]
            background = placeholder.background or layout.background
            formatting = (key, level.colour, background, level.size, level.bold)
            if formatting in seen:
                continue
            seen.add(formatting)
            what = f"{key} of '{layout.name}'"
            fix = "change the text colour in Slide Master view, on this layout and on those like it"
            fix = _recoloured(placeholder.ink, layout, fix)
            yield from _present(
                contrast_finding(what, level.colour, background, level.size, level.bold, file, fix),
                size_finding(what, level.size, _LEAST.get(key, _BODY), file, "make it larger in Slide Master view"),
            )
    plain = [
        facts.layouts[role].name for role in ("text", "two-content", "title-only") if not facts.layouts[role].panel
    ]
    if plain:
        message = f"callouts on '{plain[0]}' have no panel: text is not legible on the second background colour"
        yield Diagnostic("TPL205", message, Span(file), "choose another Text/Background 2 colour", "info")


def _table(facts: DeckFacts, name: str) -> Iterator[Diagnostic]:
    seen: set[tuple[str, str]] = set()
    for text in facts.table_texts:
        if (text.colour, text.background) in seen:
            continue
        seen.add((text.colour, text.background))
        what = f"{_TABLE_PARTS[text.part]} of the default table style"
        fix = _recoloured(text.ink, facts.layouts["table"], "choose another table style as default")
        yield from _present(contrast_finding(what, text.colour, text.background, 11.0, False, name, fix))


def _recoloured(ink: str, layout: SlideLayout, fix: str) -> str:
    """Return a fix for text that cannot be read, with the colour in which builds set it instead, if any."""
    return f"builds set it in #{shade_of(ink, layout.colours)}; {fix}" if ink else fix


def _parts_used(facts: DeckFacts) -> set[str]:
    return {layout.part_name for layout in facts.layouts.values()}


def _present(*problems: Diagnostic | None) -> Iterator[Diagnostic]:
    yield from (problem for problem in problems if problem is not None)
