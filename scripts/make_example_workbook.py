"""Write the workbooks of docs/examples: tables, a range, defined names. The files are the same each time."""

from __future__ import annotations

from pathlib import Path

import xlsxwriter

EXAMPLES = Path(__file__).parents[1] / "docs" / "examples"

REGIONS = [["Nord", "North", 1_240_000, 0.31], ["Centre", "Centre", 1_960_000, 0.49], ["Sud", "South", 800_000, 0.20]]
PROGRAMMES = [
    ["Écoles", "Schools", 18.2, 19.6],
    ["Voirie", "Roads", 12.4, 11.9],
    ["Culture", "Culture", 6.1, 6.8],
    ["Sports", "Sports", 4.3, 4.4],
]
"""Spending by programme in millions of euros, 2023 and 2024 (fictitious)."""


def every_key(file: Path) -> None:
    """Write the workbook of the publication that uses every key."""
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Régions")
        money, share = (book.add_format({"num_format": form}) for form in ('#,##0 "€"', "0%"))
        headers = zip(["Région.fr", "Région.en", "Coût", "Part"], [None, None, money, share], strict=True)
        columns = [{"header": name, "format": form} for name, form in headers]
        sheet.add_table(0, 0, len(REGIONS), 3, {"name": "Regions", "columns": columns, "data": REGIONS})
        sheet.write("F1", "Total")
        sheet.write("F2", sum(row[2] for row in REGIONS), money)
        book.define_name("total_cost", "=Régions!$F$2")
        for row, line in enumerate((("Ligne", "Ouverture"), ("A", "01/09/1998"), ("B", "15/03/2004"))):
            sheet.write_row(row, 7, line)
        book.define_name("openings", "=Régions!$H$1:$I$3")


def budget(file: Path) -> None:
    """Write the workbook of the guide "From an Excel file to a briefing": a table, with its total below it."""
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Budget")
        sheet.set_column("A:D", 16)
        columns = [{"header": name} for name in ("Programme.fr", "Programme.en", "2023", "2024")]
        options = {"name": "Programmes", "columns": columns, "data": PROGRAMMES}
        sheet.add_table(0, 0, len(PROGRAMMES), 3, options)
        sheet.write("A7", "Total")
        for column, place in (("C", 2), ("D", 3)):
            total = round(sum(row[place] for row in PROGRAMMES), 1)
            sheet.write_formula(f"{column}7", f"=SUM({column}2:{column}5)", None, total)


HOUSEHOLDS = [
    ["Atlantique", "Atlantic", 981_450, 1_012_300, 0.021],
    ["Québec", "Quebec", 3_749_035, 3_871_120, 0.014],
    ["Ontario", "Ontario", 5_491_200, 5_783_640, 0.018],
    ["Prairies", "Prairies", 2_548_730, 2_701_985, 0.034],
    ["Colombie-Britannique", "British Columbia", 2_041_835, 2_168_410, 0.012],
    ["Territoires", "Territories", 44_110, 46_275, 0.052],
]
"""Households by region in 2021 and 2024, and the vacancy rate of 2024 (fictitious)."""


def release(file: Path) -> None:
    """Write the workbook of the statistics release: a table of regions, and a sheet with the totals."""
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        regions, summary = book.add_worksheet("Régions"), book.add_worksheet("Sommaire")
        count, rate = book.add_format({"num_format": "#,##0"}), book.add_format({"num_format": "0.0%"})
        headers = zip(
            ["Région.fr", "Région.en", "2021", "2024", "Inoccupation"], [None, None, count, count, rate], strict=True
        )
        columns = [{"header": name, "format": form} for name, form in headers]
        regions.add_table(0, 0, len(HOUSEHOLDS), 4, {"name": "Menages", "columns": columns, "data": HOUSEHOLDS})
        for row, (label, column, place) in enumerate((("2021", "C", 2), ("2024", "D", 3))):
            summary.write(row, 0, label)
            total = sum(line[place] for line in HOUSEHOLDS)
            summary.write_formula(row, 1, f"=SUM('Régions'!{column}2:{column}7)", count, total)
        summary.write(2, 0, "Inoccupation")
        summary.write(2, 1, 0.019, rate)


if __name__ == "__main__":
    every_key(EXAMPLES / "every-key" / "budget.xlsx")
    budget(EXAMPLES / "from-excel" / "budget.xlsx")
    release(EXAMPLES / "release" / "menages.xlsx")
