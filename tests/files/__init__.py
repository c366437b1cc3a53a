"""What the written Office files must be, as Microsoft's validator, LibreOffice and their XML tell it.

Helpers: `once` (work that one test process does for all), `samples` (the publications and their files), `authored` (the
words in the YAML), `validator`, `rendering` (LibreOffice), `opc` (a package's parts), `wordxml` and `slidexml` (what
the parts say), `geometry` and `drawn` (where text was drawn, and where it should be).
"""
