"""What administrators do to the installation's background jobs."""

from django.db import transaction

from quartier.accounts.models import User
from quartier.accounts.permissions import require
from quartier.jobs.models import Job
from quartier.jobs.schedule import due_now
from quartier.journal.actions import record


@transaction.atomic
def hasten_job(name: str, *, by: User) -> Job:
    """Let a job run as soon as a worker looks. Raises LookupError when no worker has ever seen a job of that name."""
    require(by, "accounts.manage_jobs")
    job = Job.objects.filter(name=name).first()
    if job is None:
        raise LookupError(name)
    record("job.hastened", job, by=by)
    transaction.on_commit(lambda: due_now(name))
    return job
