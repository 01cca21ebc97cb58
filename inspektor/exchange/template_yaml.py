"""Templates from YAML files and back: every fault of a file is listed at once, each with its line."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from inspektor.errors import InspektorError
from inspektor.exchange.yaml_lines import MAX_BYTES, Lined, Trouble, read_lined
from inspektor.i18n import tr, tr_n
from inspektor.shapes.template import Template, from_content
from inspektor.shapes.template_rules import check_content
from inspektor.shapes.template_walk import Flaw

MAX_PROBLEMS: Final = 500
_LINE_WIDTH: Final = 110


@dataclass(frozen=True, slots=True)
class TemplateProblem:
    """One fault of a template file, or one thing worth a warning."""

    file: str
    line: int
    """From 1; 0 if it concerns no line."""
    column: int
    message: str
    other_line: int | None = None
    """Where the same code or key stands first."""

    def text(self) -> str:
        """File, line and what is wrong there."""
        if not self.line:
            return tr("{file}: {message}").format(file=self.file, message=self.message)
        text = tr("{file}, line {line}: {message}").format(
            file=self.file, line=self.line, message=self.message
        )
        if self.other_line is None:
            return text
        return text + " " + tr("It stands first on line {line}.").format(line=self.other_line)


class TemplateRefused(InspektorError):
    """A file that is no template; nothing was imported."""

    def __init__(self, problems: tuple[TemplateProblem, ...]) -> None:
        """Give every problem, in the order of the lines; at least one."""
        super().__init__(problems)
        self.problems = problems

    def text(self) -> str:
        """The first problem, and how many there are."""
        n = len(self.problems)
        more = tr_n("The template has {n} fault.", "The template has {n} faults.", n).format(n=n)
        return f"{more} {self.problems[0].text()}"

    def advice(self) -> str:
        """What to do."""
        return tr("Correct the file and import it again. Nothing was imported.")


@dataclass(frozen=True, slots=True)
class TemplateImport:
    """A template read from a file, with what its author may want to look at."""

    template: Template
    warnings: tuple[TemplateProblem, ...] = ()


def _from_trouble(name: str, trouble: Trouble) -> TemplateProblem:
    other = trouble.other.line if trouble.other else None
    return TemplateProblem(name, trouble.place.line, trouble.place.column, trouble.text(), other)


def _from_flaw(name: str, lined: Lined, flaw: Flaw) -> TemplateProblem:
    place = lined.place_of(flaw.path)
    other = lined.place_of(flaw.other).line if flaw.other is not None else None
    return TemplateProblem(name, place.line, place.column, flaw.text(), other)


def _read_bytes(path: Path, name: str) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        problem = TemplateProblem(name, 0, 0, tr("The file cannot be read."))
        raise TemplateRefused((problem,)) from error


def _in_order(problems: list[TemplateProblem]) -> tuple[TemplateProblem, ...]:
    return tuple(sorted(problems, key=lambda problem: (problem.line, problem.column))[:MAX_PROBLEMS])


@lru_cache(maxsize=16)  # the library is read again for each new workspace
def _looked_through(data: bytes) -> tuple[Lined, list[Flaw]]:
    lined = read_lined(data)
    return lined, check_content(lined.content) if lined.whole else []


def read_template(source: Path | str | bytes, name: str = "") -> TemplateImport:
    """Read a template from a file, or from its text; TemplateRefused lists everything that is wrong with it.

    `name` is what problems call the file; a path's own name unless given.
    """
    if isinstance(source, Path):
        name = name or source.name
        data = _read_bytes(source, name)
    else:
        data = source if isinstance(source, bytes) else source.encode("utf-8", errors="surrogatepass")
    lined, flaws = _looked_through(data)
    problems = [_from_trouble(name, trouble) for trouble in lined.troubles]
    problems += [_from_flaw(name, lined, flaw) for flaw in flaws if not flaw.is_warning]
    if problems:
        raise TemplateRefused(_in_order(problems))
    warnings = [_from_flaw(name, lined, flaw) for flaw in flaws if flaw.is_warning]
    return TemplateImport(from_content(lined.content), _in_order(warnings))


def export_template(template: Template) -> str:
    """The template as YAML that `read_template` gives back unchanged; long texts folded, keys in reading order."""
    import yaml

    class Dumper(yaml.SafeDumper):
        """Writes texts of several lines as they look."""

        def increase_indent(self, flow: bool = False, *_: object, **__: object) -> Any:
            return super().increase_indent(flow, indentless=False)

    def text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
        style = "|" if "\n" in value else None
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)

    Dumper.add_representer(str, text)
    return yaml.dump(
        template.to_content(),
        Dumper=Dumper,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=False,
        width=_LINE_WIDTH,
    )
