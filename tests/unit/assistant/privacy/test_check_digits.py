"""Check digits: the published examples hold, and any one wrong digit is noticed."""

from collections.abc import Callable

import pytest

from assistant.privacy.check_digits import (
    health_number_holds,
    iban_holds,
    icao_holds,
    luhn_holds,
    pension_number_holds,
    tax_id_holds,
)

EXAMPLES = [
    (iban_holds, "DE89370400440532013000"),
    (iban_holds, "FR1420041010050500013M02606"),
    (luhn_holds, "4111111111111111"),
    (tax_id_holds, "86095742719"),
    (pension_number_holds, "65170839J003"),
    (pension_number_holds, "15070649C103"),
    (health_number_holds, "A123456780"),
    (icao_holds, "L898902C36"),
    (icao_holds, "C01X00T478"),
]


@pytest.mark.parametrize(("holds", "number"), EXAMPLES)
def test_a_published_number_holds(holds: Callable[[str], bool], number: str) -> None:
    assert holds(number)


@pytest.mark.parametrize(("holds", "number"), EXAMPLES)
def test_a_wrong_last_digit_is_noticed(holds: Callable[[str], bool], number: str) -> None:
    wrong = [number[:-1] + digit for digit in "0123456789" if digit != number[-1]]
    assert not any(holds(other) for other in wrong)


@pytest.mark.parametrize("holds", [iban_holds, tax_id_holds, pension_number_holds, health_number_holds])
def test_what_is_no_number_does_not_hold(holds: Callable[[str], bool]) -> None:
    assert not holds("12")
    assert not holds("ÄÖÜ-----")
