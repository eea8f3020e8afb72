"""Makes the font of answers, and what a file has to say of it: every letter of WinAnsi, and no more.

For whoever changes the font; needs fonttools. Run it as `python tools/answer_font.py`.
"""

from __future__ import annotations

import json
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

PLUGIN = Path(__file__).resolve().parent.parent / "plugins" / "rekindle_pdf"
HERE = PLUGIN / "answers"
SOURCE = PLUGIN / "fonts" / "Inter-Regular.ttf"
BYTES = range(32, 256)


def letters() -> dict[int, int]:
    """Return the codepoint of each byte that WinAnsi has a letter for."""
    found = {}
    for byte in BYTES:
        try:
            found[byte] = ord(bytes([byte]).decode("cp1252"))
        except UnicodeDecodeError:
            continue
    return found


def main() -> None:
    """Write the font and its metrics."""
    options = subset.Options(hinting=False, layout_features=[], notdef_outline=True, recalc_timestamp=False)
    options.drop_tables += ["STAT", "GDEF", "GPOS", "GSUB", "meta", "gasp"]
    options.name_IDs = [0, 1, 2, 6, 13]
    font = TTFont(SOURCE)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=letters().values())
    subsetter.subset(font)
    font.save(HERE / "Answers.ttf")
    scale = 1000 / font["head"].unitsPerEm
    cmap, advances = font.getBestCmap(), font["hmtx"]
    missing = round(advances[".notdef"][0] * scale)
    widths = [
        round(advances[cmap[letters()[byte]]][0] * scale) if letters().get(byte) in cmap else missing
        for byte in BYTES
    ]
    head, hhea, os2 = font["head"], font["hhea"], font["OS/2"]
    box = [round(side * scale) for side in (head.xMin, head.yMin, head.xMax, head.yMax)]
    name = "/KNDLAA+Inter-Regular"
    metrics = {
        "font": f"<</Type/Font/Subtype/TrueType/BaseFont{name}/Encoding/WinAnsiEncoding"
        f"/FirstChar 32/LastChar 255/Widths[{' '.join(map(str, widths))}]>>",
        "descriptor": f"<</Type/FontDescriptor/FontName{name}/Flags 32/FontBBox[{' '.join(map(str, box))}]"
        f"/ItalicAngle 0/Ascent {round(hhea.ascent * scale)}/Descent {round(hhea.descent * scale)}"
        f"/CapHeight {round(os2.sCapHeight * scale)}/StemV 88/MissingWidth {missing}>>",
    }
    (HERE / "Answers.json").write_text(json.dumps(metrics, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
