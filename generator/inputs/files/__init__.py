"""From the bytes of a file to sheets of values, whatever the file really is."""
