"""Says whether the PostgreSQL and the Redis at two addresses answer; exit code 1 and one sentence when not."""

import sys

import psycopg
import redis

database, cache = sys.argv[1:]
try:
    psycopg.connect(database, connect_timeout=5).close()
except psycopg.Error as error:
    sys.exit(f"PostgreSQL does not answer at {database.rpartition('@')[2]}: {str(error).strip().splitlines()[-1]}")
try:
    redis.Redis.from_url(cache, socket_connect_timeout=5).ping()
except redis.RedisError as error:
    sys.exit(f"Redis does not answer at {cache.rpartition('@')[2]}: {error}")
