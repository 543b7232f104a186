"""A file has one reason to exist, so it is short."""

from tests.house.files import HOUSE, lines, named, own_files

CODE = (".py", ".html", ".css", ".js")


def test_no_file_of_code_or_docs_has_400_lines():
    too_long = [(named(path), len(lines(path))) for path in own_files(*CODE, ".md") if len(lines(path)) >= 400]
    # The texts of laws are as long as the legislator made them.
    assert [one for one in too_long if "/law/texts/" not in one[0]] == []


def test_nine_files_of_ten_stay_under_200_lines():
    sizes = [len(lines(path)) for path in own_files(".py")]
    assert sum(size < 200 for size in sizes) / len(sizes) >= 0.9


def test_a_procedure_fits_on_a_few_screens():
    procedures = sorted((HOUSE / "measures").rglob("*.procedure.yaml"))
    assert procedures
    assert [(named(path), len(lines(path))) for path in procedures if len(lines(path)) > 120] == []
