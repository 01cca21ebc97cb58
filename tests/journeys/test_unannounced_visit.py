"""At the door in fifteen seconds: an unannounced visit, three keys and a few letters to the first note."""

import pages
from pages import holding

PROVIDER, UNIT, SERVICE = "Björkhaga Omsorg AB", "HVB Björkhaga", "HVB för barn och unga"


def test_the_first_note_takes_three_keys(start, tmp_path):
    person = start(tmp_path / "arbetsyta")
    pages.set_up(person)
    pages.add_unit(person, PROVIDER, UNIT, SERVICE)
    pages.go(person, "Today")
    person.actions = 0
    person.press("Ctrl+N")
    person.has_at_keyboard("Unit")
    person.write("björkh")
    person.press("Return")
    person.has_at_keyboard("Template")
    person.reads(holding(f"Uppföljning av {SERVICE}"))
    person.press("Return")
    person.sees("End the visit")
    person.has_at_keyboard("Catch a thought")
    assert person.actions == 3
    person.write("Ingen öppnar. Två ungdomar på gården.")
    person.press("Return")
    it_is_kept(person)


def it_is_kept(person):
    """The thought waits to be sorted; visit and time of arrival are noted."""
    person.sees("1 att sortera")
    person.reads(holding("oanmält"))
    assert person.sees("Arrival", pages.FIELD).value
