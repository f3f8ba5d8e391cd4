import io

import openpyxl
import pytest

from knowledge_base.article_sources.xlsx_writer import write_xlsx
from knowledge_base.errors import DocumentError

SOURCE = """# Gebühren

## Aufenthalt

| Anlass | Euro | Durchwahl | Grundlage |
| --- | --- | --- | --- |
| **Verlängerung** | 93 | 0815 | § 45 AufenthV |

## Schutz: Asyl

| Anlass | Euro |
| --- | --- |
| Reiseausweis | 37,50 |

Stand April 2025
"""


@pytest.fixture(scope="module")
def workbook():
    return openpyxl.load_workbook(io.BytesIO(write_xlsx(SOURCE)))


def test_makes_one_sheet_for_each_section(workbook):
    assert workbook.sheetnames == ["Aufenthalt", "Schutz  Asyl"]


def test_turns_whole_numbers_into_numbers_and_nothing_else(workbook):
    assert list(workbook["Aufenthalt"].values) == [
        ("Anlass", "Euro", "Durchwahl", "Grundlage"),
        ("Verlängerung", 93, "0815", "§ 45 AufenthV"),
    ]


def test_keeps_a_remark_below_the_table(workbook):
    assert list(workbook["Schutz  Asyl"].values) == [
        ("Anlass", "Euro"),
        ("Reiseausweis", "37,50"),
        ("Stand April 2025", None),
    ]


def test_marks_the_header_and_keeps_it_in_sight(workbook):
    sheet = workbook["Aufenthalt"]
    assert sheet["A1"].font.bold
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:D2"


def test_refuses_a_table_without_a_sheet():
    with pytest.raises(DocumentError, match="Blattname"):
        write_xlsx("# Gebühren\n\n| a |\n| --- |\n| b |")


def test_comes_out_the_same_every_time():
    assert write_xlsx(SOURCE) == write_xlsx(SOURCE)
