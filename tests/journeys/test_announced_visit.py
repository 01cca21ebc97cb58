"""From the first start to a signed protocol, by keyboard alone."""

from pages import add_unit, arrive, end_interview, interview, note, plan, set_up

PROVIDER, UNIT, SERVICE = "Björkhaga Omsorg AB", "HVB Björkhaga", "HVB för barn och unga"
TEMPLATE = "Uppföljning av HVB för barn och unga"


def test_an_announced_visit_by_keyboard_alone(start, tmp_path):
    person = start(tmp_path / "arbetsyta å")
    set_up(person)
    person.sees("Here you will see visits to come, what you have begun, and dates to keep.")
    add_unit(person, PROVIDER, UNIT, SERVICE)
    plan(person, UNIT, TEMPLATE)
    arrive(person)
    three_interviews(person)


def three_interviews(person):
    """Notes of three roles: tags by Ctrl and a digit, the next question by Ctrl+Enter."""
    interview(person, "Management", "Föreståndaren")
    note(person, "Två på plats till 22.00, därefter en.", "Ctrl+1")
    note(person, "”Vi ringer alltid grannhuset först.”", "Ctrl+2")
    person.press("Ctrl+Return")
    end_interview(person)
