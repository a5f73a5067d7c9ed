"""What a character of a PDF becomes in the canonical text.

The aim is the text that a person would copy out: ligatures are spelt out, symbol-font
bullets become the bullet they look like, and what has no shape is dropped.
"""

from __future__ import annotations

_LIGATURES = {
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "ft",
    0xFB06: "st",
}  # fmt: skip
# Wingdings and Symbol put their shapes at U+F020 + their code.
_SYMBOL_FONTS = {
    0xF020: " ", 0xF02D: "–", 0xF06C: "●", 0xF06E: "■", 0xF06F: "□", 0xF071: "❑", 0xF072: "❒",
    0xF075: "◆", 0xF076: "❖", 0xF077: "◆", 0xF09F: "•", 0xF0A0: " ", 0xF0A3: "≤", 0xF0A7: "▪",
    0xF0A8: "□", 0xF0AE: "→", 0xF0B0: "°", 0xF0B1: "±", 0xF0B3: "≥", 0xF0B4: "×", 0xF0B7: "•",
    0xF0B8: "÷", 0xF0D8: "➢", 0xF0E0: "→", 0xF0E8: "➔", 0xF0F0: "⇨", 0xF0FB: "✗", 0xF0FC: "✓",
    0xF0FD: "☒", 0xF0FE: "☑",
}  # fmt: skip
_SHAPELESS = (0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xFFFF)
_SPACES = (0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000)
_BREAKS = (0x09, 0x0A, 0x0B, 0x0C, 0x0D)
# PDFium writes U+0002 or U+FFFE for a hyphen at a line's end; a soft hyphen in a PDF is a
# glyph that was printed, so all of them are hyphens on paper.
_HYPHENS = (0x02, 0xAD, 0xFFFE)


def _table() -> dict[int, str]:
    table = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), "")
    table.update(dict.fromkeys(_SHAPELESS, ""))
    table.update(dict.fromkeys(_SPACES + _BREAKS, " "))
    table.update(dict.fromkeys(_HYPHENS, "-"))
    table.update(dict.fromkeys(range(0xF000, 0xF100), "•"))
    table.update(_SYMBOL_FONTS)
    table.update(_LIGATURES)
    return table


PRINTED = _table()
"""Code point to printed text, for the code points that are not printed as they are."""


def printed(text: str) -> str:
    """The text as it looks on paper, its white space as single plain spaces kept in place."""
    return text.translate(PRINTED)
