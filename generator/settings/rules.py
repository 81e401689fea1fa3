"""What can be the matter with a YAML file."""

from __future__ import annotations

from generator.findings import rule

YAML_BROKEN = rule("PACK-01")
YAML_DOUBLE_KEY = rule("PACK-02")
KEY_UNKNOWN = rule("PACK-03")
KEY_MISSING = rule("PACK-04")
VALUE_WRONG = rule("PACK-05")
SECTION_TWICE = rule("PACK-17")
FOLDER_MISSING = rule("PACK-06")
