"""One workbook with every kind of cell, as .xlsx, .xls and .ods.

python -m tests.inputs.samples.make   # writes the files again; needs LibreOffice
"""
