"""What the console says when the server is up."""

import sys

from django.conf import settings

from quartier.accounts.actions.instance import setup_secret
from quartier.accounts.actions.links import sign_in_path
from quartier.accounts.models import User
from quartier.portal.demo import ADMINISTRATOR


def welcome() -> None:
    """Print the address and how to sign in: the wizard's link, or a link for the demo's administrator."""
    print(f"\n  Quartier: {settings.BASE_URL}/", file=sys.stderr)
    secret = setup_secret()
    demo = User.objects.filter(email=ADMINISTRATOR[0], is_active=True).first()
    if secret:
        print(f"  Set up:   {settings.BASE_URL}/einrichten/?geheimnis={secret}", file=sys.stderr)
    elif demo:
        print(f"  Sign in:  {settings.BASE_URL}{sign_in_path(demo)}  (once, as {demo.name})", file=sys.stderr)
    else:
        print(f"  Sign in:  {settings.BASE_URL}/konto/login/code/", file=sys.stderr)
    print("  Stop:     Ctrl+C\n", file=sys.stderr, flush=True)
