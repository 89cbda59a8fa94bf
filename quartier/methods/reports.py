"""What an import found and did, in words, for pages and for the command line."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from quartier.methods import labels, printview

_BLOCKS = {
    printview.ASSESSMENTS: gettext_lazy("Einschätzungen von Nutzerinnen und Nutzern"),
    printview.COMMENTS: gettext_lazy("Kommentare"),
    printview.PROJECTS: gettext_lazy("Projekte"),
    printview.RELATIONS: gettext_lazy("Weitere Module"),
    printview.LINKS: gettext_lazy("Links"),
}


def block_name(block: str) -> str:
    """Return the heading of a block of the print view, in the words of our pages."""
    return str(_BLOCKS.get(block) or labels.SECTIONS[block])


def line_words(line: printview.Line) -> str:
    """Say what became of one line."""
    fixed = {
        printview.TITLE: _("Titel"),
        printview.BLANK: _("leer"),
        printview.UNKNOWN: _("nicht verstanden"),
        printview.NOT_RATED: _("0 Bewertungen: noch nicht bewertet"),
        printview.PROJECT: _("Projekt"),
        printview.RELATED: _("weiteres Modul"),
        printview.LINK: _("Link"),
        printview.NO_COMMENTS: _("keine Kommentare"),
        printview.COMMENT: _("Kommentar: nicht übernommen"),
    }
    if line.became in fixed:
        return fixed[line.became]
    if line.became == printview.RATED:
        return _("Zahl der Bewertungen (%(number)s): die Werte fehlen, nichts übernommen") % {"number": line.about}
    if line.became in (printview.SCALE, printview.POLE):
        scale = labels.SCALES[line.about][0]
        if line.became == printview.SCALE:
            return _("Name der Skala %(scale)s") % {"scale": scale}
        return _("Beschriftung der Skala %(scale)s: kein Wert") % {"scale": scale}
    name = block_name(line.about)
    if line.became == printview.HEADING:
        return _("Überschrift %(name)s") % {"name": name}
    return _("Abschnitt %(name)s") % {"name": name}


def page_summary(page: printview.Page) -> list[str]:
    """Say in a few sentences what a page held and what is missing."""
    unknown = [line for line in page.lines if line.became == printview.UNKNOWN]
    filled = [block_name(block) for block in printview.BLOCKS if block in page.sections]
    seen = [block for block in labels.SECTIONS if block in printview.BLOCKS and block not in page.missing]
    bare = [block_name(block) for block in seen if block not in page.sections]
    said = [
        _("%(number)s Zeilen gelesen, davon %(blank)s leer.")
        % {"number": len(page.lines), "blank": sum(line.became == printview.BLANK for line in page.lines)},
        _("Alle Zeilen verstanden.")
        if not unknown
        else ngettext("%(number)s Zeile nicht verstanden.", "%(number)s Zeilen nicht verstanden.", len(unknown))
        % {"number": len(unknown)},
        _("Abschnitte mit Text: %(names)s.") % {"names": ", ".join(filled) or _("keine")},
    ]
    if bare:
        said.append(_("Abschnitte ohne Text bleiben leer: %(names)s.") % {"names": ", ".join(bare)})
    said.append(_rating_words(page.raters))
    if page.missing:
        names = ", ".join(block_name(block) for block in page.missing)
        said.append(
            _("Diese Überschriften fehlen, vielleicht ist die Seite abgeschnitten: %(names)s.") % {"names": names}
        )
    return said


def _rating_words(raters: int | None) -> str:
    if raters is None:
        return _("Die Seite sagt nicht, wie viele bewertet haben.")
    if raters == 0:
        return _("Noch nicht bewertet. Die Wörter der sechs Skalen sind Beschriftungen und keine Werte.")
    return ngettext(
        "%(number)s Person hat bewertet. Die Druckansicht zeigt nicht, wie; deshalb wird keine Bewertung übernommen.",
        "%(number)s Personen haben bewertet. Die Druckansicht zeigt nicht, wie; deshalb wird keine Bewertung übernommen.",
        raters,
    ) % {"number": raters}


def encoding_words(encoding: str) -> str:
    """Say how the file was read, and warn where that was a guess."""
    if encoding in ("cp1252", "latin-1"):
        return _("Die Datei ist kein UTF-8. Gelesen als %(encoding)s: Prüfen Sie die Umlaute.") % {"encoding": encoding}
    return _("Zeichensatz: %(encoding)s.") % {"encoding": encoding.upper()} if encoding else ""


def unreadable_words(reason: str) -> str:
    """Say why a file cannot be read, and what to do."""
    return {
        "too_big": _("Das ist zu groß: höchstens 1 MB. Eine Druckansicht hat nur wenige Seiten."),
        "too_long": _("Das sind zu viele Zeilen: höchstens 5.000."),
        "empty": _("Darin steht nichts."),
        "binary": _("Das ist keine Textdatei. Speichern Sie die Druckansicht als Text, oder fügen Sie den Text ein."),
        "html": _(
            "Das ist der Quelltext einer Webseite (HTML). Öffnen Sie die Seite im Browser, markieren Sie alles, kopieren Sie es, und fügen Sie den Text ein."
        ),
    }[reason]


def related_words(title: str, code: str, *, is_known: bool) -> str:
    """Say what becomes of a module that a page names."""
    if is_known:
        return _("%(title)s: unsere Methode „%(code)s“") % {"title": title, "code": code}
    return _("%(title)s: gibt es hier noch nicht, wird Stichwort „%(code)s“") % {"title": title, "code": code}


def kind_words(kind: str) -> str:
    """Say what an import does, or did, with one method."""
    return {
        "new": _("neu, als Entwurf"),
        "beside": _("Vorschlag neben unserer Methode"),
        "repeated": _("schon einmal eingelesen, nichts geändert"),
        "same": _("steht schon genau so da, nichts geändert"),
    }[kind]
