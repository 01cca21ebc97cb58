"""Values that several tests of the parts show."""

from ui.widgets.nav_row import Place
from ui.widgets.rating_list import RatingChoice
from ui.widgets.tag_row import Tag

TAGS = (
    Tag("fact", "Fakta", "info", "accent"),
    Tag("quote", "Citat", "quote", "quote"),
    Tag("come_back", "Återkom", "rotate-ccw", "warn"),
    Tag("serious", "Allvarligt", "octagon-alert", "bad"),
)
SCALE = (
    RatingChoice("met", "Uppfyllt", "Kravet är uppfyllt.", "ok", "check"),
    RatingChoice(
        "partly_met", "Delvis uppfyllt", "Uppfyllt i huvudsak, med avvikelser.", "warn", "circle-dashed"
    ),
    RatingChoice("not_met", "Ej uppfyllt", "Kravet är inte uppfyllt.", "bad", "x"),
    RatingChoice("not_applicable", "Ej tillämpligt"),
    RatingChoice("not_reviewed", "Ej granskat"),
)
MAIN = (
    Place("today", "calendar-days", "Idag", "1"),
    Place("follow_ups", "clipboard-check", "Uppföljningar"),
    Place("deficiencies", "triangle-alert", "Brister", "14"),
)
FOOT = (Place("settings", "settings", "Inställningar"),)
OUTLINE = (
    Place("overview", "layout-list", "Översikt"),
    Place("evidence", "folder", "Underlag", done=True),
    Place("interviews", "message-square", "Intervjuer", "3 av 7"),
)
