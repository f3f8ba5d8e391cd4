"""Check digits of numbers that belong to persons; each function takes a number without spaces."""

_ICAO_WEIGHTS = (7, 3, 1)


def iban_holds(iban: str) -> bool:
    """Check an IBAN (ISO 13616, remainder 1 modulo 97).

    >>> iban_holds("DE89370400440532013000")
    True
    """
    moved = (iban[4:] + iban[:4]).upper()
    return 15 <= len(iban) <= 34 and moved.isalnum() and int("".join(str(int(sign, 36)) for sign in moved)) % 97 == 1


def luhn_holds(number: str) -> bool:
    """Check a payment card's number (ISO/IEC 7812, Luhn).

    >>> luhn_holds("4111111111111111")
    True
    """
    digits = [int(sign) for sign in reversed(number)]
    doubled = sum(sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return (sum(digits[::2]) + doubled) % 10 == 0


def tax_id_holds(number: str) -> bool:
    """Check a Steuer-Identifikationsnummer (§ 139b AO; ISO 7064, MOD 11,10).

    >>> tax_id_holds("86095742719")
    True
    """
    if len(number) != 11 or not number.isdigit() or number[0] == "0":
        return False
    product = 10
    for digit in map(int, number[:10]):
        total = (digit + product) % 10 or 10
        product = total * 2 % 11
    return (11 - product) % 10 == int(number[10])


def pension_number_holds(number: str) -> bool:
    """Check a Versicherungsnummer der Rentenversicherung (§ 2 VKVV): 8 digits, a letter, 3 digits.

    >>> pension_number_holds("65170839J003")
    True
    """
    if len(number) != 12:
        return False
    letter = f"{ord(number[8].upper()) - ord('A') + 1:02d}"
    digits = number[:8] + letter + number[9:11]
    weights = (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1)
    if not digits.isdigit():
        return False
    total = sum(sum(divmod(int(digit) * weight, 10)) for digit, weight in zip(digits, weights, strict=True))
    return total % 10 == int(number[11])


def health_number_holds(number: str) -> bool:
    """Check a Krankenversichertennummer (§ 290 SGB V): a letter, 8 digits, a check digit.

    >>> health_number_holds("A123456780")
    True
    """
    if len(number) != 10:
        return False
    digits = f"{ord(number[0].upper()) - ord('A') + 1:02d}" + number[1:]
    if not digits.isdigit() or len(digits) != 11:
        return False
    total = sum(sum(divmod(int(digit) * (1 + place % 2), 10)) for place, digit in enumerate(digits[:10]))
    return total % 10 == int(digits[10])


def icao_holds(number: str) -> bool:
    """Check a serial number with its check digit as in a passport's machine-readable zone (ICAO 9303, 7-3-1).

    >>> icao_holds("L898902C36")
    True
    """
    values = [0 if sign == "<" else int(sign, 36) for sign in number[:-1].upper()]
    total = sum(value * _ICAO_WEIGHTS[place % 3] for place, value in enumerate(values))
    return number[-1].isdigit() and total % 10 == int(number[-1])
