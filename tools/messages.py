"""Keeps the translations in step with the texts: finds every marked text, updates the .po files, checks them.

    ./.venv/bin/python tools/messages.py             update locale/*/LC_MESSAGES/django.po
    ./.venv/bin/python tools/messages.py --check     change nothing; exit 1 when something is missing or wrong
    ./.venv/bin/python tools/messages.py --new tr    begin a language
    ./.venv/bin/python tools/messages.py --from x.po take what is still empty from another file of the same language
    ./.venv/bin/python tools/messages.py --unmarked  list texts that look German and are not marked

German is the source language, so a text is its own key and German needs no catalogue. GNU gettext is not needed.
"""

import argparse
import ast
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polib
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
PLURAL = "nplurals=2; plural=(n != 1);"

# name of the function: places of (context, text, plural) among its arguments
MARKERS: dict[str, tuple[int | None, int, int | None]] = {}
for _lazy in ("", "_lazy"):
    MARKERS[f"gettext{_lazy}"] = (None, 0, None)
    MARKERS[f"ngettext{_lazy}"] = (None, 0, 1)
    MARKERS[f"pgettext{_lazy}"] = (0, 1, None)
    MARKERS[f"npgettext{_lazy}"] = (0, 1, 2)
MARKERS["_"] = MARKERS["gettext"]
MARKERS["gettext_noop"] = MARKERS["gettext"]

_TEMPLATE_CALL = re.compile(rf"(?<![\w.])(?:{'|'.join(sorted(MARKERS, key=len, reverse=True))})\(")
_PLACEHOLDER = re.compile(r"%\((\w+)\)[sdrf]|%[sdrf]|(?<!\{)\{(\w*)\}|</?(\w+)[^>]*>")
_GERMAN = re.compile(
    r"\b(?:und|oder|[dD]er|[dD]ie|[dD]as|[dD]en|[dD]em|[eE]ine?[mnrs]?|[kK]eine?[mnrs]?|nicht|ist|sind|wird|hat|haben|"
    r"kann|darf|fehlt|mit|ohne|auf|[bB]itte|Sie|Ihre?[mnrs]?|[eE]s|jemand|noch|schon|zum|zur|vom|beim|von|nach|aus|bei|"
    r"bis|hier|[eE]rlaubte?|[eE]rwartet)\b"
)


class MarkError(Exception):
    """A marked text cannot be translated as it stands; the message says where and why."""


@dataclass
class Text:
    """One marked text and where it stands."""

    msgid: str
    plural: str = ""
    context: str = ""
    files: list[str] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, str]:
        return self.context, self.msgid


# -- Finding -----------------------------------------------------------------------------------------------------------


def find(root: Path = ROOT) -> list[Text]:
    """Return every marked text of the package, in the order of files and lines. Raises MarkError."""
    found: dict[tuple[str, str], Text] = {}
    for path in _sources(root):
        name = path.relative_to(root).as_posix()
        content = path.read_text(encoding="utf-8")
        texts = in_python(content, name) if path.suffix == ".py" else in_template(content, name)
        for text in texts:
            known = found.setdefault(text.key, text)
            if text.plural and known.plural not in {"", text.plural}:
                raise MarkError(f"{name}: {text.msgid!r} has two different plurals.")
            known.plural = known.plural or text.plural
            if name not in known.files:
                known.files.append(name)
    return list(found.values())


def in_python(content: str, name: str) -> Iterator[Text]:
    """Yield the texts that Python code marks, in the order of lines."""
    tree = ast.parse(content, name)
    names = _imported(tree)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
        if marker := _marker(call, names):
            yield _text(call, MARKERS[marker], f"{name}:{call.lineno}")


def in_template(content: str, name: str) -> Iterator[Text]:
    """Yield the texts that a template marks: translate, blocktranslate, and _("...") inside of any tag."""
    code = templatize(content, origin=name)
    for match in _TEMPLATE_CALL.finditer(code):
        call = _expression(code[match.start() :])
        if call is None:
            raise MarkError(f"{name}: the text near {code[match.start() : match.start() + 60]!r} cannot be read.")
        marker = _called(call)
        yield _text(call, MARKERS[marker], name)


def _sources(root: Path) -> list[Path]:
    files = [path for path in (root / "quartier").rglob("*") if path.suffix in {".py", ".html", ".txt"}]
    return sorted(path for path in files if path.suffix == ".py" or "templates" in path.parts)


def _called(call: ast.Call) -> str:
    function = call.func
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def _imported(tree: ast.AST) -> dict[str, str]:
    """Return the names under which a module knows the functions that mark texts."""
    return {
        name.asname or name.name: name.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for name in node.names
    }


def _marker(call: ast.Call, names: dict[str, str]) -> str:
    """Return by which function a call marks a text, or nothing."""
    called = _called(call)
    marker = names.get(called, called)
    return marker if marker in MARKERS else ""


