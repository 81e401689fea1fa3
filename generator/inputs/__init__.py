"""Reads the files that officers keep into the model, with a finding for all that is not plain."""
