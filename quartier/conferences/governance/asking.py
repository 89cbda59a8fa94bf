"""Questions as data, asked of a house."""

from collections.abc import Callable

from quartier.conferences.governance import bias, deciding, money, offices, sittings, voting
from quartier.conferences.governance.answers import Answer
from quartier.conferences.governance.facts import Question
from quartier.conferences.governance.house import House


def ask(house: House, question: Question) -> list[Answer]:
    """Return the answers to a question; only who is new to voting and what is due have more or fewer than one."""
    return _ASKED[question.ask](house, question)


def everything(house: House) -> list[Question]:
    """Return what can be asked of these facts: of the latest meeting, and of all decisions, applications, offices."""
    today = house.facts.today
    past = [meeting for meeting in house.meetings if today is None or meeting.date <= today]
    asked = []
    for meeting in past[-1:]:
        asked += [Question(ask, meeting=meeting.id) for ask in ("notice", "quorate", "voters", "new_voters")]
        asked += [Question("may_vote", person=person, meeting=meeting.id) for person in house.people]
    asked += [Question("adopted", decision=each) for each in sorted(house.decisions)]
    asked += [Question("formally_fine", application=each) for each in sorted(house.applications)]
    if today:
        asked += [Question("conditions", office=office.code, today=today) for office in house.statutes.offices]
        asked.append(Question("due", today=today))
    return asked


def _may_vote(house: House, q: Question) -> list[Answer]:
    return [voting.may_vote(house, q.person, q.meeting, item=q.item, kind=q.kind, application=q.application)]


def _voters(house: House, q: Question) -> list[Answer]:
    return [deciding.admitted(house, q.meeting, item=q.item, kind=q.kind, application=q.application)]


def _eligible(house: House, q: Question) -> list[Answer]:
    day = q.today or house.facts.today
    return [offices.eligible(house, q.person, q.office, day)] if day else []


def _conditions(house: House, q: Question) -> list[Answer]:
    day = q.today or house.facts.today
    return [offices.conditions(house, q.office, day)] if day else []


def _due(house: House, q: Question) -> list[Answer]:
    day = q.today or house.facts.today
    return offices.due(house, day, q.days) if day else []


_ASKED: dict[str, Callable[[House, Question], list[Answer]]] = {
    "may_vote": _may_vote,
    "voters": _voters,
    "new_voters": lambda house, q: voting.new_voters(house, q.meeting),
    "quorate": lambda house, q: [sittings.quorate(house, q.meeting, item=q.item)],
    "notice": lambda house, q: [sittings.notice(house, q.meeting)],
    "adopted": lambda house, q: [deciding.adopted(house, q.decision)],
    "biased": lambda house, q: [bias.biased(house, q.person, q.application)],
    "who_decides": lambda house, q: [money.who_decides(house, q.cents or 0)],
    "formally_fine": lambda house, q: [money.formally_fine(house, q.application)],
    "eligible": _eligible,
    "conditions": _conditions,
    "due": _due,
}
