"""Charts: native, editable, with their workbook, the same for Word and PowerPoint."""
