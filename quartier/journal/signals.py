"""The one signal by which something travels upward: sent after commit, received in an app's receivers.py."""

from django.dispatch import Signal

# Sent with `entry`, once the transaction that wrote it has committed.
recorded = Signal()
