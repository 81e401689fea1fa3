"""Reads old Excel workbooks (.xls) from their records.

The one library for them stops the whole program on a damaged file, and tells nothing of hidden rows
and formulas. The format is Microsoft's [MS-XLS] within [MS-CFB].
"""
