"""What places and offices are called, two statements for a whole page or a whole folder of papers."""

from collections.abc import Iterable

from xiangli.lists.lines import LINES
from xiangli.parties.reads.offices import office_names
from xiangli.places.reads.names import names


class Names:
    """Names of the places and offices that one page or paper shows."""

    def __init__(self, places: Iterable[str], offices: Iterable[str]) -> None:
        wanted = {office for office in offices if office}
        self.offices = office_names(wanted)
        self.places = names({*places, *(office.split("@")[1] for office in wanted if "@" in office)})

    def place(self, code: str) -> str:
        """A place with the one above it."""
        return self.places.get(code, code)

    def office(self, office: str | None) -> str:
        """An organisation's name, or line and place where it is not set up here."""
        if not office or "@" not in office:
            return office or ""
        line, place = office.split("@", 1)
        return self.offices.get(office) or f"{self.place(place)}{of_line(line, self.place(place))}"


def of_line(line: str, place: str) -> str:
    """What an office of a line is called where no organisation is set up for it."""
    if line == "township_subdistrict":
        return "办事处" if place.endswith("街道") else "政府"
    name = LINES.get(line, line)
    return name if name.endswith(("企业", "管委会", "办公室")) else f"{name}部门"
