"""From the text of a document to a parsed plan: fields, issues, figures, audits, and the text nobody claimed."""

from etl.parsed import ParsedPlan, Source
from etl.plan.dates import document_year
from etl.plan.fields import read_fields
from etl.plan.issues import IssueReader
from etl.plan.leaves import Leaves
from etl.plan.outline import read_outline


def parse_plan(source: Source) -> ParsedPlan:
    """Reads one document. Never raises for what the text says: what no rule understands is listed as unclaimed."""
    text = source.text
    root = read_outline(text)
    leaves = Leaves(text, root)
    found = leaves.find()
    own = read_fields(text, root, leaves.parts)
    fields = own.fields
    year = document_year(fields.issued_on, fields.doc_number, fields.title)
    issues = IssueReader(text, leaves, year).read(found)
    return ParsedPlan(source, fields, issues)
