"""Write the workbook of docs/examples/every-key: a table, a range, a defined name."""

from __future__ import annotations

from pathlib import Path

import xlsxwriter

FILE = Path(__file__).parents[1] / "docs" / "examples" / "every-key" / "budget.xlsx"
ROWS = [["Nord", "North", 1_240_000, 0.31], ["Centre", "Centre", 1_960_000, 0.49], ["Sud", "South", 800_000, 0.20]]
HEADERS = ["Région.fr", "Région.en", "Coût", "Part"]


def main() -> None:
    """Write the file; the same each time."""
    with xlsxwriter.Workbook(FILE, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Régions")
        money, share = (book.add_format({"num_format": form}) for form in ('#,##0 "€"', "0%"))
        formats = [None, None, money, share]
        columns = [{"header": name, "format": form} for name, form in zip(HEADERS, formats, strict=True)]
        sheet.add_table(0, 0, len(ROWS), 3, {"name": "Regions", "columns": columns, "data": ROWS})
        sheet.write("F1", "Total")
        sheet.write("F2", sum(row[2] for row in ROWS), money)
        book.define_name("total_cost", "=Régions!$F$2")
        for row, line in enumerate((("Ligne", "Ouverture"), ("A", "01/09/1998"), ("B", "15/03/2004"))):
            sheet.write_row(row, 7, line)
        book.define_name("openings", "=Régions!$H$1:$I$3")


if __name__ == "__main__":
    main()
