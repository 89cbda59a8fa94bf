"""Strategies that make documents of methods for property tests."""

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from quartier.methods import document as documents
from quartier.methods import vocabulary as v

# Whole documents take a while on a busy machine; that says nothing about the code.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

WORDS = st.text(st.sampled_from("ab äß<&\n*-"), max_size=12)
TITLES = st.sampled_from(["Probe", "Runde", "<b>Fest</b>"])


def _some(values) -> st.SearchStrategy:
    return st.lists(st.sampled_from(values), unique=True, max_size=3)


TEXTS = st.fixed_dictionaries(
    {"title": TITLES},
    optional={
        "summary": WORDS,
        "sections": st.dictionaries(st.sampled_from(v.SECTIONS[:4]), WORDS, max_size=3),
        "phases": st.lists(
            st.fixed_dictionaries({"title": TITLES}, optional={"minutes": st.integers(0, 9)}), max_size=2
        ),
        "checked_by": WORDS,
    },
)
DOCUMENTS = st.fixed_dictionaries(
    {
        "code": st.just("probe"),
        "texts": st.fixed_dictionaries({"de": TEXTS}, optional={"de_plain": TEXTS, "en": TEXTS}),
    },
    optional={
        "level": st.sampled_from(v.LEVELS),
        "people": st.sampled_from([[1, 5], [5, 9]]),
        "lead_weeks": st.integers(0, 3),
        "aims": _some(v.AIMS[:4]),
        "related": _some(["world-cafe", "open-space", "charrette"]),
        "estimate": st.dictionaries(st.sampled_from(v.SCALES[:3]), st.integers(1, 5)),
        "sources": st.lists(st.fixed_dictionaries({"title": TITLES}), max_size=3),
        "authors": TITLES,
    },
).map(documents.parse)
