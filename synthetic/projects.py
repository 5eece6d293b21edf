"""The projects of a made-up township: what its plan says of them and what the table of funds counts."""

from dataclasses import dataclass
from random import Random

from synthetic.places import Township

KINDS = ("产业发展补助", "户厕改造", "村内道路维护", "饮水安全巩固", "就业帮扶车间", "公益性岗位补贴")
PROJECTS_OF = 3  # projects of a township


@dataclass(frozen=True, slots=True)
class Project:
    """A project: 万元 by source level, arrived and paid, the households that gain by it, and the dividends due to them."""

    name: str
    central: int
    provincial: int
    county: int
    arrived: int
    paid_at_first: int  # tenths of what arrived
    households: int
    due: int

    @property
    def planned(self) -> int:
        """万元 of all source levels."""
        return self.central + self.provincial + self.county

    def paid_in(self, month: int) -> int:
        """万元 paid by the n-th month, n from 0: a tenth of what arrived each month."""
        return self.arrived * min(10, self.paid_at_first + month) // 10


def projects(township: Township, seed: int) -> list[Project]:
    """The projects of a township."""
    random = Random(f"{seed}-funds-{township.number}")
    found = []
    for kind in random.sample(KINDS, PROJECTS_OF):
        central, provincial, county = random.randint(10, 200), random.randint(0, 90), random.randint(0, 40)
        planned = central + provincial + county
        arrived, paid_at_first = planned * random.randint(6, 10) // 10, random.randint(0, 3)
        households, due = random.randint(10, 160), planned * random.randint(0, 8) // 100
        found.append(Project(f"{township.name}{kind}项目", central, provincial, county, arrived, paid_at_first, households, due))
    return found
