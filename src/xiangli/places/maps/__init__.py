"""Map files: read with bounds, named by their codes, checked, and asked whether their datum can be what is said."""
