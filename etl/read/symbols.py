"""Signs that Word writes by their place in a symbol font (w:sym, or U+F020-F0FF in the text): ticks, boxes, numbers in circles.

Places as in the fonts' own tables; a sign not listed is an ornament without meaning for the text and is left out.
"""

import re

_WINGDINGS = {
    0x6C: "●",
    0x6E: "■",
    0x6F: "□",
    0x71: "□",
    0x75: "◆",
    0xA8: "□",
    0xD8: "•",
    0xFB: "×",
    0xFC: "√",
    0xFD: "☒",
    0xFE: "☑",
    **{0x81 + n: chr(ord("①") + n) for n in range(10)},
    **{0x8C + n: chr(ord("①") + n) for n in range(10)},
}
_WINGDINGS_2 = {
    0x4F: "×",
    0x50: "√",
    0x51: "☒",
    0x52: "☑",
    0x53: "☒",
    0x54: "☒",
    0xA3: "□",
    **{0x6A + n: chr(ord("①") + n) for n in range(10)},
}
_SYMBOL = {0xA3: "≤", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xD7: "·"}
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}
_PRIVATE = re.compile("[\ue000-\uf8ff]")


def symbol(font: str | None, code: str | None) -> str:
    """The sign at a place (hexadecimal) of a font; of a usual font, the letter itself."""
    try:
        place = int(code or "", 16)
    except ValueError:
        return ""
    signs = _FONTS.get((font or "").lower())
    if signs is not None:
        return signs.get(place & 0xFF, "")
    return chr(place) if 32 <= place < 0xD800 or 0xF900 <= place < 0xFFFE else ""


def with_signs(text: str) -> str:
    """The text, its places in Wingdings (the font such places come from nearly always) as signs."""
    return _PRIVATE.sub(lambda match: _WINGDINGS.get(ord(match[0]) & 0xFF, "") if match[0] >= "\uf020" else "", text)
