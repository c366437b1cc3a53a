"""Edit documents in LibreOffice as a person would: run by the Python that has `uno`, outside the tests' environment.

    /usr/bin/python3 uno_edits.py SOFFICE PROFILE JOBS.json

JOBS is a list of `{"source": PATH, "target": PATH, "tracked": true, "steps": [["replace", "old", "new"], …]}`. One
LibreOffice with its own profile does them all, one document after the other.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

FILTERS = {".docx": "MS Word 2007 XML", ".pptx": "Impress MS PowerPoint 2007 XML"}
BREAK = 0  # com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK


def setting(name, value):
    """Return a property for loading or storing."""
    found = PropertyValue()
    found.Name, found.Value = name, value
    return found


def connect(pipe):
    """Return the desktop of the LibreOffice that listens on a pipe."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(600):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.1)
            continue
        return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    raise SystemExit("LibreOffice did not start")


class Brief:
    """A text document and the edits that a person makes in it."""

    def __init__(self, document):
        self.document = document
        self.text = document.Text

    def cursor(self, words):
        """Return a cursor over the first place with these words."""
        search = self.document.createSearchDescriptor()
        search.SearchString, search.SearchCaseSensitive = words, True
        found = self.document.findFirst(search)
        if found is None:
            raise SystemExit(f"not in the document: {words!r}")
        return found.Text.createTextCursorByRange(found)

    def replace(self, old, new):
        cursor = self.cursor(old)
        cursor.setString(new)

    def after(self, words, new):
        """Type after words."""
        cursor = self.cursor(words)
        cursor.collapseToEnd()
        cursor.Text.insertString(cursor, new, False)

    def before(self, words, new):
        """Type before words."""
        cursor = self.cursor(words)
        cursor.collapseToStart()
        cursor.Text.insertString(cursor, new, False)

    def paragraph(self, words):
        """Return a cursor over the paragraph with these words."""
        cursor = self.cursor(words)
        cursor.gotoStartOfParagraph(False)
        cursor.gotoEndOfParagraph(True)
        return cursor

    def head(self, words, new):
        """Type at the beginning of a paragraph."""
        cursor = self.paragraph(words)
        cursor.collapseToStart()
        cursor.Text.insertString(cursor, new, False)

    def tail(self, words, new):
        """Type at the end of a paragraph."""
        cursor = self.paragraph(words)
        cursor.collapseToEnd()
        cursor.Text.insertString(cursor, new, False)

    def retype(self, words, new):
        """Select a whole paragraph and type another."""
        self.paragraph(words).setString(new)

    def remove(self, words):
        """Delete a paragraph with its mark."""
        cursor = self.paragraph(words)
        cursor.goRight(1, True)
        cursor.setString("")

    def empty(self, words):
        """Delete the words of a paragraph, not its mark."""
        self.paragraph(words).setString("")

    def split(self, words):
        """Press Enter after words."""
        cursor = self.cursor(words)
        cursor.collapseToEnd()
        cursor.Text.insertControlCharacter(cursor, BREAK, False)

    def join(self, words):
        """Press Delete at the end of a paragraph."""
        cursor = self.paragraph(words)
        cursor.collapseToEnd()
        cursor.goRight(1, True)
        cursor.setString("")

    def add(self, words, new):
        """Press Enter at the end of a paragraph and type another."""
        cursor = self.paragraph(words)
        cursor.collapseToEnd()
        cursor.Text.insertControlCharacter(cursor, BREAK, False)
        cursor.Text.insertString(cursor, new, False)

    def format(self, words, name, value):
        """Set a character property of words: CharWeight 150 is bold."""
        cursor = self.cursor(words)
        if name == "HyperLinkURL":
            cursor.HyperLinkURL = value
        elif name == "CharPosture":
            cursor.CharPosture = uno.Enum("com.sun.star.awt.FontSlant", value)
        else:
            setattr(cursor, name, float(value) if name == "CharWeight" else value)

    def note(self, words, old, new):
        """Edit the first footnote that has some words."""
        notes = self.document.Footnotes
        for index in range(notes.Count):
            note = notes.getByIndex(index)
            if words in note.String:
                search = note.Text.createTextCursor()
                whole = note.String
                at = whole.index(old)
                search.gotoStart(False)
                search.goRight(at, False)
                search.goRight(len(old), True)
                search.setString(new)
                return
        raise SystemExit(f"no note with {words!r}")

    def table(self, words):
        """Return the table with these words in a cell, and the cell's name."""
        cursor = self.cursor(words)
        if cursor.TextTable is None:
            raise SystemExit(f"not in a table: {words!r}")
        return cursor.TextTable, cursor.Cell.CellName

    def fill(self, words, column, new):
        """Type the words of the cell in a column (from A on) of the row with some words."""
        table, name = self.table(words)
        table.getCellByName(f"{column}{name.lstrip('ABCDEFGHIJKLMNOPQRSTUVWXYZ')}").setString(new)

    def insert_row(self, words):
        """Insert an empty row below the one with these words."""
        table, name = self.table(words)
        table.Rows.insertByIndex(int(name.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")), 1)

    def delete_row(self, words):
        table, name = self.table(words)
        table.Rows.removeByIndex(int(name.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) - 1, 1)

    def insert_column(self, words):
        """Insert an empty column after the one with these words."""
        table, name = self.table(words)
        table.Columns.insertByIndex(ord(name[0]) - ord("A") + 1, 1)

    def delete_column(self, words):
        table, name = self.table(words)
        table.Columns.removeByIndex(ord(name[0]) - ord("A"), 1)

    def move(self, words, before):
        """Cut a paragraph and paste its words before another."""
        moved = self.paragraph(words).String
        self.remove(words)
        cursor = self.paragraph(before)
        cursor.collapseToStart()
        cursor.Text.insertString(cursor, moved, False)
        cursor.collapseToEnd()
        cursor.Text.insertControlCharacter(cursor, BREAK, False)

    def describe(self, old, new):
        """Type the alternative text of a picture."""
        pictures = self.document.GraphicObjects
        describe((pictures.getByIndex(index) for index in range(pictures.Count)), old, new)

    def chart_category(self, old, new):
        """Type another name of a category into the data of a chart."""
        objects = self.document.EmbeddedObjects
        controls = [objects.getByIndex(index).ExtendedControlOverEmbeddedObject for index in range(objects.Count)]
        for control in controls:
            control.changeState(1)  # com.sun.star.embed.EmbedStates.RUNNING
        rename_category((control.Component for control in controls), old, new)

    def foot(self, old, new):
        """Type over words in headers and footers."""
        styles = self.document.StyleFamilies.getByName("PageStyles")
        for index in range(styles.Count):
            style = styles.getByIndex(index)
            for name in ("Header", "Footer"):
                text = getattr(style, f"{name}Text") if getattr(style, f"{name}IsOn") else None
                if text is not None and old in text.String:
                    text.setString(text.String.replace(old, new))

    def property(self, name, value):
        """Type a property of the file."""
        setattr(self.document.DocumentProperties, name, value)

    def track(self, on):
        self.document.RecordChanges = on

    def accept(self):
        """Accept all changes."""
        dispatch(self.document, ".uno:AcceptAllTrackedChanges")

    def reject(self):
        dispatch(self.document, ".uno:RejectAllTrackedChanges")


class Deck:
    """A presentation and the edits that a person makes in it."""

    def __init__(self, document):
        self.document = document
        self._known = None

    def _texts(self):
        """Return the texts of the deck with their slides, read once: each question to LibreOffice takes its time."""
        if self._known is None:
            self._known = list(self._read_texts())
        return self._known

    def _read_texts(self):
        pages = self.document.DrawPages
        for number in range(pages.Count):
            page = pages.getByIndex(number)
            for owner in (page, page.NotesPage):
                for index in range(owner.Count):
                    shape = owner.getByIndex(index)
                    if "TableShape" in shape.ShapeType:
                        for row in range(shape.Model.Rows.Count):
                            for column in range(shape.Model.Columns.Count):
                                yield page, shape.Model.getCellByPosition(column, row)
                    elif hasattr(shape, "createTextCursor"):
                        yield page, shape

    def _find(self, words, nth=0):
        for page, text in self._texts():
            if words in text.String:
                if nth == 0:
                    return page, text
                nth -= 1
        raise SystemExit(f"not in the presentation: {words!r}")

    def _cursor(self, words, nth=0):
        """Return a cursor over words; it may not step over paragraphs at once, so paragraph by paragraph."""
        _, text = self._find(words, nth)
        paragraphs = text.createEnumeration()
        while paragraphs.hasMoreElements():
            paragraph = paragraphs.nextElement()
            at = paragraph.String.find(words)
            if at >= 0:
                cursor = text.createTextCursorByRange(paragraph.Start)
                cursor.goRight(at, False)
                cursor.goRight(len(words), True)
                return text, cursor
        raise SystemExit(f"not in one paragraph: {words!r}")

    def replace(self, old, new, nth=0):
        _, cursor = self._cursor(old, nth)
        cursor.setString(new)

    def after(self, words, new):
        text, cursor = self._cursor(words)
        cursor.collapseToEnd()
        text.insertString(cursor, new, False)

    def add(self, words, new):
        """Press Enter after words at the end of a paragraph and type another."""
        text, cursor = self._cursor(words)
        cursor.collapseToEnd()
        text.insertControlCharacter(cursor, BREAK, False)
        text.insertString(cursor, new, False)

    def format(self, words, name, value):
        _, cursor = self._cursor(words)
        setattr(cursor, name, float(value))

    def _shapes(self):
        pages = self.document.DrawPages
        for number in range(pages.Count):
            page = pages.getByIndex(number)
            yield from (page.getByIndex(index) for index in range(page.Count))

    def describe(self, old, new):
        """Type the alternative text of a picture."""
        describe(self._shapes(), old, new)

    def chart_category(self, old, new):
        """Type another name of a category into the data of a chart."""
        charts = (shape.Model for shape in self._shapes() if "OLE2" in shape.ShapeType)
        rename_category(charts, old, new)

    def property(self, name, value):
        """Type a property of the file."""
        setattr(self.document.DocumentProperties, name, value)

    def delete_slide(self, words):
        page, _ = self._find(words)
        self._known = None
        self.document.DrawPages.remove(page)

    def duplicate_slide(self, words):
        page, _ = self._find(words)
        self._known = None
        self.document.duplicate(page)

    def save_only(self):
        """Change nothing."""


def describe(objects, old, new):
    """Type over words of the alternative text of one of some objects."""
    for shape in objects:
        if old in getattr(shape, "Description", ""):
            shape.Description = shape.Description.replace(old, new)
            return
    raise SystemExit(f"not described: {old!r}")


def rename_category(charts, old, new):
    """Type over the name of a category of one of some charts."""
    for chart in charts:
        names = list(chart.Data.RowDescriptions) if hasattr(chart, "Data") else []
        if old in names:
            names[names.index(old)] = new
            chart.Data.RowDescriptions = tuple(names)
            return
    raise SystemExit(f"no category {old!r}")


def dispatch(document, command):
    """Run a command of the menus."""
    context = uno.getComponentContext()
    frame = document.CurrentController.Frame
    helper = DESKTOP_CONTEXT.ServiceManager.createInstanceWithContext(
        "com.sun.star.frame.DispatchHelper", DESKTOP_CONTEXT
    )
    del context
    helper.executeDispatch(frame, command, "", 0, ())


DESKTOP_CONTEXT = None


def work(desktop, job):
    """Open, edit and store one document."""
    target = Path(job["target"])
    source = target.with_name(f"opened-{target.name}")  # its own copy: LibreOffice locks what it opens
    shutil.copyfile(job["source"], source)
    document = desktop.loadComponentFromURL(source.as_uri(), "_blank", 0, (setting("Hidden", True),))
    try:
        editor = Brief(document) if target.suffix == ".docx" else Deck(document)
        if job.get("tracked"):
            editor.track(True)
        for name, *words in job["steps"]:
            getattr(editor, name)(*words)
        document.storeToURL(target.as_uri(), (setting("FilterName", FILTERS[target.suffix]),))
    finally:
        document.close(True)
        source.unlink()


def main(program, profile, jobs):
    global DESKTOP_CONTEXT
    pipe = f"round-trip-{Path(profile).name}-{time.time_ns()}"
    office = subprocess.Popen(
        [
            program,
            f"-env:UserInstallation={Path(profile).as_uri()}",
            "--headless",
            "--norestore",
            "--nologo",
            f"--accept=pipe,name={pipe};urp;",
        ]
    )
    try:
        desktop = connect(pipe)
        for job in json.loads(Path(jobs).read_text(encoding="utf-8")):
            try:
                work(desktop, job)
            except (Exception, SystemExit) as problem:
                Path(f"{job['target']}.failed").write_text(f"{type(problem).__name__}: {problem}", encoding="utf-8")
        desktop.terminate()
        office.wait(60)
    finally:
        if office.poll() is None:
            office.kill()


if __name__ == "__main__":
    main(*sys.argv[1:])
