"""Who is followed up, and by whom: providers, their units, and the inspectors."""

from sqlmodel import SQLModel

from inspektor.model.fields import Input, Line, Prose, Row, count, flag, key, line, optional_key, prose, word
from inspektor.shapes.enums import LegalBasis, Regime


class PersonFields(SQLModel):
    """One who uses the program: inspector, coordinator, administrator."""

    name: Line = line(required=True)
    title: Line = line()
    root_certificate: Prose = prose()
    """PEM of the root that vouches for the person's signatures; colleagues trust it because the group's sync brought it."""


class PersonIn(PersonFields, Input):
    """A person through the door."""


class Person(PersonFields, Row, table=True):
    """A person's row."""

    __tablename__ = "person"


class ProviderFields(SQLModel):
    """A provider (utförare): the legal person that runs units."""

    name: Line = line(required=True)
    organisation_number: Line = line()
    regime: Regime = word(Regime, Regime.PRIVATE)
    merged_into: str | None = optional_key()
    """The older row that stands for this one: the same provider, entered twice."""


class ProviderIn(ProviderFields, Input):
    """A provider through the door."""


class Provider(ProviderFields, Row, table=True):
    """A provider's row."""

    __tablename__ = "provider"


class UnitFields(SQLModel):
    """A unit (verksamhet): the place and the people that are visited."""

    provider_id: str = key()
    name: Line = line(required=True)
    service_type: Line = line(required=True)
    address: Line = line()
    address_protected: bool = flag()
    address_sealed: Prose = prose()
    """A protected address, for those alone whose role lets them see it; `address` is empty then."""
    places: int = count(most=100_000)
    manager: Line = line()
    target_group: Prose = prose()
    agreement_number: Line = line()
    legal_basis: LegalBasis | None = word(LegalBasis, None)
    merged_into: str | None = optional_key()
    """The older row that stands for this one: the same unit, entered twice."""


class UnitIn(UnitFields, Input):
    """A unit through the door."""


class Unit(UnitFields, Row, table=True):
    """A unit's row."""

    __tablename__ = "unit"
