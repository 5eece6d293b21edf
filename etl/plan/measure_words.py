"""The measure words that counts are read with: data/vocabulary/measure_words.csv."""

from etl.vocabulary import alternation, read_vocabulary

# Measure word -> count, tally (also of an enumeration: 三种方式), measure or duration.
KINDS: dict[str, str] = {
    word: row["kind"]
    for row in read_vocabulary(
        "measure_words.csv",
        ("unit", "words", "kind"),
        unique=("words",),
        allowed={"kind": ("count", "tally", "measure", "duration")},
    )
    for word in row.words("words")
}
UNIT_PATTERN = alternation(KINDS)
DURATIONS = frozenset(word for word, kind in KINDS.items() if kind == "duration")
