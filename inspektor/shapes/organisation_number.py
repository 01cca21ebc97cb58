"""Swedish organisation numbers: ten digits, the third at least 2, the last a check digit (modulus 10, the Luhn rule)."""

import re

_FORM = re.compile(r"^(?:16)?(\d{6})[-+ ]?(\d{4})$")


def normalised(text: str) -> str:
    """The number as NNNNNN-NNNN; the text itself where it is not of that form."""
    match = _FORM.match(text.strip())
    return f"{match[1]}-{match[2]}" if match else text.strip()


def is_organisation_number(text: str) -> bool:
    """Whether the text is an organisation number by form and check digit. Says nothing of whether it is in use."""
    match = _FORM.match(text.strip())
    if not match or match[1][2] < "2":
        return False
    total = 0
    for place, digit in enumerate(match[1] + match[2]):
        doubled = int(digit) * (2 - place % 2)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0
