"""What is looked for in a whole text begins with one character, or one of a set: the re engine then looks for that first, and
tries the pattern only where it stands. Any other pattern is tried at every character, which takes ten times as long.

A single character is found ten times faster than one of a set, so rare signs have a pattern each."""

import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from re import _compiler, _parser  # what the engine itself looks for first

import pytest

from etl.plan import brackets, marks, places, statuses, themes

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / "etl" / "plan"
# NAME.finditer(text), NAME.search(document.text), Stretches(NAMES, text), _found(text, NAMES)
_SEARCHED = re.compile(
    r"(?<![\w.])(_?[A-Z][A-Z_]+)\.(?:finditer|findall|search)\((?:\"\\n\" \+ )?(?:document\.)?text\)"
    r"|\((_?[A-Z][A-Z_]+), text\)|_found\(text, \[?(_?[A-Z][A-Z_]+)\]?\)"
)


def searched_patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """The constants of etl/plan that are looked for in a whole text."""
    for path in sorted(FOLDER.rglob("*.py")):
        names = {name for groups in _SEARCHED.findall(path.read_text("utf-8")) for name in groups if name}
        module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
        for name in sorted(names):
            value = getattr(module, name)
            patterns = [one for one in (value if isinstance(value, tuple) else (value,)) if isinstance(one, re.Pattern)]
            yield from ((f"{path.stem} {name} {number}", pattern) for number, pattern in enumerate(patterns))


def begins_with_signs(pattern: re.Pattern[str]) -> bool:
    parsed = _parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)
    prefix, _, _ = _compiler._get_literal_prefix(parsed, pattern.flags)
    return bool(prefix) or bool(_compiler._get_charset_prefix(parsed, pattern.flags))


PATTERNS = dict(searched_patterns())
# Looked for only in the few documents that a sign, or the width of their lines, shows to need it.
RARE = {
    *("wording _MASKED 0", "dates _FULL_DATE 0", "ledger _LINE 0"),
    *("damage _NUMBERED_INSIDE 0", "damage _PART_INSIDE 0", "damage _PART_LINE 0", "damage _SPLIT_NUMBER 0"),
}
MADE = {  # from vocabularies, when first needed
    "brackets by label": brackets._by_label(),
    "brackets by sentence": brackets._sentence(),
    "marks behind a stop": marks._patterns().behind_stop,
    "labels anywhere": marks._label_anywhere(),
    "states": statuses._patterns()[0],
    "places": places._known()[0],
    "themes": themes._words()[0],
}


def test_the_patterns_are_found() -> None:
    assert {
        "figures _RUN 0",
        "figures _CATCHWORDS 1",
        "points _START 0",
        "lists _ENUMERATED 0",
        "scope _WIDER 2",
    } <= PATTERNS.keys()
    assert len(PATTERNS) > 30


@pytest.mark.parametrize("name", [*PATTERNS, *MADE])
def test_a_pattern_for_a_whole_text_begins_with_signs(name: str) -> None:
    assert begins_with_signs({**PATTERNS, **MADE}[name]) is (name not in RARE)


def test_others_are_told_apart() -> None:
    assert not begins_with_signs(re.compile(r"(?<!x)y|\d+z"))
    assert begins_with_signs(re.compile(r"甲(?<!乙甲)"))
