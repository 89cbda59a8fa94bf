"""The product with one promise broken, for the controls: QUARTIER_MUTANT names which."""

import os
import queue
import signal
import threading
import time

from django.apps import AppConfig


class MutantsConfig(AppConfig):
    """Breaks what QUARTIER_MUTANT says."""

    name = "tests.faults.mutants"
    label = "mutants"

    def ready(self) -> None:
        """Put the mutant in place of the action."""
        in_place = {"uncounted": _uncounted, "unlocked": _unlocked, "mute": _mute, "deaf": _deaf}
        if change := in_place.get(os.environ["QUARTIER_MUTANT"]):
            change()
            return
        from quartier.methods.actions import assessing

        mutant = {"late": _late, "twice": _twice}[os.environ["QUARTIER_MUTANT"]]
        assessing.save_assessment = mutant(assessing.save_assessment)


def _late(save):
    """Acknowledge first, write a second later."""
    waiting: queue.Queue = queue.Queue()

    def write() -> None:
        while True:
            time.sleep(1)
            while not waiting.empty():
                method, values, by = waiting.get()
                save(method, values, by=by)

    threading.Thread(target=write, daemon=True).start()
    return lambda method, values, *, by: waiting.put((method, values, by))


def _twice(_save):
    """Look first, then insert, and trust that nobody came between. (Its control drops the constraint.)"""
    from quartier.methods.actions.assessing import FIELDS
    from quartier.methods.models import Assessment

    def save(method, values, *, by):
        given = {key: value for key, value in values.items() if key in FIELDS}
        is_there = Assessment.objects.filter(method=method, author=by).exists()
        time.sleep(0.1)  # so that even a starved machine lets somebody come between
        if is_there:
            Assessment.objects.filter(method=method, author=by).update(**given)
        else:
            Assessment.objects.create(method=method, author=by, **given)

    return save


def _uncounted() -> None:
    """Count as Django's cache in the database does: read, and then write. A pause lets others come between."""
    from quartier.base.countingcache import CountingDatabaseCache

    def incr(self, key, delta=1, version=None):
        value = self.get(key, version=version)
        time.sleep(0.1)
        self.set(key, value + delta, version=version)
        return value + delta

    CountingDatabaseCache.incr = incr


def _unlocked() -> None:
    """Let the limits of signing in read and then write, without a lock. A pause lets others come between."""
    from contextlib import nullcontext

    from allauth.core.internal import ratelimit

    apply = ratelimit.apply_rate

    def slowly(*args, **kwargs):
        time.sleep(0.1)
        return apply(*args, **kwargs)

    ratelimit.cache_lock = lambda cache_key: nullcontext(True)
    ratelimit.apply_rate = slowly


def _mute() -> None:
    """Break no promise, but kill the whole server between the commit of a submission and its answer."""
    from quartier.journal import receipts

    once = receipts.once

    def dying(*args):
        once(*args)
        os.killpg(os.getpgrp(), signal.SIGKILL)

    receipts.once = dying


def _deaf() -> None:
    """Ignore the key of a submission."""
    from quartier.journal import receipts

    receipts.once = lambda user, key, content, act: (act(), False)
