"""Steps of signing in that differ from allauth's."""

from typing import Any

from allauth.mfa.stages import AuthenticateStage


class SecondStep(AuthenticateStage):
    """The passkey on top of the code, for editors and administrators who have one.

    For everybody else a passkey is another way in, not another lock: who loses a telephone still gets a code.
    """

    def handle(self) -> tuple[Any, bool]:
        """Go on without asking unless the person has a task."""
        user = self.login.user
        if user is not None and not user.is_editor:
            return None, True
        answer: tuple[Any, bool] = super().handle()
        return answer
