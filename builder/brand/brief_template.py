"""Report on a Word template: what it offers to builds, and what a designer should fix."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from docx.opc.part import XmlPart

from builder.brand.fonts import font_findings, font_uses
from builder.brand.legible import accent_findings, contrast_finding, size_finding
from builder.brand.report import Fact, TemplateReport, Use
from builder.diagnostics import Diagnostic
from builder.office.word_package import WordPackage
from builder.source import Span
from builder.templates.open import TemplateFile
from builder.templates.word.emptying import header_fields
from builder.templates.word.facts import HeadingNumbers
from builder.templates.word.field_codes import KNOWN_PROPERTIES, answer_of, fields_of, style_named
from builder.templates.word.reader import BriefTemplate, read_brief_template
from builder.templates.word.roles import HEADING_LEVELS, OPTIONAL_ROLES, ROLES
from builder.templates.word.style_sheet import StyleSheet, W

__all__ = ["brief_report"]

_TWIPS_PER_CM = 567
_BODY, _NOTES = 10.0, 8.0
"""The least sizes in points: of text, and of notes, tables' sources and captions."""
_SMALL = frozenset(
    {
        "bibliography", "caption", "code", "code_char", "footer", "footnote_text", "header", "key_figure_label",
        "quote_attribution", "source_line", "table_header", "table_number", "table_text", "unit_line",
        "imprint", "imprint_heading",
    }
)  # fmt: skip
_LETTER = 0.47
"""Usual width of a letter in ems, for estimating the characters per line."""
_NOT_TEXT = frozenset({"footnote_reference", "brief_table", "imprint_table", "key_figures", "figure", "key_figure_row"})


def brief_report(file: TemplateFile, name: str) -> TemplateReport:
    """Return the report on a Word template. Raises BuildError if no brief could be made from it."""
    template = read_brief_template(file)
    package = WordPackage.from_bytes(template.blob)
    sheet = StyleSheet(package.document.styles.element)
    fonts = font_uses(_font_purposes(template))
    problems = [*_missing(template, name), *_legibility(template, sheet, name), *_measure(template, name)]
    problems += accent_findings(template.theme.colours, template.theme.colours.get("lt1", "FFFFFF"), name)
    problems += font_findings(fonts, name)
    for part, text in _left_texts(package):
        message = f"{part} shows the text '{text}', in every language"
        hint = "use content controls tagged title, subtitle, status, date, authors, issued or page-of, or keep a name"
        problems.append(Diagnostic("TPL401", message, Span(name), hint, "info"))
    problems += _broken_fields(package, template, sheet, name)
    return TemplateReport(
        file=name,
        kind="docx",
        usable=True,
        facts=tuple(_facts(template)),
        uses=tuple(_uses(template, sheet)),
        fonts=fonts,
        diagnostics=tuple(problems),
    )


def _facts(template: BriefTemplate) -> Iterator[Fact]:
    page = template.page

    def cm(length: int) -> str:
        return f"{length / _TWIPS_PER_CM:.1f}"

    yield Fact("page", f"{cm(page.width)} × {cm(page.height)} cm")
    yield Fact("margins", ", ".join(f"{side} {cm(getattr(page, side))}" for side in ("top", "right", "bottom", "left")))
    yield Fact("text", f"{cm(page.text_width)} cm between the margins, {_line(template)} characters per line")
    numbers = [_first_number(heading) if heading else "none" for heading in template.headings]
    yield Fact("heading numbers", "none" if set(numbers) == {"none"} else ", ".join(numbers))
    yield Fact("header and footer", f"{_own(template.has_header)}, {_own(template.has_footer)}")
    yield Fact("theme", f"{template.theme.major_font} / {template.theme.minor_font}")


def _first_number(heading: HeadingNumbers) -> str:
    return heading.label([heading.start(level) for level in range(len(heading.forms))])


def _own(has: bool) -> str:
    return "the template's own" if has else "added by builds"


def _line(template: BriefTemplate) -> int:
    body = template.type["body_text"]
    width = (template.page.text_width - body.left - body.right) / 20
    return round(width / (body.size * _LETTER)) if body.size else 0


def _uses(template: BriefTemplate, sheet: StyleSheet) -> Iterator[Use]:
    added = set(template.added)
    for role in ROLES:
        style = sheet.by_id[template.styles[role]]
        shown = style.find(f"{W}name").get(f"{W}val")
        size = sheet.twips(style, "rPr/sz", "val") / 2
        details = (f"{size:g} pt",) if size and ROLES[role][0] == "paragraph" else ()
        yield Use(purpose=role, served_by=shown, how="added" if role in added else "own", details=details)


def _font_purposes(template: BriefTemplate) -> dict[str, list[str]]:
    purposes = {template.theme.major_font: ["headings of the theme"]}
    purposes.setdefault(template.theme.minor_font, []).append("text of the theme")
    for role, typeface in template.type.items():
        if typeface.font not in (template.theme.major_font, template.theme.minor_font):
            purposes.setdefault(typeface.font, []).append(role)
    return purposes


