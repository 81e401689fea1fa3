"""From sheets to a table: the header row, what each column means, which rows are records."""
