"""./bench [GROUP]: set up what has changed, then print one JSON line per figure. docs/guides/measure.md reads them."""

import subprocess
import sys

import setup


def _bench() -> int:
    setup.packages("dev")
    setup.assets()
    setup.say("Building what the pages load")
    setup.run(setup.BIN / "quartier", "assets", what="Building what the pages load")
    setup.run(setup.BIN / "quartier", "collectstatic", "--no-input", what="Collecting what the pages load")
    command = [str(setup.PYTHON), "-m", "benchmarks", *sys.argv[1:]]
    return subprocess.run(command, cwd=setup.ROOT, check=False).returncode


sys.exit(setup.main(_bench))