def _text(call: ast.Call, places: tuple[int | None, int, int | None], where: str) -> Text:
    context, msgid, plural = (
        "" if place is None else _constant(call.args[place] if place < len(call.args) else None, where)
        for place in places
    )
    return Text(msgid=msgid, plural=plural, context=context, files=[where.partition(":")[0]])


def _constant(node: ast.expr | None, where: str) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        return node.value
    raise MarkError(f"{where}: a marked text must be one plain string, with named placeholders and without f-strings.")


def _expression(code: str) -> ast.Call | None:
    """Return the call that the code begins with."""
    for end in (match.end() for match in re.finditer(r"\)", code)):
        try:
            call = ast.parse(code[:end], mode="eval").body
        except SyntaxError:
            continue
        return call if isinstance(call, ast.Call) else None
    return None


# -- Catalogues --------------------------------------------------------------------------------------------------------


def catalogues(root: Path = ROOT) -> list[Path]:
    """Return the .po files of all languages."""
    return sorted(root.glob("locale/*/LC_MESSAGES/django.po"))


def update(path: Path, texts: Iterable[Text]) -> tuple[list[str], list[str]]:
    """Write the catalogue anew: translations stay, unused ones go; return the texts that came and that went."""
    old = polib.pofile(str(path)) if path.exists() else polib.POFile()
    kept = {(entry.msgctxt or "", entry.msgid): entry for entry in old if not entry.obsolete}
    new = polib.POFile(wrapwidth=0)
    new.metadata = old.metadata or {
        "Language": path.parent.parent.name,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURAL,
    }
    came = []
    for text in texts:
        entry = polib.POEntry(
            msgctxt=text.context or None,
            msgid=text.msgid,
            msgid_plural=text.plural,
            occurrences=[(name, "") for name in text.files],
        )
        before = kept.pop(text.key, None)
        _carry_over(before, entry, _forms(new))
        if before is None:
            came.append(text.msgid)
        new.append(entry)
    path.parent.mkdir(parents=True, exist_ok=True)
    new.save(str(path))
    return came, [entry.msgid for entry in kept.values()]


def _carry_over(before: polib.POEntry | None, entry: polib.POEntry, forms: int) -> None:
    if entry.msgid_plural:
        old = before.msgstr_plural if before is not None else {}
        entry.msgstr_plural = {number: old.get(number, "") for number in range(forms)}
    elif before is not None:
        entry.msgstr = before.msgstr
    if before is not None:
        entry.flags, entry.tcomment = list(before.flags), before.tcomment


def take_over(path: Path, other: Path) -> int:
    """Fill what is still empty from another catalogue; return how many texts that were."""
    catalogue, taken = polib.pofile(str(path), wrapwidth=0), 0
    source = {(entry.msgctxt or "", entry.msgid): entry for entry in polib.pofile(str(other)) if not entry.obsolete}
    for entry in catalogue:
        found = source.get((entry.msgctxt or "", entry.msgid))
        if found is None or entry.translated() or found.msgid_plural != entry.msgid_plural or not found.translated():
            continue
        entry.msgstr, entry.msgstr_plural = found.msgstr, found.msgstr_plural
        taken += 1
    catalogue.save(str(path))
    return taken


def problems(path: Path, texts: Iterable[Text]) -> list[str]:
    """Return what is wrong with a catalogue, one sentence each."""
    catalogue = polib.pofile(str(path))
    entries = {(entry.msgctxt or "", entry.msgid): entry for entry in catalogue}
    wanted = {text.key: text for text in texts}
    found = [f"is missing: {msgid}" for context, msgid in wanted.keys() - entries.keys()]
    for key, entry in entries.items():
        if entry.obsolete or key not in wanted:
            found.append(f"is unused: {entry.msgid}")
            continue
        if "fuzzy" in entry.flags:
            found.append(f"is marked fuzzy: {entry.msgid}")
        found += _wrong_words(entry, wanted[key], _forms(catalogue))
    return sorted(f"{path.parent.parent.name}: {problem}" for problem in found)


def _wrong_words(entry: polib.POEntry, text: Text, forms: int) -> Iterator[str]:
    if not text.plural:
        if not entry.msgstr.strip():
            yield f"is empty: {text.msgid}"
        elif marks(entry.msgstr) != marks(text.msgid):
            yield f"has other placeholders: {text.msgid}"
        return
    if entry.msgid_plural != text.plural or sorted(entry.msgstr_plural) != list(range(forms)):
        yield f"has other plural forms: {text.msgid}"
        return
    for number, words in sorted(entry.msgstr_plural.items()):
        allowed = [marks(text.plural)] + ([marks(text.msgid)] if number == 0 else [])
        if not words.strip():
            yield f"is empty: {text.msgid} (form {number})"
        elif marks(words) not in allowed:
            yield f"has other placeholders: {text.msgid} (form {number})"


