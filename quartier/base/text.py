"""Text that people send: cleaned once, on the way in."""

import unicodedata

# Control characters other than tab and line breaks carry nothing that a reader could see.
_CONTROLS = {code: None for code in range(32) if chr(code) not in "\t\n"} | {0x7F: None}


def clean(text: str) -> str:
    """Return the text in Unicode NFC with plain line breaks, without control characters and lone surrogates.

    Stored text is NFC, so that a name typed on one device is found from another.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS)
    text = text.encode("utf-8", "ignore").decode("utf-8")
    return unicodedata.normalize("NFC", text)
