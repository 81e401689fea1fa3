"""Reads Excel workbooks (.xlsx, .xlsm) from their XML parts, in one guarded pass.

A library reads either values or formulas, opens whatever swells, and hides merges, hidden rows
and results that were never stored. The parts are simple; reading them gives all of it at once.
"""
