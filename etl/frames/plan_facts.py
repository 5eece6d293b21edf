"""What of all plans has to be at hand to compare files with each other: names, and the issues of a few plans at a time."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import PurePath

import polars as pl

from etl.frames.documents import plan_id_of
from etl.parsed import ParsedPlan
from etl.plan.places import leading_places


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """A plan as others speak of it; its county as the document says it, else as a folder is named."""

    plan_id: str
    source_id: str
    file: str
    township: str | None
    title: str | None
    doc_number: str | None
    issued_on: date | None
    county: str | None = None

    @property
    def stem(self) -> str:
        """The name of its file, without folder and ending."""
        return PurePath(self.file).stem

    @property
    def called(self) -> str:
        """Its title, else the name of its file."""
        return self.title or self.stem


@dataclass(frozen=True, slots=True)
class IssueFacts:
    """An issue as a ledger speaks of it."""

    issue_id: str
    no: str | None
    title: str


def facts_of(parsed: ParsedPlan) -> PlanFacts:
    """The facts of a plan that was just parsed."""
    fields, source = parsed.plan, parsed.source
    county = fields.county or county_of_folder(source.file)
    names = (fields.township, fields.title, fields.doc_number, fields.issued_on, county)
    return PlanFacts(plan_id_of(source.sha256), source.sha256, source.file, *names)


def plan_facts(plans: pl.DataFrame, files: pl.DataFrame) -> list[PlanFacts]:
    """The plans (rows of the table plan) in the order of their files (rows with source_id and file)."""
    fields = ("plan_id", "source_id", "file", "township", "title", "doc_number", "issued_on", "county")
    rows = files.select("source_id", "file").join(plans, on="source_id", how="inner", maintain_order="left").select(fields)
    facts = (PlanFacts(*row) for row in rows.iter_rows())
    return [each if each.county else replace(each, county=county_of_folder(each.file)) for each in facts]


def county_of_folder(file: str) -> str | None:
    """The county a folder above a file is named after (03_示例县/青石镇.txt): its name alone, behind numbers or signs."""
    for folder in reversed(PurePath(file).parts[:-1]):
        places, rest = leading_places(re.sub(r"^[\W\d_]+", "", folder))
        if places.county and places.county.endswith(("县", "旗")) and not places.township and not rest:  # 共享区 is no county
            return places.county
    return None


class Plans:
    """All plans, found by township, and their issues, made when asked for: those of a nation are never all in memory."""

    def __init__(self, plans: Sequence[PlanFacts], issues: pl.DataFrame) -> None:
        """`issues` are rows of the table issue: issue_id, plan_id, ordinal, issue_no, title."""
        self.all = plans
        self._of_township: defaultdict[str | None, list[PlanFacts]] = defaultdict(list)
        for plan in plans:
            self._of_township[plan.township].append(plan)
        self._issues = issues.sort("plan_id", "ordinal").select("issue_id", "issue_no", "title")
        counts = issues.group_by("plan_id").len().sort("plan_id")
        starts = counts["len"].cum_sum() - counts["len"]
        self._place = dict(zip(counts["plan_id"], zip(starts, counts["len"], strict=True), strict=True))
        words = (
            pl.concat_str("issue_id", "issue_no", "title", separator="\t", ignore_nulls=True).sort_by("ordinal").str.join("\n")
        )
        said = issues.group_by("plan_id").agg(words.alias("words"))
        self._digests = {plan_id: _digest(text) for plan_id, text in said.iter_rows()}
        self.townships = sorted(township for township in self._of_township if township)
        self._made = lru_cache(maxsize=2_000)(self._make)

    def of_township(self, township: str | None) -> list[PlanFacts]:
        """The plans that state this township, or (None) none."""
        return self._of_township.get(township, [])

    def key_of(self, township: str | None) -> str:
        """What tells that the plans a row of this township may speak of are the same as in another build."""
        plans = [*self.of_township(township), *(self.of_township(None) if township is not None else [])]
        said = "\n".join(f"{plan} {self._digests.get(plan.plan_id)}" for plan in plans)
        return _digest(f"{township}\n{said}")

    def issues_of(self, plan: PlanFacts) -> list[IssueFacts]:
        """The issues of a plan in their order."""
        return self._made(plan.plan_id)

    def _make(self, plan_id: str) -> list[IssueFacts]:
        start, count = self._place.get(plan_id, (0, 0))
        return [IssueFacts(*row) for row in self._issues.slice(start, count).iter_rows()]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
