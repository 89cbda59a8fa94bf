"""Who works with whom, who was introduced to whom, and who was asked to take part."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.functions import Greatest, Least
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quartier.base.codes import new_code
from quartier.base.constraints import one_of
from quartier.quarters import vocabulary as v
from quartier.quarters.models.actor import Actor, ContactPerson
from quartier.quarters.models.consent import Consent
from quartier.quarters.models.quarter import Quarter
from quartier.quarters.roles import PERSON_LINK, coordinated_by, links_of


class Tie(models.Model):
    """Two actors of one quarter who work together. `one` has the smaller key, so each pair has one row at most."""

    class Weight(models.IntegerChoices):
        LOOSE = 1, _("ab und zu")
        REGULAR = 3, _("regelmäßig")
        CLOSE = 5, _("eng")

    quarter = models.ForeignKey(Quarter, on_delete=models.CASCADE, related_name="ties")
    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    one = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="+")
    kinds = models.JSONField(default=list, blank=True)  # codes of v.TIE_KINDS
    since = models.CharField(max_length=40, blank=True)  # as somebody wrote it
    weight = models.PositiveSmallIntegerField(choices=Weight, default=Weight.LOOSE)
    note = models.TextField(max_length=2000, blank=True)  # for coordinators and the two themselves
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="tie_once"),
            models.CheckConstraint(condition=models.Q(one__lt=models.F("other")), name="tie_smaller_key_first"),
            models.CheckConstraint(condition=models.Q(weight__in=[1, 3, 5]), name="tie_weight_known"),
        ]
        verbose_name = "Verbindung"
        verbose_name_plural = "Verbindungen"

    def __str__(self) -> str:
        return f"{self.one} – {self.other}"  # individuals by code: the journal keeps this

    @property
    def quarter_code(self) -> str:
        return self.quarter.code


class IntroductionQuerySet(models.QuerySet["Introduction"]):
    """Reading introductions."""

    def visible_to(self, user: Any) -> "IntroductionQuerySet":
        """Return those of the quarters that the person coordinates, and those that concern their own actor.

        An individual who no longer agrees to be seen is not seen here either, unless they have met already.
        """
        codes = [subject for purpose, subject in links_of(user) if purpose == PERSON_LINK]
        kept = models.Q(quarter__in=coordinated_by(user))
        if codes:
            own = Actor.objects.filter(people__code__in=codes)
            seen = Actor.objects.shown_to(v.MEMBERS)
            met = models.Q(state=Introduction.State.BOTH_AGREED)
            shown = models.Q(offer_side__in=seen, seek_side__in=seen) | met
            kept |= (models.Q(offer_side__in=own) | models.Q(seek_side__in=own)) & shown
        return self.filter(kept)


class Introduction(models.Model):
    """Two actors who could talk: one offers what the other seeks. Contact data are exchanged when both have agreed.

    What they offer and seek is kept as it was said then. Two actors are introduced once, whoever of them offers.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("vorgeschlagen")
        ONE_AGREED = "one_agreed", _("eine Seite möchte")
        BOTH_AGREED = "both_agreed", _("beide möchten")
        DECLINED = "declined", _("daraus wird nichts")

    OPEN = (State.PROPOSED, State.ONE_AGREED)  # somebody still has to decide

    quarter = models.ForeignKey(Quarter, on_delete=models.CASCADE, related_name="introductions")
    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    offer_side = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="+")
    seek_side = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="+")
    offer_text = models.CharField(max_length=300)
    seek_text = models.CharField(max_length=300)
    state = models.CharField(max_length=12, choices=State, default=State.PROPOSED)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )  # None: a contact person by their link, or somebody who has been erased
    created_at = models.DateTimeField(auto_now_add=True)

    objects = IntroductionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                Least("offer_side", "seek_side"), Greatest("offer_side", "seek_side"), name="introduction_once"
            ),
            models.CheckConstraint(condition=~models.Q(offer_side=models.F("seek_side")), name="introduction_of_two"),
            one_of("introduction", "state", ["proposed", "one_agreed", "both_agreed", "declined"]),
        ]
        verbose_name = "Vorstellung"
        verbose_name_plural = "Vorstellungen"

    def __str__(self) -> str:
        return f"{self.offer_side} – {self.seek_side}"  # individuals by code: the journal keeps this

    def get_absolute_url(self) -> str:
        return reverse("introduction", args=[self.quarter.code, self.code])

    @property
    def quarter_code(self) -> str:
        return self.quarter.code

    @property
    def is_open(self) -> bool:
        """Somebody still has to decide."""
        return self.state in self.OPEN

    @property
    def sides(self) -> tuple[Actor, Actor]:
        """Who offers, and who seeks."""
        return self.offer_side, self.seek_side


class Decision(models.Model):
    """What one side of an introduction has decided, through whom, and how that was heard.

    Without its person an agreement counts no longer: there is nobody left whose address could be passed on.
    """

    introduction = models.ForeignKey(Introduction, on_delete=models.CASCADE, related_name="decisions")
    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="+")
    agrees = models.BooleanField()
    person = models.ForeignKey(ContactPerson, null=True, on_delete=models.SET_NULL, related_name="+")
    text_version = models.CharField(max_length=20)
    channel = models.CharField(max_length=8, choices=Consent.Channel)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )  # a coordinator who wrote it down; None: the person themselves
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["introduction", "actor"], name="decision_once"),
            one_of("decision", "channel", ["web", "paper", "phone", "mail"]),
        ]

    def __str__(self) -> str:
        return f"{self.actor} {self.agrees}"


class ApproachQuerySet(models.QuerySet["Approach"]):
    """Reading who was asked."""

    def visible_to(self, user: Any) -> "ApproachQuerySet":
        """Return those of the quarters that the person coordinates."""
        return self.filter(quarter__in=coordinated_by(user))


class Approach(models.Model):
    """Somebody of a missing kind was asked to take part."""

    class Answer(models.TextChoices):
        OPEN = "open", _("noch keine Antwort")
        JOINED = "joined", _("macht mit")
        DECLINED = "declined", _("hat abgesagt")

    quarter = models.ForeignKey(Quarter, on_delete=models.CASCADE, related_name="approaches")
    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    kind = models.CharField(max_length=24)
    asked_on = models.DateField(default=timezone.localdate)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answer = models.CharField(max_length=10, choices=Answer, default=Answer.OPEN)
    answered_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True)

    objects = ApproachQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_on", "-pk"]
        constraints = [
            one_of("approach", "kind", v.KINDS),
            one_of("approach", "answer", ["open", "joined", "declined"]),
        ]
        verbose_name = "Anfrage"
        verbose_name_plural = "Anfragen"

    def __str__(self) -> str:
        return f"{self.kind} {self.asked_on:%Y-%m-%d}"

    @property
    def quarter_code(self) -> str:
        return self.quarter.code
