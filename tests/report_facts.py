"""Facts of follow-up reports for tests: a plausible one of any size."""

from protocol_facts import SENTENCE, VISIT_DAY, a_protocol

from inspektor.shapes.report import (
    TITLES,
    AreaResult,
    RatingCounts,
    ReportDeficiency,
    ReportFacts,
    RequirementResult,
    SourceCount,
)

RATINGS = ("Uppfyllt", "Delvis uppfyllt", "Ej bedömt")


def a_report(requirements: int = 8, areas: int = 2) -> ReportFacts:
    """A report with something in every section."""
    visit = a_protocol()
    each = requirements // areas
    return ReportFacts(
        head=visit.head,
        unit=visit.unit,
        made=visit.made,
        visit=visit.visit,
        method=visit.method,
        contact=visit.contact,
        inspectors=visit.inspectors,
        texts=tuple((key, f"Text om {key}.\n\n{SENTENCE}") for key in TITLES),
        ratings=RATINGS,
        overview=tuple(RatingCounts(f"Område {area + 1}", (each, 0, 0)) for area in range(areas)),
        areas=tuple(
            AreaResult(f"Område {area + 1}", tuple(_result(f"{area + 1}.{n + 1}") for n in range(each)))
            for area in range(areas)
        ),
        deficiencies=(
            ReportDeficiency(
                "1.1", "Skåpet stod olåst.", "Kravet säger låst.", "Allvarlig", "Låst skåp", VISIT_DAY
            ),
            ReportDeficiency("2.1", "För 9 av 28 nätter saknas vaken personal."),
        ),
        documents_due=visit.documents_due,
        changed_after_protocol=("besöket",),
        signers=visit.signers,
        distribution=visit.distribution,
    )


def _result(code: str) -> RequirementResult:
    sources = (SourceCount("Personal", 3), SourceCount("Iakttagelser", 1))
    return RequirementResult(
        code, f"Krav {code} gäller.", "SoL 7 kap.", RATINGS[0], f"{code}: {SENTENCE}", sources
    )
