"""`quartier statutes evaluate RULES.json FACTS.json`: what house rules say about facts, as JSON."""

import datetime as dt
import json
from fractions import Fraction
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import override

from quartier.conferences import reasons
from quartier.conferences.governance import asking, contradictions, facts, records, statutes
from quartier.conferences.governance.answers import Answer
from quartier.conferences.governance.facts import Question
from quartier.conferences.governance.house import House

LARGEST = 20_000_000  # bytes of one file


class Command(BaseCommand):
    """Ask house rules."""

    help = "Evaluate house rules (JSON) with facts (JSON): answers with sentences, rule numbers and facts."

    def add_arguments(self, parser: CommandParser) -> None:
        commands = parser.add_subparsers(dest="command", required=True)
        evaluating = commands.add_parser("evaluate", help="answer the questions in FACTS, or all that can be asked")
        evaluating.add_argument("rules")
        evaluating.add_argument("facts")
        evaluating.add_argument("--lang", choices=["de", "en"], default="de")

    def handle(self, *args: Any, **options: Any) -> None:
        with override(options["lang"]):
            rules = _read(options["rules"], statutes.read)
            known = _read(options["facts"], lambda value: facts.read(value, rules))
            house = House(rules, known)
            answers = [
                _entry(question, answer)
                for question in known.questions or asking.everything(house)
                for answer in asking.ask(house, question)
            ]
            found = [
                {
                    "code": each.code,
                    "rules": [each.first.path, each.second.path],
                    "sentence": reasons.contradiction(each),
                }
                for each in contradictions.find(rules)
            ]
        document = {"contradictions": found, "answers": answers}
        self.stdout.write(json.dumps(document, ensure_ascii=False, indent=1, default=_plain))


def _read(file: str, read: Any) -> Any:
    """Return what a file holds. A mistake ends the command with one sentence and the exit code 2."""
    try:
        path = Path(file)
        if path.stat().st_size > LARGEST:
            raise CommandError(_("%(file)s: Die Datei ist zu groß.") % {"file": file}, returncode=2)
        return read(records.loads(path.read_text(encoding="utf-8-sig")))
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror or error}", returncode=2) from None
    except UnicodeDecodeError:
        raise CommandError(
            _("%(file)s: Die Datei ist nicht in UTF-8 geschrieben.") % {"file": file}, returncode=2
        ) from None
    except records.UnreadableError as error:
        raise CommandError(f"{file}: {reasons.problem(error)}", returncode=2) from None


def _entry(question: Question, answer: Answer) -> dict[str, Any]:
    entry = {
        "question": records.plain(question),
        "outcome": answer.outcome,
        "sentence": reasons.sentence(answer),
        "rules": list(dict.fromkeys(reason.number for reason in answer.reasons if reason.number)),
        "reasons": [{"code": each.code, "rule": each.number, "facts": dict(each.facts)} for each in answer.reasons],
        "facts": dict(answer.facts),
    }
    if question.expect is not None:
        entry["as_expected"] = any(
            each.outcome == answer.outcome and each.sentence in {"", entry["sentence"]} for each in question.expect
        )
    return entry


def _plain(value: object) -> str:
    if isinstance(value, dt.date | Fraction):
        return str(value)
    raise TypeError(type(value).__name__)