def _missing(template: BriefTemplate, file: str) -> Iterator[Diagnostic]:
    names = [ROLES[role][1] for role in template.added]
    if names:
        message = f"no style {', '.join(names)}: builds add the builder's own, in the template's fonts and colours"
        hint = "add styles with these names in the Styles pane, or keep the builder's"
        yield Diagnostic("TPL102", message, Span(file), hint, "info")
    if not template.has_header or not template.has_footer:
        what = " and ".join(
            w for w, has in (("header", template.has_header), ("footer", template.has_footer)) if not has
        )
        yield Diagnostic("TPL103", f"no {what}: builds add the builder's own", Span(file), "", "info")
    if template.revised:
        where = ", ".join(template.revised)
        message = (
            f"tracked changes or comments in the template's {where}: builds accept the changes and leave out names"
        )
        hint = "accept or reject them in Word, and delete the comments"
        yield Diagnostic("TPL402", message, Span(file), hint, "info")
    if template.neutralised:
        *most, last = template.neutralised
        what = f"{', '.join(most)} and {last}" if most else last
        message = f"{what} of running text would reach tables, captions, figures, headers, footers or the contents"
        hint = "builds keep them to running text; set what these need in their own styles"
        yield Diagnostic("TPL104", message, Span(file), hint, "info")


def _measure(template: BriefTemplate, file: str) -> Iterator[Diagnostic]:
    """Report lines that are too long or too short to read easily."""
    line = _line(template)
    if not 45 <= line <= 90:
        message = f"a line of text has about {line} characters; 60 to 75 are easiest to read"
        yield Diagnostic("TPL206", message, Span(file), "change the margins, or the indents of the text style", "info")


def _legibility(template: BriefTemplate, sheet: StyleSheet, file: str) -> Iterator[Diagnostic]:
    page = template.theme.colours.get("lt1", "FFFFFF")
    for role, sid in template.styles.items():
        if role in _NOT_TEXT:
            continue
        style = sheet.by_id[sid]
        named = f"the style '{style.find(f'{W}name').get(f'{W}val')}'"
        size = (sheet.twips(style, "rPr/sz", "val") or 20) / 2
        grounds = (sheet.value(style, f"{part}/shd", "fill") for part in ("rPr", "pPr"))
        background = next((rgb for ground in grounds if (rgb := _rgb(ground))), page)
        colour = _rgb(sheet.value(style, "rPr/color", "val"))
        bold = role in template.type and template.type[role].bold
        fix = "change it in Modify Style"
        pale = contrast_finding(named, colour, background, size, bold, file, fix) if colour else None
        least = _NOTES if role in _SMALL or role.startswith("toc") else _BODY
        own_size = sheet.value(style, "rPr/sz", "val") is not None and (ROLES | OPTIONAL_ROLES)[role][0] == "paragraph"
        small = size_finding(named, size, least, file, fix) if own_size and role != "figure" else None
        yield from (problem for problem in (pale, small) if problem is not None)


def _rgb(value: str | None) -> str | None:
    """Return a colour value, or None for an automatic colour, which is black or white and hence always legible."""
    return value.upper() if value and re.fullmatch("[0-9A-Fa-f]{6}", value) else None


def _headers_and_footers(package: WordPackage) -> Iterator[tuple[str, Any]]:
    """Yield the kind and the root element of each header and footer."""
    for part in package.iter_parts():
        kind = part.content_type.rpartition(".")[2].removesuffix("+xml")
        if kind in ("header", "footer") and isinstance(part, XmlPart):
            yield kind, part.element


def _broken_fields(package: WordPackage, template: BriefTemplate, sheet: StyleSheet, file: str) -> Iterator[Diagnostic]:
    """Report fields of headers and footers that could not work in a brief."""
    headings = [template.styles[f"heading_{level}"] for level in HEADING_LEVELS]
    used = frozenset(template.styles.values())
    results = {"title": "print the title", "text": "print its present text", "drop": "leave it out"}
    for kind, root in _headers_and_footers(package):
        for field in fields_of(root):
            style = style_named(sheet, field.argument, headings) if field.name == "STYLEREF" else ""
            result = results.get(answer_of(field, root, style, used, KNOWN_PROPERTIES))
            if result:
                message = f"the field '{' '.join(field.code.split())}' of the {kind} cannot work: builds {result}"
                hint = "use a content control tagged title, subtitle, status, date or authors"
                yield Diagnostic("TPL403", message, Span(file), hint, "info")


def _left_texts(package: WordPackage) -> Iterator[tuple[str, str]]:
    """Yield the text of headers and footers outside the fields that a build fills."""
    for kind, root in _headers_and_footers(package):
        filled = {node for _, control in header_fields(root) for node in control.iter()}
        filled.update(node for field in fields_of(root) for run in field.result for node in run.iter())
        texts = (node.text or "" for node in root.iter(f"{W}t") if node not in filled)
        text = " ".join("".join(texts).split())
        if any(character.isalpha() for character in text):
            yield f"the {kind}", text[:60]
