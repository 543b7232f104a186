"""The kit: shapes a page is given, the tags that draw them, and the context every page shares."""
