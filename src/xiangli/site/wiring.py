"""What the rooms declared, connected once the tables are known: job handlers and recurring duties."""


def connect() -> None:
    """Called when Django is ready; importing a room's handlers registers them with ``work``."""
