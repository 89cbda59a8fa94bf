"""Which field of an actor is for whose eyes. Pure: no database, no Django."""

from collections.abc import Mapping

from quartier.quarters import vocabulary as v

# field -> (usual audience of an organisation's field, usual audience of an individual's)
USUAL = {
    "about": (v.PUBLIC, v.PUBLIC),
    "web": (v.PUBLIC, v.PUBLIC),
    "opening_hours": (v.PUBLIC, v.PUBLIC),
    "street": (v.PUBLIC, v.COORDINATORS),
    "place": (v.PUBLIC, v.COORDINATORS),
    "since": (v.PUBLIC, v.MEMBERS),
    "emails": (v.MEMBERS, v.COORDINATORS),
    "phones": (v.MEMBERS, v.COORDINATORS),
    "note": (v.COORDINATORS, v.COORDINATORS),
}
# The note is never shown further, and addresses for writing to never in public: there is a contact form.
NARROWEST = {"note": v.COORDINATORS, "emails": v.MEMBERS}


def audience_for(field: str, chosen: Mapping[str, str], *, is_person: bool) -> str:
    """Return the widest audience that may see a field, with what was chosen for this actor.

    A choice is taken only when it is a known audience, and never widens beyond `NARROWEST`.
    """
    usual = USUAL[field][1 if is_person else 0]
    wanted = chosen.get(field, usual)
    wanted = wanted if wanted in v.AUDIENCES else usual
    limit = NARROWEST.get(field, v.PUBLIC)
    return max(wanted, limit, key=v.AUDIENCES.index)


def may_see(audience: str, viewer: str) -> bool:
    """Say whether a viewer belongs to an audience: coordinators see what members see, members what is public."""
    return v.AUDIENCES.index(viewer) >= v.AUDIENCES.index(audience)
