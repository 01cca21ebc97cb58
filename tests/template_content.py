"""A small template that keeps every rule, for tests to break; and one with everything a template may hold."""

from typing import Any

_STEPS = {
    "met": "Uppfyllt",
    "partly_met": "Delvis uppfyllt",
    "not_met": "Ej uppfyllt",
    "not_applicable": "Ej tillämpligt",
    "not_reviewed": "Ej granskat",
}


def _step(value: str, label: str) -> dict[str, Any]:
    deficient = value in ("partly_met", "not_met")
    return {"value": value, "label": label, "definition": f"{label}.", "is_deficiency": deficient}


def _requirement(code: str, text: str, **more: Any) -> dict[str, Any]:
    content = {"id": code, "text": text, "source": "avtal", "source_status": "contract"}
    return {**content, "questions": {}, "observe": [], "documents": [], **more}


def _question(code: str, text: str) -> dict[str, str]:
    return {"id": code, "text": text}


def _areas() -> list[dict[str, Any]]:
    first = _requirement(
        "X-1",
        "Krav ett",
        questions={
            "management": [_question("X-1.M1", "Hur gör ni?"), _question("X-1.M2", "Varför?")],
            "staff": [_question("X-1.S1", "Hur blir det?")],
        },
        observe=["Finns det en skylt?"],
        documents=["tillståndsbevis", "schema"],
        applies_to=["bo"],
    )
    second = _requirement("X-2", "Krav två", source_status="to_verify", source="14 kap. 2 § SoL")
    third = _requirement("X-3", "Krav tre", questions={"management": [_question("X-3.M1", "Vad händer då?")]})
    return [
        {"id": "contract_formal", "name": "Avtal", "basis": "contract", "requirements": [first, second]},
        {
            "id": "accessibility",
            "name": "Tillgänglighet",
            "basis": "socialstyrelsen",
            "requirements": [third],
        },
    ]


def small_content() -> dict[str, Any]:
    """Plain values as a file would give them; a new copy each time."""
    return {
        "id": "liten-mall",
        "title": "Liten mall",
        "version": "1.0",
        "language": "sv",
        "service_types": ["home_care"],
        "legal_domains": ["SoL"],
        "follow_up_forms": ["operational", "targeted"],
        "description": "En mall för prov.",
        "rating_scale": [_step(value, label) for value, label in _STEPS.items()],
        "respondent_labels": {"management": "Ledning", "staff": "Personal"},
        "interview_intro": {"management": "Vi följer upp.\nAlla lika."},
        "quality_areas": _areas(),
    }


def _faces() -> list[dict[str, str]]:
    return [
        {"id": "good", "label": "Bra", "picture": "face-glad"},
        {"id": "middling", "label": "Sådär", "picture": "face-calm"},
        {"id": "bad", "label": "Dåligt"},
    ]


def _rooms() -> dict[str, Any]:
    return {
        "id": "rum",
        "name": "Rum",
        "place": "observations",
        "item_label": "Rum",
        "requirement": "X-1",
        "suggested": ["Kök", "Vardagsrum"],
        "questions": [
            {"id": "RUM-1", "text": "Finns brandvarnare?", "answer": {"kind": "yes_no"}},
            {
                "id": "RUM-2",
                "text": "Temperatur",
                "answer": {"kind": "number", "unit": "°C", "min": -5, "max": "45.5"},
            },
            {
                "id": "RUM-3",
                "text": "Skick",
                "answer": {
                    "kind": "choice",
                    "options": [_option("hel", "Helt"), _option("sliten", "Slitet")],
                },
            },
        ],
    }


def _option(code: str, label: str) -> dict[str, str]:
    return {"id": code, "label": label}


def rich_content() -> dict[str, Any]:
    """The small one with typed answers, focus areas and repeats."""
    content = small_content()
    first, second = content["quality_areas"][0]["requirements"]
    first["questions"]["staff"][0]["answer"] = {"kind": "yes_no"}
    first["questions"]["management"][0]["answer"] = {"kind": "date"}
    first["questions"]["management"][1]["answer"] = {"kind": "number", "unit": "personer", "min": 0}
    second["questions"]["client"] = [
        {**_question("X-2.C1", "Hur trivs du?"), "answer": {"kind": "scale", "steps": _faces()}}
    ]
    content["focus_areas"] = [{"id": "trygghet", "name": "Trygghet", "requirements": ["X-1", "X-3"]}]
    plan = {"id": "PLAN-1", "text": "Upprättad", "answer": {"kind": "date"}}
    plans = {"id": "plan", "name": "Planer", "place": "documents", "item_label": "Plan", "questions": [plan]}
    content["repeats"] = [_rooms(), plans]
    return content
