"""Names of places as people say them: the hamlet with its village, the village with its township, and so up."""

from collections.abc import Iterable

from xiangli.places.models import Place


def names(codes: Iterable[str]) -> dict[str, str]:
    """Name of each code with the one above it (``永和镇李家村``); an unknown code is its own name. One statement."""
    wanted = set(codes)
    above = {code: next((code[:n] for n in (12, 9, 6) if 9 <= len(code) > n), "") for code in wanted}
    found = dict(Place.objects.filter(code__in=wanted | set(above.values())).values_list("code", "name"))
    return {code: found.get(above[code], "") + found[code] if code in found else code for code in wanted}
