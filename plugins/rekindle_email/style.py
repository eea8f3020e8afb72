"""The look of a mail, as inline styles: mail programs drop style sheets, or apply half of them.

Comes in: nothing. Goes out: one style for each thing that is shown.
Must not know: Documents or elements.

`START` stands for the side on which lines begin, and `ACCENT` for the practice's colour; both are replaced
where a style is used.
"""

from __future__ import annotations

INK, MUTED, TEAL, RULE = "#2b2b2b", "#5c5c5c", "#2f5d57", "#cfc8b8"
PAPER, DESK, PANEL = "#ffffff", "#f3f0e9", "#faf6ea"
START, ACCENT = "START", "ACCENT"

_TEXT = (
    "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:16px;line-height:1.55"
)
# A long word without spaces breaks rather than widening the page.
_BREAKING = "overflow-wrap:anywhere;word-wrap:break-word;word-break:break-word"

BODY = f"margin:0;padding:0;background-color:{DESK}"
FRAME = f"padding:16px 8px;background-color:{DESK}"
SHEET = f"width:100%;max-width:600px;table-layout:fixed;background-color:{PAPER}"
CONTENT = f"padding:28px 28px 20px;color:{INK};{_TEXT};{_BREAKING}"
HIDDEN = "display:none;max-height:0;max-width:0;overflow:hidden;font-size:1px;line-height:1px;opacity:0"

HEADINGS = (
    f"margin:0 0 20px;font-size:26px;line-height:1.25;color:{ACCENT}",
    f"margin:36px 0 12px;padding:20px 0 0;border-top:2px solid {RULE};"
    f"font-size:22px;line-height:1.3;color:{ACCENT}",
    f"margin:28px 0 10px;font-size:19px;line-height:1.35;color:{INK}",
    f"margin:24px 0 8px;font-size:17px;line-height:1.4;color:{INK}",
)
"""For the mail's title, its parts, their sections, and all deeper ones."""

PARAGRAPH = "margin:0 0 14px"
NOTE = f"margin:0 0 14px;font-size:14px;color:{MUTED}"
LIST = f"margin:0 0 14px;padding:0;padding-{START}:26px"
ITEM = "margin:0 0 6px"
QUOTATION = f"margin:0 0 14px;padding:0;padding-{START}:14px;border-{START}:3px solid {RULE}"
TASK = "margin:24px 0"
LABEL = f"margin:0 0 6px;font-size:14px;font-weight:bold;color:{ACCENT}"
PANEL_BOX = f"margin:0 0 22px;padding:14px 16px 2px;background-color:{PANEL};border:1px solid {RULE}"
PLAIN_BOX = f"margin:0 0 22px;padding:14px 16px 2px;border:1px dashed {RULE}"
BOX_LINE = f"margin:0 0 8px;padding-{START}:28px;text-indent:-28px"
WRITING_LINE = f"height:28px;line-height:28px;border-bottom:1px solid {RULE}"
SCALE = "width:100%;table-layout:fixed;border-collapse:collapse;margin:0 0 6px"
SCALE_NUMBER = f"padding:6px 0;border:1px solid {RULE};text-align:center;font-size:15px"
SERVICE = "margin:0 0 14px"
LINK = f"color:{ACCENT};text-decoration:underline"
CODE = "font-family:Consolas,Menlo,monospace;font-size:15px"
