"""Whether the domain of a mail address is one that an organisation stands for. Pure: no database, no Django.

Only equality counts. Whatever is merely like it (a longer name, a subdomain, a letter of another script) is for a
person to judge: of `boese-awo-aachen.de` and `awo-aachen.de.evil` no rule knows whose they are.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import SplitResult, urlsplit

SAME, SHARED, REWRITTEN, BELOW, DIFFERENT = "same", "shared", "rewritten", "below", "different"
PROVIDER, UNVERIFIED, NOTHING_LISTED = "provider", "unverified", "nothing_listed"

# Anybody gets an address, or a page, there. So does anybody below them.
_PROVIDERS = """
gmx.de gmx.net gmx.at gmx.ch gmx.com gmx.org gmx.info gmx.biz gmx.eu web.de email.de mail.de mail.com post.com
gmail.com googlemail.com google.com outlook.com outlook.de hotmail.com hotmail.de live.com live.de msn.com
t-online.de magenta.de telekom.de freenet.de arcor.de vodafone.de vodafonemail.de o2.de o2online.de o2mail.de
genion.de alice.de alice-dsl.net alice-dsl.de 1und1.de 1und1mail.de online.de online.net onlinehome.de
netcologne.de koeln.de ewe.net ewetel.net unitybox.de unity-mail.de kabelmail.de kabelbw.de versanet.de
versatel.de nexgo.de htp-tel.de osnanet.de teleos-web.de muenster.de ish.de tonline.de compuserve.de
yahoo.com yahoo.de ymail.com rocketmail.com aol.com aol.de icloud.com me.com mac.com posteo.de posteo.net
posteo.org posteo.eu mailbox.org proton.me protonmail.com protonmail.ch pm.me tutanota.com tutanota.de tuta.io
tuta.com tutamail.com keemail.me fastmail.com fastmail.fm hey.com zoho.com zohomail.eu hushmail.com runbox.com
disroot.org riseup.net systemli.org systemausfall.org so36.net firemail.de lycos.de directbox.com directbox.de
emailn.de smart-mail.de kolabnow.com startmail.com vivaldi.net
mail.ru inbox.ru bk.ru list.ru internet.ru rambler.ru yandex.ru yandex.com ya.ru ukr.net i.ua meta.ua bigmir.net
wp.pl o2.pl onet.pl onet.eu op.pl interia.pl poczta.fm gazeta.pl abv.bg mail.bg dir.bg seznam.cz centrum.cz
azet.sk mynet.com freemail.hu citromail.hu libero.it virgilio.it tiscali.it alice.it tin.it orange.fr wanadoo.fr
free.fr sfr.fr laposte.net bluewin.ch hispeed.ch sunrise.ch chello.at aon.at ziggo.nl kpnmail.nl telenet.be
skynet.be qq.com 163.com 126.com sina.com naver.com daum.net rediffmail.com
mailinator.com trash-mail.com trashmail.com wegwerfmail.de guerrillamail.com yopmail.com 10minutemail.com
temp-mail.org byom.de spambog.com sharklasers.com mailnesia.com discard.email
facebook.com fb.com instagram.com youtube.com twitter.com x.com tiktok.com linkedin.com xing.com whatsapp.com
t.me telegram.org threads.net linktr.ee nebenan.de meetup.com eventbrite.de betterplace.org
wordpress.com blogspot.com blogspot.de jimdo.com jimdofree.com jimdosite.com wix.com wixsite.com weebly.com
webnode.com webnode.de site123.me strikingly.com squarespace.com github.io gitlab.io netlify.app vercel.app
tumblr.com medium.com notion.site de.tl npage.de beepworld.de homepage-baukasten.de chayns.site cms4people.de
"""
PROVIDERS = frozenset(_PROVIDERS.split())
# Providers with a domain in every country: yahoo.fr, hotmail.co.uk, gmx.li.
_BRANDS = "gmx gmail googlemail hotmail outlook live msn yahoo ymail aol icloud yandex protonmail"
BRANDS = frozenset(_BRANDS.split())

# Old and new rules of international names take these for different letters ("ß" is "ss" to the old ones): a mail may
# arrive at another domain than the browser opens.
_DEVIATING = re.compile("[ßẞς\u200c\u200d]")
_NAME = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


@dataclass(frozen=True)
class Listed:
    """What the directory says of one organisation: mail addresses, and a page in the web.

    `by_others` are those of the two fields that somebody else than a coordinator wrote last. They do not count: else
    whoever looks after an entry could let in anybody.
    """

    emails: tuple[str, ...] = ()
    web: str = ""
    by_others: frozenset[str] = frozenset()

    def stands_for(self) -> frozenset[str]:
        """Return the domains that are its own, as ASCII.

        A page below a host (`https://www.stadt.de/kita`) is a page on the site of somebody else.
        """
        emails = () if "emails" in self.by_others else self.emails
        own = host_of(self.web) if "web" not in self.by_others and is_whole_site(self.web) else ""
        return frozenset({*map(domain_of, emails), own} - {""})

    def mentions(self) -> frozenset[str]:
        """Return all the domains in its entry, also those of others."""
        return frozenset({*map(domain_of, self.emails), host_of(self.web)} - {""})


@dataclass(frozen=True)
class Comparison:
    """What a comparison says, and what it compared: domains as ASCII."""

    verdict: str
    domain: str  # of the mail address; empty when it has none that can be compared
    listed: tuple[str, ...]  # those of the entry

    @property
    def is_same(self) -> bool:
        """The address alone says that somebody belongs to the organisation."""
        return self.verdict == SAME

    @property
    def has_other_letters(self) -> bool:
        """The domain of the address holds letters beyond a to z: it may look like another one."""
        return "xn--" in self.domain


def compare(address: str, listed: Listed, others: Iterable[Listed], *, is_verified: bool) -> Comparison:
    """Compare a mail address with an entry, `others` being the rest of the directory."""
    domain = domain_of(address)
    verdict = _verdict(domain, listed, others) if is_verified else UNVERIFIED
    return Comparison(verdict, domain, tuple(sorted(listed.mentions())))


def _verdict(domain: str, listed: Listed, others: Iterable[Listed]) -> str:
    if is_provider(domain):
        return PROVIDER
    if domain and domain in listed.stands_for():
        return SHARED if any(domain in other.mentions() for other in others) else SAME
    if domain and domain in replace(listed, by_others=frozenset()).stands_for():
        return REWRITTEN
    if domain in listed.mentions():
        return BELOW
    return DIFFERENT if listed.mentions() else NOTHING_LISTED


def domain_of(address: str) -> str:
    """Return the domain of a mail address as ASCII; "" when it has none that can be compared."""
    local, at, domain = address.strip().rpartition("@")
    return ascii_name(domain) if local and at else ""


def host_of(web: str) -> str:
    """Return the host of a web address as ASCII, without `www.`; "" when it has none that can be compared."""
    parts = _parts(web)
    # A name before the host looks like a host of its own: https://awo-aachen.de@evil.example
    host = ascii_name(parts.hostname or "") if parts and "@" not in parts.netloc else ""
    return host.removeprefix("www.") if host.count(".") > 1 else host


def is_whole_site(web: str) -> bool:
    """Say whether a web address is a host and nothing below it."""
    parts = _parts(web)
    return parts is not None and parts.path in {"", "/"} and not parts.query


def _parts(web: str) -> SplitResult | None:
    text = web.strip()
    try:
        parts = urlsplit(text if _SCHEME.match(text) else f"https://{text}")
        return parts if parts.hostname else None
    except ValueError:
        return None


def ascii_name(name: str) -> str:
    """Return a domain as the name system has it: lower case, ASCII; "" when it is none, or not the same to all."""
    plain = unicodedata.normalize("NFC", name).removesuffix(".")
    if _DEVIATING.search(plain):
        return ""
    try:
        written = plain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return ""
    return written if len(written) <= 253 and _NAME.fullmatch(written) else ""


def shown(domain: str) -> str:
    """Return a domain for people: a name in other letters with what it is in ASCII beside it."""
    try:
        readable = domain.encode("ascii").decode("idna") if "xn--" in domain else domain
    except UnicodeError:
        readable = domain
    return domain if readable == domain else f"{readable} ({domain})"


def is_provider(domain: str) -> bool:
    """Say whether anybody can have an address there: a provider, or a name below one."""
    labels = domain.split(".")
    below = {".".join(labels[start:]) for start in range(len(labels))}
    return bool(below & PROVIDERS) or labels[0] in BRANDS
