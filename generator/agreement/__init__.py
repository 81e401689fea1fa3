"""Reads finished documents back and holds what they say of each risk against the register.

All documents take their facts from one definition, so a difference means that a template prints one
figure where its heading promises another, or that the program is wrong. Either stops the release.
"""

from generator.agreement.comparison import refuse_disagreements

__all__ = ["refuse_disagreements"]
