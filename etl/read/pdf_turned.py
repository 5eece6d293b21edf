"""PDF pages whose lines do not run from left to right: wide tables are often painted sideways on upright paper.

How a viewer turns the page says nothing certain (scanners and printers set it at will); the way from letter to letter does.
"""

from collections import Counter
from itertools import pairwise

from etl.read.pdf_lines import Character

Shape = tuple[float, float, float, float, bool]
ASKED = 400  # letters, from the page's first on: enough to tell


def quarter_turns(characters: list[Character]) -> int:
    """By how many quarters clockwise the lines are turned: 0 (also for lines to the left: PDFium gives those of a page that
    viewers turn upside down), 1 (they run down) or 3 (up).
    """
    votes: Counter[int] = Counter()
    for before, after in pairwise(characters[:ASKED]):
        across = after.left + after.right - before.left - before.right
        up = after.bottom + after.top - before.bottom - before.top
        size = before.top - before.bottom + before.right - before.left
        if 0 < abs(across) + abs(up) < 2 * size:  # not the way to another line or cell
            if abs(across) >= abs(up):
                votes[0] += 1
            else:
                votes[1 if up < 0 else 3] += 1
    turns, count = votes.most_common(1)[0] if votes else (0, 0)
    return turns if count * 2 > votes.total() else 0


def turned(
    characters: list[Character], shapes: list[Shape], quarters: int, width: float, height: float
) -> tuple[list[Character], list[Shape]]:
    """Letters and shapes of a page of this size, turned back so that the lines run from left to right."""

    def box(left: float, right: float, bottom: float, top: float) -> tuple[float, float, float, float]:
        if quarters == 1:
            return height - top, height - bottom, left, right
        return bottom, top, width - right, width - left

    letters = [Character(each.sign, *box(each.left, each.right, each.bottom, each.top)) for each in characters]
    boxes = []
    for left, bottom, right, top, outlined in shapes:
        new_left, new_right, new_bottom, new_top = box(left, right, bottom, top)
        boxes.append((new_left, new_bottom, new_right, new_top, outlined))
    return letters, boxes
