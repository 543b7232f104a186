"""What holds on every page, at a desk and on a phone: nothing serious for axe, nothing to scroll sideways."""

import pytest

from tools.page_tour import tour


@pytest.mark.parametrize("width", ["desk", "phone"])
def test_every_page_is_accessible_and_fits_its_window(visit, site, accessible, width):
    page = visit(width=width)
    seen = []
    for name in tour(page, site):
        accessible(page)
        seen.append(name)
    assert len(seen) == len(set(seen)) >= 18
