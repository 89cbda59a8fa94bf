"""Each house rule as one or two sentences, in the language of the page."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from quartier.conferences import reason_words as words
from quartier.conferences import spoken
from quartier.conferences.governance import statutes as s

_BECAUSE = {
    "applicant": _lazy("wer ihn stellt"),
    "relative": _lazy("wessen Angehörige ihn stellen"),
    "institution": _lazy("wessen Einrichtung ihn stellt"),
    "benefit": _lazy("wer einen Vorteil davon hat"),
}
_GUESTS = {
    "none": _lazy("Gäste sind nicht vorgesehen."),
    "listen": _lazy("Gäste dürfen zuhören."),
    "speak": _lazy("Gäste dürfen mitreden."),
}
_TIES = {
    "rejected": _lazy("Bei Stimmengleichheit ist es abgelehnt."),
    "chair": _lazy("Bei Stimmengleichheit entscheidet der Vorsitz."),
    "lot": _lazy("Bei Stimmengleichheit entscheidet das Los."),
}


class Names:
    """What the codes of a document are called."""

    def __init__(self, rules: s.Statutes) -> None:
        self._names = {entry.code: entry.name for entry in (*rules.memberships, *rules.decisions)}
        self._names |= {office.code: office.name for office in rules.offices}

    def __call__(self, codes: tuple[str, ...]) -> str:
        return spoken.all_of(_("„%(name)s“") % {"name": self._names.get(code, code)} for code in codes)


def _memberships(_names: Names, kinds: tuple[s.Named, ...]) -> str:
    return _("Dazu gehören: %(names)s.") % {"names": ", ".join(kind.name for kind in kinds)}


def _seats(_names: Names, seats: tuple[s.Seat, ...]) -> str:
    text = ngettext(
        "Es gibt %(count)s Sitz mit einer Stimme: %(names)s.",
        "Es gibt %(count)s Sitze mit je einer Stimme: %(names)s.",
        len(seats),
    )
    return text % {"count": len(seats), "names": ", ".join(seat.name for seat in seats)}


def _opinion_only(_names: Names, _rule: s.Rule) -> str:
    return _("Es wird nicht abgestimmt. Ein Meinungsbild ist möglich.")


def _vote(names: Names, ground: s.Ground) -> str:
    parts = [_way(names, ground)]
    if ground.how == "member":
        parts.append(_("da ist"))
    if ground.memberships and ground.how != "member":
        parts.append(_("zu %(names)s gehört") % {"names": names(ground.memberships)})
    if ground.is_local:
        parts.append(_("hier wohnt oder arbeitet"))
    if ground.minimum_age is not None:
        parts.append(_("mindestens %(age)s Jahre alt ist") % {"age": ground.minimum_age})
    return _("Abstimmen darf, wer %(conditions)s.") % {"conditions": spoken.all_of(parts)}


def _way(names: Names, ground: s.Ground) -> str:
    if ground.how == "presences":
        within = spoken.span(ground.months, ground.meetings)
        return _("zum %(nth)sn Mal %(within)s da ist") % {"nth": spoken.nth(ground.presences), "within": within}
    if ground.how == "elected":
        return _("gewählt ist (%(offices)s)") % {"offices": names(ground.offices)}
    if ground.how == "member":
        if not ground.memberships:
            return _("dazugehört")
        return _("zu %(names)s gehört") % {"names": names(ground.memberships)}
    return {"present": _("da ist"), "seat": _("einen Sitz hat")}[ground.how]


def _lapse(_names: Names, lapse: s.Lapse) -> str:
    parts = []
    if lapse.months is not None:
        parts.append(_("%(span)s lang nicht da war") % {"span": spoken.months(lapse.months)})
    if lapse.absences is not None:
        parts.append(_("%(count)s Mal hintereinander unentschuldigt fehlte") % {"count": lapse.absences})
    if not parts:
        return _("Ein solches Stimmrecht erlischt nicht.")
    return _("Ein solches Stimmrecht erlischt, wenn jemand %(when)s.") % {"when": spoken.any_of(parts)}


def _without_vote(names: Names, rule: s.WithoutVote) -> str:
    return _("Keine Stimme haben: %(names)s.") % {"names": names(rule.memberships)}


def _one_vote(_names: Names, rule: s.OneVote) -> str:
    return {
        "person": _("Jede Person hat eine Stimme."),
        "household": _("Jeder Haushalt hat eine Stimme."),
        "institution": _("Jede Einrichtung hat eine Stimme."),
    }[rule.per]


def _substitutes(_names: Names, _rule: s.Rule) -> str:
    return _("Ist jemand mit einem Sitz nicht da, stimmt die Vertretung ab.")


def _decisions(_names: Names, kinds: tuple[s.Named, ...]) -> str:
    return _("Besondere Beschlüsse sind: %(names)s.") % {"names": ", ".join(kind.name for kind in kinds)}


def _quorum(names: Names, quorum: s.Quorum) -> str:
    if quorum.how == "none":
        return _("Es braucht keine Mindestzahl.")
    if quorum.how == "invitation":
        return _("Beschlussfähig sind wir, wenn richtig eingeladen wurde.")
    if quorum.how == "count":
        text = ngettext("%(count)s Stimmberechtigte da ist", "%(count)s Stimmberechtigte da sind", quorum.count)
        there = text % {"count": quorum.count}
    else:
        of = words.BASES[quorum.of]
        there = _("%(share)s %(of)s da ist") % {"share": spoken.share(quorum.share or Fraction(0)), "of": of}
    quotas = [
        _("mindestens %(count)s aus %(name)s") % {"count": quota.count, "name": names((quota.membership,))}
        for quota in quorum.quotas
    ]
    among = _(", darunter %(quotas)s") % {"quotas": spoken.all_of(quotas)} if quotas else ""
    counted = {"start": _("Gezählt wird zu Beginn."), "vote": _("Gezählt wird bei der Abstimmung.")}[quorum.counted]
    return _("Beschlussfähig sind wir, wenn %(there)s%(among)s.") % {"there": there, "among": among} + f" {counted}"


def _majority(names: Names, majority: s.Majority) -> str:
    found = [_for_whom(names, majority)]
    if majority.how == "simple":
        found.append(str(_TIES[majority.tie]))
    if majority.how == "consensus" and majority.abstentions_block:
        found.append(_("Auch eine Enthaltung verhindert den Beschluss."))
    if majority.electorate:
        found.append(_("Darüber stimmen nur ab: %(names)s.") % {"names": names(majority.electorate)})
    if majority.secret_on_request:
        found.append(_("Wer es verlangt, bekommt eine geheime Abstimmung."))
    return " ".join(found)


def _for_whom(names: Names, majority: s.Majority) -> str:
    share = spoken.share(majority.share) if majority.share is not None else ""
    facts = {"of": words.BASES[majority.of], "share": share, "kinds": names(majority.kinds)}
    general, special = {
        "simple": (
            _("Angenommen ist, was mehr Ja als Nein bekommt."),
            _("Bei %(kinds)s ist angenommen, was mehr Ja als Nein bekommt."),
        ),
        "absolute": (
            _("Angenommen ist, was mehr als die Hälfte %(of)s bekommt."),
            _("Bei %(kinds)s ist angenommen, was mehr als die Hälfte %(of)s bekommt."),
        ),
        "share": (
            _("Angenommen ist, was mindestens %(share)s %(of)s bekommt."),
            _("Bei %(kinds)s ist angenommen, was mindestens %(share)s %(of)s bekommt."),
        ),
        "consensus": (
            _("Angenommen ist, wogegen niemand etwas einwendet."),
            _("Bei %(kinds)s ist angenommen, wogegen niemand etwas einwendet."),
        ),
    }[majority.how]
    return (special if majority.kinds else general) % facts


def _bias(_names: Names, bias: s.Bias) -> str:
    who = spoken.any_of(_BECAUSE[because] for because in bias.because)
    speaks = _("Mitreden ist erlaubt.") if bias.may_speak else _("Auch mitreden sollen diese Personen dabei nicht.")
    return _("Über einen Antrag stimmt nicht mit ab, %(who)s.") % {"who": who} + f" {speaks}"


def _notice(_names: Names, notice: s.Notice) -> str:
    text = _("Zu jedem Treffen wird mindestens %(days)s vorher öffentlich eingeladen.")
    enclosed = _("Der Einladung liegt bei: %(what)s.") % {"what": ", ".join(notice.enclosed)}
    return text % {"days": spoken.days(notice.days)} + (f" {enclosed}" if notice.enclosed else "")


def _publicity(_names: Names, rule: s.Publicity) -> str:
    minutes = _("Das Protokoll ist öffentlich.") if rule.minutes_public else _("Das Protokoll ist nicht öffentlich.")
    found = [
        _("Die Treffen sind öffentlich.") if rule.is_public else _("Die Treffen sind nicht öffentlich."),
        str(_GUESTS[rule.guests]),
        minutes,
    ]
    if rule.minutes_to:
        found.append(_("Es geht an: %(whom)s.") % {"whom": ", ".join(rule.minutes_to)})
    return " ".join(found)


def _rhythm(_names: Names, rhythm: s.Rhythm) -> str:
    return _("Wir treffen uns mindestens %(count)s Mal im Jahr.") % {"count": rhythm.per_year}


def _office(names: Names, office: s.Office) -> str:
    found = f"{office.name}: {_size(office)}"
    if office.memberships:
        found += _(", gewählt aus %(names)s") % {"names": names(office.memberships)}
    return f"{found}."


def _size(office: s.Office) -> str:
    if office.least is None and office.most is None:
        return _("Die Zahl ist offen")
    number = office.most if office.most is not None else office.least or 0
    facts = {"least": office.least, "most": office.most}
    if office.least == office.most:
        return ngettext("%(most)s Person", "%(most)s Personen", number) % facts
    if office.most is None:
        return ngettext("mindestens %(least)s Person", "mindestens %(least)s Personen", number) % facts
    if office.least is None:
        return ngettext("höchstens %(most)s Person", "höchstens %(most)s Personen", number) % facts
    return _("%(least)s bis %(most)s Personen") % facts


def _term(_names: Names, term: s.Term) -> str:
    if term.months is not None:
        return _("Die Amtszeit dauert %(span)s.") % {"span": spoken.months(term.months)}
    begins, ends = (date_format(day, _("j. F Y")) if day else "" for day in (term.begins, term.ends))
    if begins and ends:
        return _("Die Amtszeit läuft vom %(begins)s bis zum %(ends)s.") % {"begins": begins, "ends": ends}
    return _("Die Amtszeit endet am %(ends)s.") % {"ends": ends} if ends else _("Die Amtszeit ist offen.")


def _no_politicians(_names: Names, _rule: s.Rule) -> str:
    return _("Wer ein politisches Mandat hat, kann dafür nicht gewählt werden.")


def _condition(names: Names, condition: s.Condition) -> str:
    text = ngettext(
        "%(office)s: Mindestens %(count)s Person gehört zu %(membership)s.",
        "%(office)s: Mindestens %(count)s Personen gehören zu %(membership)s.",
        condition.at_least,
    )
    facts = {"office": names((condition.office,)), "membership": names((condition.membership,))}
    return text % (facts | {"count": condition.at_least})


def _band(_names: Names, band: s.Band) -> str:
    facts = {"decides": band.decides, "recommends": band.recommends}
    facts |= {"above": spoken.money(band.above or 0), "up_to": spoken.money(band.up_to or 0)}
    if band.above and band.up_to is not None:
        text = _("Von mehr als %(above)s bis %(up_to)s entscheidet: %(decides)s.")
    elif band.up_to is not None:
        text = _("Bis %(up_to)s entscheidet: %(decides)s.")
    else:
        text = (
            _("Bei mehr als %(above)s entscheidet: %(decides)s.") if band.above else _("Es entscheidet: %(decides)s.")
        )
    recommends = _("Vorher empfiehlt: %(recommends)s.") if band.recommends else ""
    return f"{text} {recommends}" % facts


def _fund(_names: Names, fund: s.Fund) -> str:
    if fund.per_year is None:
        return _("Es gibt Geld für Projekte.")
    return _("Im Jahr gibt es %(money)s für Projekte.") % {"money": spoken.money(fund.per_year)}


def _own_share(_names: Names, own: s.OwnShare) -> str:
    text = _("Wer Geld bekommt, trägt von den Kosten mindestens %(share)s selbst.")
    hour = _("Eine ehrenamtliche Stunde zählt dabei %(money)s.") % {"money": spoken.money(own.hour_cents)}
    return text % {"share": spoken.share(own.share)} + (f" {hour}" if own.hour_cents else "")


def _applicants(_names: Names, rule: s.Applicants) -> str:
    kinds = ", ".join(str(words.VALUES[kind]) for kind in rule.kinds)
    found = [_("Beantragen können: %(kinds)s.") % {"kinds": kinds}]
    if rule.with_partner:
        found.append(_("Wer nicht dazugehört, braucht einen Partner, der dazugehört."))
    if rule.may_vote:
        found.append(_("Wer beantragt, darf mit abstimmen."))
    return " ".join(found)


def _proof(_names: Names, proof: s.Proof) -> str:
    text = ngettext(
        "Spätestens %(count)s Monat nach dem Ende wird belegt, wofür das Geld ausgegeben wurde.",
        "Spätestens %(count)s Monate nach dem Ende wird belegt, wofür das Geld ausgegeben wurde.",
        proof.months,
    )
    return text % {"count": proof.months}


WORDS: dict[str, Callable[[Names, Any], str]] = {
    "memberships": _memberships,
    "seats": _seats,
    "opinion_only": _opinion_only,
    "votes": _vote,
    "votes.lapse": _lapse,
    "without_vote": _without_vote,
    "one_vote": _one_vote,
    "substitutes": _substitutes,
    "decisions": _decisions,
    "quorum": _quorum,
    "majorities": _majority,
    "bias": _bias,
    "notice": _notice,
    "publicity": _publicity,
    "rhythm": _rhythm,
    "offices": _office,
    "offices.term": _term,
    "offices.no_politicians": _no_politicians,
    "conditions": _condition,
    "competence": _band,
    "fund": _fund,
    "fund.own_share": _own_share,
    "fund.applicants": _applicants,
    "fund.proof": _proof,
}
