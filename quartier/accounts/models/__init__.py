"""People who sign in, guests with a link, the keys of programs, and the installation itself."""

from quartier.accounts.models.instance import Instance
from quartier.accounts.models.link import PersonalLink
from quartier.accounts.models.token import ApiToken
from quartier.accounts.models.user import User

__all__ = ["ApiToken", "Instance", "PersonalLink", "User"]
