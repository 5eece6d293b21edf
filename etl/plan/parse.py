"""From the text of a document to a parsed plan: fields, issues, figures, audits, and the text nobody claimed."""

from dataclasses import replace

from etl.parsed import ParsedPlan, Source
from etl.plan.audits import audit
from etl.plan.brackets import Brackets
from etl.plan.claims import IssueClaims, opening, places_of, unclaimed
from etl.plan.damage import find_damage
from etl.plan.dates import document_year, posting_year
from etl.plan.fields import read_fields
from etl.plan.figures import read_figures
from etl.plan.flow import Flow
from etl.plan.issues import IssueReader
from etl.plan.leaves import Leaves
from etl.plan.ledger import find_ledger, merged
from etl.plan.outline import read_outline
from etl.plan.signature import read_closing, signature_start
from etl.plan.townships import assign_townships
from etl.plan.width import half_width


def parse_plan(source: Source) -> ParsedPlan:
    """Reads one document. Never raises for what the text says: what no rule understands is listed as unclaimed."""
    text = half_width(source.text)
    damage = find_damage(text)
    if not damage:
        return _parse(source, text)
    flow = Flow(source.text, damage)
    return flow.carried_back(_parse(replace(source, text=flow.text), half_width(flow.text)), source)


def _parse(source: Source, text: str) -> ParsedPlan:
    """Reads the text as it stands: the rules look at its half-width form `text`, what is stored is cut from the text itself."""
    brackets = Brackets(text)
    signature = signature_start(text)
    closing, forms = read_closing(text, signature)
    root = read_outline(text, brackets.all, closing)
    leaves = Leaves(text, root, brackets)
    found = leaves.find()
    rows, ledger_headings, repeats = find_ledger(text)
    found = merged(found, rows) if rows else found
    own = read_fields(text, root, leaves.parts)
    fields = own.fields
    if fields.title and (at := text.find(fields.title)) >= 0:
        fields.title = source.text[at : at + len(fields.title)]
    year = document_year(fields.issued_on, fields.doc_number, fields.title) or posting_year(own.posted_on, text)
    reader = IssueReader(text, leaves, year, source.text, fields)
    issues = reader.read(found)
    figures = read_figures(text, issues, fields, year)
    parsed = ParsedPlan(source, fields, issues, figures.amounts, figures.counts, figures.ratios, figures.periods)
    parsed.misread = list(dict.fromkeys(reader.misread))  # a cell for several rows is told once
    about_one = assign_townships(parsed, text, root)
    first = next((node.start for node in root.children if node.own_line), 0)
    claimed = places_of((*forms, *own.claimed, *ledger_headings, *repeats))
    claimed += opening(text, first) + leaves.claimed() + [(node.start, node.end) for node in about_one]
    claimed += places_of((*parsed.amounts, *parsed.counts, *parsed.ratios, *parsed.periods))
    of_issues = IssueClaims(text, leaves)
    for leaf, issue in zip(reader.kept, issues, strict=True):
        of_issues.add(leaf, issue)
    parsed.unclaimed = unclaimed(text, claimed + of_issues.places)
    parsed.audits = audit(parsed, text)
    return parsed
