"""Makes a council's quarterly committee pack from the inputs that officers keep."""

__version__ = "0.1.0"
