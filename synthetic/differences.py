"""Where made-up sources contradict one another on purpose: a small share of what two of them say, the same for the same seed.

All else that a plan and a table both say agrees: toilets, deadlines, states, and what a project costs.
"""

from random import Random

SHARE = 0.08  # of the facts that two sources state


def differs(seed: int, fact: str, *key: int) -> bool:
    """Whether two sources give a fact differently; `fact` is its kind, `key` tells it from the others."""
    return Random(f"{seed}-differs-{fact}-{'-'.join(map(str, key))}").random() < SHARE
