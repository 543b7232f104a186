"""The office that sorts for a place."""


def desk_of(place: str) -> str:
    """Its township's general office, or the county's, city's where the place is higher."""
    return f"desk@{place[:9]}"
