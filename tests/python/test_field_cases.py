"""Every case of tests/cases/field_cases.md on statements, actors and dates, through the Python API.

`tests/cases/expected_failures.txt` lists those that do not pass yet.
"""

from __future__ import annotations

import pytest

from field_cases import differences, read_field_cases
from hard_cases import Case, rows_from_python
from test_hard_cases import judge


@pytest.mark.parametrize("case", read_field_cases("SAD"), ids=lambda case: case.id)
def test_field_case(case: Case) -> None:
    judge(case, differences(case, rows_from_python(case)))


def test_every_case_of_the_file_is_run() -> None:
    assert len(read_field_cases("SAD")) == 66 + 36 + 52
