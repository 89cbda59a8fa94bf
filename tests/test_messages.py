"""Texts for people are marked and translated, and the tool that keeps them in step notices what is wrong."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from django.utils import translation

from tests.tools.loading import load

messages = load("messages")

PYTHON = '''"""Nothing to see."""
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

NAME = _lazy("Ein Name")
LONG = _("Erste Hälfte, "
         "zweite Hälfte")
def count(n): return ngettext("%(n)s Haus", "%(n)s Häuser", n) % {"n": n}
SECTION = pgettext_lazy("Abschnitt", "Raum")
'''
TEMPLATE = """{% load i18n %}<h1>{% translate "Willkommen" %}</h1>
<a href="{% url "home" %}" title="{% translate "Zum Anfang" %}">x</a>
{% button _("Weiter mit „Ja“") kind="secondary" %} {{ _("Nur so") }} {% translate "Stand" context "Abschnitt" %}
{% blocktranslate with who=user.name trimmed %}
  Hallo
  {{ who }}, 100 % dabei
{% endblocktranslate %}
{% blocktranslate count n=total %}{{ n }} Treffer{% plural %}{{ n }} viele Treffer{% endblocktranslate %}
{# translators: nothing #}"""


@pytest.fixture(scope="module")
def texts() -> list[messages.Text]:
    return messages.find()


# -- Ours --------------------------------------------------------------------------------------------------------------


def test_every_text_is_translated(texts: list[messages.Text]) -> None:
    paths = messages.catalogues()
    assert "en" in [path.parent.parent.name for path in paths]
    assert [problem for path in paths for problem in messages.problems(path, texts)] == []


def test_german_pages_show_the_german_that_stands_in_the_code(texts: list[messages.Text]) -> None:
    """Django's own German catalogue, and those of libraries, translate some words that are German and English."""
    with translation.override("de"):
        shown = {
            text.msgid: translation.pgettext(text.context, text.msgid)
            if text.context
            else translation.gettext(text.msgid)
            for text in texts
            if not text.plural
        }
    assert {msgid: words for msgid, words in shown.items() if msgid != words} == {}


# Strings that look German and are no texts of pages. Pure modules know no Django and cannot translate.
NOT_FOR_PAGES = {
    "quartier/accounts/actions/instance.py",  # the demo's example of a legal notice, content
    "quartier/accounts/models/instance.py",  # names of columns
    "quartier/base/middleware.py",  # says it in both languages, before a language is known
    "quartier/config/api.py",  # the description of the API, one text
}
NAMES = {
    "Quartier",
    "· Quartier",
    "löschen",
    "20 min",
    "40 min",
    "aä",
    "oö",
    "uü",
}  # the same in every language, or typed


def test_no_text_for_people_is_unmarked() -> None:
    contracts = tomllib.loads((messages.ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    pure = tuple(name.replace(".", "/") for name in contracts[-1]["source_modules"])
    found = [line for line in messages.unmarked() if "/migrations/" not in line]
    unexpected = [line for line in found if line.partition(":")[0] not in NOT_FOR_PAGES and not line.startswith(pure)]
    assert [line for line in unexpected if line.partition(": ")[2] not in NAMES] == []


def test_no_text_is_translated_before_somebody_asks() -> None:
    found = {
        path.relative_to(messages.ROOT).as_posix(): messages.frozen_in_python(path.read_text(encoding="utf-8"))
        for path in (messages.ROOT / "quartier").rglob("*.py")
    }
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_a_text_translated_while_loading_is_noticed() -> None:
    head = "from django.utils.translation import gettext as _, gettext_lazy as lazy\n"
    code = head + 'class F:\n    a = _("Jetzt")\n    b = lazy("Später")\n    def c(self): return _("Erst hier")\n'
    assert messages.frozen_in_python(code) == [(3, "_('Jetzt')")]


# -- Finding -----------------------------------------------------------------------------------------------------------


def test_python_is_read() -> None:
    found = [(text.context, text.msgid, text.plural) for text in messages.in_python(PYTHON, "x.py")]
    assert found == [
        ("", "Ein Name", ""),
        ("", "Erste Hälfte, zweite Hälfte", ""),
        ("", "%(n)s Haus", "%(n)s Häuser"),
        ("Abschnitt", "Raum", ""),
    ]


def test_templates_are_read() -> None:
    found = [(text.context, text.msgid, text.plural) for text in messages.in_template(TEMPLATE, "x.html")]
    assert found == [
        ("", "Willkommen", ""),
        ("", "Zum Anfang", ""),
        ("", "Weiter mit „Ja“", ""),
        ("", "Nur so", ""),
        ("Abschnitt", "Stand", ""),
        ("", "Hallo %(who)s, 100 %% dabei", ""),
        ("", "%(n)s Treffer", "%(n)s viele Treffer"),
    ]


@pytest.mark.parametrize("line", ['_(f"Hallo {name}")', "_(name)", '_("Hallo" + name)', '_("")', '_("%s" % name)'])
def test_a_text_that_cannot_be_translated_is_refused(line: str) -> None:
    with pytest.raises(messages.MarkError, match="one plain string"):
        list(messages.in_python(f"name = 'x'\n{line}", "x.py"))


def test_unmarked_texts_are_noticed() -> None:
    code = '"""Für Entwickler."""\nA = "Das ist nicht markiert"\nB = _("Das ist markiert")\nverbose_name = "Gruß"\n'
    assert messages.unmarked_in_python(code) == [(2, "Das ist nicht markiert")]
    page = '<p title="Titel">Nackt {{ name }}</p>{% translate "Gut" %}{% comment %}egal{% endcomment %}<a alt="{{ x }}">·</a>'
    assert messages.unmarked_in_template(page) == ["Titel", "Nackt"]


# -- Catalogues --------------------------------------------------------------------------------------------------------


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Path]:
    """A catalogue in which everything is well."""
    path = tmp_path / "locale" / "en" / "LC_MESSAGES" / "django.po"
    messages.update(path, wanted())
    entries = polib.pofile(str(path))
    entries.find("Hallo %(who)s").msgstr = "Hello %(who)s"
    entries.find("%(n)s Haus").msgstr_plural = {0: "%(n)s house", 1: "%(n)s houses"}
    entries.find("<b>Fett</b>").msgstr = "<b>Bold</b>"
    entries.save()
    return path


def wanted() -> list[messages.Text]:
    return [
        messages.Text("Hallo %(who)s", files=["a.py"]),
        messages.Text("%(n)s Haus", "%(n)s Häuser", files=["a.py"]),
        messages.Text("<b>Fett</b>", files=["b.html"]),
    ]


def test_a_good_catalogue_has_no_problems(catalogue: Path) -> None:
    assert messages.problems(catalogue, wanted()) == []


@pytest.mark.parametrize(
    ("msgid", "change", "problem"),
    [
        ("Hallo %(who)s", {"msgstr": ""}, "is empty"),
        ("Hallo %(who)s", {"msgstr": "Hello"}, "has other placeholders"),
        ("Hallo %(who)s", {"msgstr": "Hello %(whom)s"}, "has other placeholders"),
        ("Hallo %(who)s", {"flags": ["fuzzy"]}, "is marked fuzzy"),
        ("<b>Fett</b>", {"msgstr": "Bold"}, "has other placeholders"),
        ("%(n)s Haus", {"msgstr_plural": {0: "%(n)s house", 1: ""}}, "is empty"),
        ("%(n)s Haus", {"msgstr_plural": {0: "%(n)s house", 1: "houses"}}, "has other placeholders"),
        ("%(n)s Haus", {"msgstr_plural": {0: "%(n)s house"}}, "has other plural forms"),
        ("%(n)s Haus", {"msgid_plural": "%(n)s Hütten"}, "has other plural forms"),
    ],
)
def test_a_broken_entry_is_noticed(catalogue: Path, msgid: str, change: dict[str, object], problem: str) -> None:
    entries = polib.pofile(str(catalogue))
    entry = entries.find(msgid)
    for name, value in change.items():
        setattr(entry, name, value)
    entries.save()
    assert any(problem in line and msgid in line for line in messages.problems(catalogue, wanted()))


def test_missing_and_unused_entries_are_noticed(catalogue: Path) -> None:
    changed = [*wanted()[1:], messages.Text("Neu", files=["c.py"])]
    found = messages.problems(catalogue, changed)
    assert "en: is missing: Neu" in found
    assert "en: is unused: Hallo %(who)s" in found


def test_an_update_keeps_translations_and_names_what_came_and_went(catalogue: Path) -> None:
    came, went = messages.update(catalogue, [wanted()[0], messages.Text("Neu", files=["c.py"])])
    assert (came, went) == (["Neu"], ["%(n)s Haus", "<b>Fett</b>"])
    entries = polib.pofile(str(catalogue))
    assert [(entry.msgid, entry.msgstr) for entry in entries] == [("Hallo %(who)s", "Hello %(who)s"), ("Neu", "")]


def test_empty_texts_are_taken_from_another_file(catalogue: Path, tmp_path: Path) -> None:
    fresh = tmp_path / "locale" / "en-GB" / "LC_MESSAGES" / "django.po"
    messages.update(fresh, wanted())
    entries = polib.pofile(str(fresh))
    entries.find("<b>Fett</b>").msgstr = "<b>Heavy</b>"
    entries.save()
    assert messages.take_over(fresh, catalogue) == 2
    assert messages.problems(fresh, wanted()) == []
    assert polib.pofile(str(fresh)).find("<b>Fett</b>").msgstr == "<b>Heavy</b>"


def test_an_update_without_changes_writes_the_same_file(catalogue: Path) -> None:
    before = catalogue.read_bytes()
    messages.update(catalogue, wanted())
    assert catalogue.read_bytes() == before


def test_a_language_with_three_plural_forms_gets_three(catalogue: Path) -> None:
    entries = polib.pofile(str(catalogue))
    entries.metadata["Plural-Forms"] = "nplurals=3; plural=(n==1 ? 0 : n<5 ? 1 : 2);"
    entries.save()
    messages.update(catalogue, wanted())
    assert sorted(polib.pofile(str(catalogue)).find("%(n)s Haus").msgstr_plural) == [0, 1, 2]


# -- The command -------------------------------------------------------------------------------------------------------


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with two texts, both translated."""
    (tmp_path / "quartier" / "templates").mkdir(parents=True)
    (tmp_path / "quartier" / "a.py").write_text('A = gettext("Hallo %(who)s")\n', encoding="utf-8")
    (tmp_path / "quartier" / "templates" / "b.html").write_text('{% translate "Ja" %}', encoding="utf-8")
    assert messages.main(["--new", "en"], tmp_path) == 0
    path = tmp_path / "locale" / "en" / "LC_MESSAGES" / "django.po"
    entries = polib.pofile(str(path))
    entries.find("Hallo %(who)s").msgstr = "Hello %(who)s"
    entries.find("Ja").msgstr = "Yes"
    entries.save()
    return tmp_path


def test_the_check_passes_when_all_is_well(checkout: Path) -> None:
    assert messages.main(["--check"], checkout) == 0


def test_the_check_fails_for_a_new_text_until_it_is_translated(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (checkout / "quartier" / "templates" / "b.html").write_text('{% translate "Ja" %}{% translate "Nein" %}', "utf-8")
    assert messages.main(["--check"], checkout) == 1
    assert capsys.readouterr().out.endswith("en: is missing: Nein\n")
    assert messages.main([], checkout) == 0
    assert "new: Nein" in capsys.readouterr().out
    assert messages.main(["--check"], checkout) == 1
    assert capsys.readouterr().out == "en: is empty: Nein\n"


def test_the_check_fails_for_a_broken_placeholder(checkout: Path) -> None:
    path = checkout / "locale" / "en" / "LC_MESSAGES" / "django.po"
    path.write_text(path.read_text("utf-8").replace("Hello %(who)s", "Hello %(whom)s"), "utf-8")
    assert messages.main(["--check"], checkout) == 1


def test_the_command_takes_over_from_a_file_of_the_same_language_only(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = checkout / "other.po"
    english = checkout / "locale" / "en" / "LC_MESSAGES" / "django.po"
    other.write_text(english.read_text("utf-8").replace("Hello", "Hi"), "utf-8")
    english.write_text(english.read_text("utf-8").replace("Hello %(who)s", ""), "utf-8")
    assert messages.main(["--new", "tr", "--from", str(other)], checkout) == 0
    assert capsys.readouterr().out.count("taken from") == 1
    assert messages.main(["--check"], checkout) == 1  # Turkish is empty
    assert polib.pofile(str(english)).find("Hallo %(who)s").msgstr == "Hi %(who)s"
