"""Reading what a form asks: its title, day and filter, its head, what a row is, and the field of each column."""