def marks(text: str) -> list[str]:
    """Return the placeholders and HTML tags of a text, which a translation has to keep."""
    return sorted(match.group() for match in _PLACEHOLDER.finditer(text.replace("%%", "")))


def _language(path: Path) -> str:
    return str(polib.pofile(str(path)).metadata.get("Language", ""))


def _forms(catalogue: polib.POFile) -> int:
    match = re.search(r"nplurals\s*=\s*(\d+)", catalogue.metadata.get("Plural-Forms", PLURAL))
    return int(match.group(1)) if match else 2


# -- Texts that nobody has marked --------------------------------------------------------------------------------------


def unmarked(root: Path = ROOT) -> list[str]:
    """Return texts for people that are not marked, as "file:line: text"."""
    found = []
    for path in _sources(root):
        name = path.relative_to(root).as_posix()
        content = path.read_text(encoding="utf-8")
        if path.suffix == ".py":
            found += [f"{name}:{line}: {text}" for line, text in unmarked_in_python(content)]
        else:
            found += [f"{name}: {text}" for text in unmarked_in_template(content)]
    return found


def unmarked_in_python(content: str) -> list[tuple[int, str]]:
    """Return strings that look German outside of markers, docstrings and names that only developers see."""
    tree = ast.parse(content)
    names = _imported(tree)
    skipped: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _marker(node, names):
            skipped |= {id(argument) for argument in node.args}
        if isinstance(node, ast.Expr):
            skipped.add(id(node.value))
        if isinstance(node, ast.Assign) and any(
            isinstance(target, ast.Name) and target.id.startswith("verbose_name") for target in node.targets
        ):
            skipped.add(id(node.value))
    return [
        (node.lineno, " ".join(node.value.split())[:100])
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in skipped
        and _looks_german(node.value)
    ]


def _looks_german(text: str) -> bool:
    if re.search(r"[äöüÄÖÜß]", text):
        return len(text) > 1
    return " " in text.strip() and bool(_GERMAN.search(text))


def frozen_in_python(content: str) -> list[tuple[int, str]]:
    """Return texts that are translated while a module is loaded, so that they stay German for everybody."""
    tree = ast.parse(content)
    names = _imported(tree)
    later: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            body = node.body if isinstance(node.body, list) else [node.body]
            later |= {id(inner) for statement in body for inner in ast.walk(statement)}
    return [
        (node.lineno, ast.unparse(node)[:100])
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and id(node) not in later and names.get(_called(node), "").endswith("gettext")
    ]


def unmarked_in_template(content: str) -> list[str]:
    """Return words between the tags, and in attributes that are read out, outside of translate and blocktranslate."""
    text = re.sub(
        r"(?s){%\s*(comment|blocktranslate|blocktrans)\b.*?{%\s*end\1\s*%}|{#.*?#}|<!--.*?-->|<script\b.*?</script>",
        " ",
        content,
    )
    shown = re.findall(r"\s(?:alt|title|placeholder|aria-label)=\"([^\"{}]*)\"", text)
    shown += re.sub(r"{%.*?%}|{{.*?}}|<[^>]*>|&\w+;|&#\d+;|https?://\S*", "\n", text).splitlines()
    return [" ".join(part.split()) for part in shown if re.search(r"[^\W\d_]{2}", part)]


def main(arguments: list[str], root: Path = ROOT) -> int:
    """Update, check or list; return the exit code."""
    parser = argparse.ArgumentParser(description="Keep the translations in step with the texts.")
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 when something is wrong")
    parser.add_argument("--new", metavar="LANGUAGE", help="begin a language")
    parser.add_argument("--from", dest="other", type=Path, help="take what is empty from another file")
    parser.add_argument("--unmarked", action="store_true", help="list texts that are not marked")
    chosen = parser.parse_args(arguments)
    if chosen.unmarked:
        return _print(unmarked(root))
    texts = find(root)
    if chosen.check:
        return _print([problem for path in catalogues(root) for problem in problems(path, texts)])
    paths = catalogues(root)
    if chosen.new:
        paths.append(root / "locale" / chosen.new / "LC_MESSAGES" / "django.po")
    for path in paths:
        came, went = update(path, texts)
        if chosen.other and _language(chosen.other) == _language(path):
            print(f"{take_over(path, chosen.other)} taken from {chosen.other}")
        _print([f"new: {msgid}" for msgid in came] + [f"gone: {msgid}" for msgid in went])
        print(f"{path.relative_to(root)}: {len(texts)} texts, {len(problems(path, texts))} to look at")
    return 0


def _print(lines: list[str]) -> int:
    for line in lines:
        print(line)
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
