"""The toilets of a made-up township's villages: what its plan says of them and what its tables and registers count."""

from dataclasses import dataclass
from random import Random

from synthetic.places import VILLAGES_OF, Township


@dataclass(frozen=True, slots=True)
class VillageToilets:
    """The counts of one village, and in how many months its problems are rectified."""

    village: str
    surveyed: int
    funded: int
    problems: int
    months: int

    def rectified_after(self, months: int) -> int:
        """How many of the problems are rectified after so many months."""
        return min(self.problems, self.problems * months // self.months)


def village_toilets(township: Township, seed: int, surveyed: int | None = None) -> list[VillageToilets]:
    """The villages of a township with their toilets; `surveyed`: of all together (not given: as many as villages have)."""
    random = Random(f"{seed}-toilets-{township.number}")
    found = []
    for number, village in enumerate(township.villages):
        own = random.randint(60, 400)
        if surveyed is not None:
            own = surveyed * (number + 1) // VILLAGES_OF - surveyed * number // VILLAGES_OF
        funded = random.randint(own // 3, own)
        problems = random.randint(0, min(funded, max(1, funded // 4)))
        found.append(VillageToilets(village, own, funded, problems, random.randint(8, 16)))
    return found
