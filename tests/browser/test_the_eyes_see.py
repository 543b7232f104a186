"""The checks on pages can fail: a bad page is noticed."""

import pytest


def test_axe_notices_a_field_without_a_label(visit, accessible):
    page = visit()
    page.set_content("<html lang='zh'><title>一页</title><main><input type='text'></main></html>")
    with pytest.raises(AssertionError, match="label"):
        accessible(page)


def test_a_page_wider_than_its_window_is_noticed(visit, accessible):
    page = visit(width="phone")
    page.set_content("<html lang='zh'><title>一页</title><main><p style='width:900px'>宽</p></main></html>")
    with pytest.raises(AssertionError, match="wider"):
        accessible(page)
