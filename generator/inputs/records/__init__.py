"""From a table to the records of the model."""
