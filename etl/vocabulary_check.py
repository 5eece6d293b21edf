"""All vocabularies that tables and messages use, read before the first file: a wrong line is named whether it is used or not."""

from etl.departments import department_of
from etl.plan.themes import theme_of
from etl.plan.units import renamed
from etl.sheet.content import share
from etl.sheet.cues import has_cue
from etl.sheet.kinds import KINDS, column_of
from etl.vocabulary import CODES, FILES, require_file, words_by_code


def check_vocabularies() -> None:
    """Raises etl.vocabulary.WrongVocabulary for a file that is missing or a line that cannot be used."""
    for name in FILES:
        require_file(name)
    for name, (column, _) in CODES.items():
        words_by_code(name, column)
    for kind in KINDS:
        column_of(kind, "")
        has_cue(kind, "列名")
    share("person", ["格"])
    department_of("")
    renamed("")
    theme_of("", "")
