"""What is counted while requests are answered. Labels are names of routes, never addresses: they stay few."""

from prometheus_client import Counter, Histogram

REQUESTS = Counter("quartier_requests", "Requests answered by Django.", ["method", "route", "status"])
SECONDS = Histogram(
    "quartier_request_seconds",
    "Time to answer a request.",
    ["route"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)
DATABASE_ERRORS = Counter("quartier_database_errors", "Errors of the database that ended a request or a job's look.")
CACHE_ERRORS = Counter("quartier_cache_errors", "Uses of the cache that failed and were done without it.")
