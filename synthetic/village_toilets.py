"""The toilets of a made-up township's villages: what its plan says of them and what its tables count month after month."""

from dataclasses import dataclass
from random import Random

from synthetic.places import Township


@dataclass(frozen=True, slots=True)
class VillageToilets:
    """The counts of one village, and in how many months its problems are rectified."""

    village: str
    surveyed: int
    funded: int
    problems: int
    months: int


def village_toilets(township: Township, seed: int) -> list[VillageToilets]:
    """The villages of a township with their toilets."""
    random = Random(f"{seed}-toilets-{township.number}")
    found = []
    for village in township.villages:
        surveyed = random.randint(60, 400)
        funded = random.randint(surveyed // 3, surveyed)
        problems = random.randint(0, funded // 4)
        found.append(VillageToilets(village, surveyed, funded, problems, random.randint(8, 16)))
    return found
