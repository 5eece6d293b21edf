"""From the text of a document to a parsed plan: fields, issues, figures, audits, and the text nobody claimed."""

from etl.parsed import ParsedPlan, PlanFields, Source
from etl.plan.issues import IssueReader


def parse_plan(source: Source) -> ParsedPlan:
    """Reads one document. Never raises for what the text says: what no rule understands is listed as unclaimed."""
    reader = IssueReader(source.text)
    return ParsedPlan(source, PlanFields(), reader.read())
