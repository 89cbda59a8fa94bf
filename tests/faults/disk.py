"""A disk of our own whose power can be cut: a file system in a file, which forgets what it has not written yet."""

import fcntl
import os
import struct
import subprocess
import time
from pathlib import Path

_SHUTDOWN = 0x8004587D  # FS_IOC_SHUTDOWN of Linux
_WITHOUT_FLUSH = 2
_MEGABYTES = 96


class NoDiskError(Exception):
    """No disk can be made here; the message says why."""


class Disk:
    """An ext4 file system, mounted at `path`."""

    def __init__(self, home: Path) -> None:
        self.image, self.path = home / "disk.img", home / "disk"
        self.path.mkdir(parents=True)
        if os.geteuid() != 0:
            raise NoDiskError("Cutting the power of a disk needs root; kill -9 was tested")
        with self.image.open("wb") as file:
            file.truncate(_MEGABYTES * 1024 * 1024)
        _run("mkfs.ext4", "-q", "-F", str(self.image))
        self.mount()

    def mount(self) -> None:
        """Make it readable; what its journal holds is replayed."""
        _run("mount", "-o", "loop", str(self.image), str(self.path))

    def cut_power(self) -> None:
        """Lose everything that has not reached the disk. Every later access fails until it is mounted again."""
        folder = os.open(self.path, os.O_RDONLY)
        try:
            fcntl.ioctl(folder, _SHUTDOWN, struct.pack("I", _WITHOUT_FLUSH))
        finally:
            os.close(folder)

    def unmount(self) -> None:
        """Take it away; waits for processes that were killed to let go of it.

        Never lazily: the same image mounted twice would lose what the test itself has written.
        """
        for pause in (0.1, 0.2, 0.5, 1, 2, 5, 10, 20):
            try:
                _run("umount", str(self.path))
            except NoDiskError:
                time.sleep(pause)
            else:
                return
        raise AssertionError("Something still uses the disk; its tests would say nothing.")


def _run(*command: str) -> None:
    env = {**os.environ, "PATH": f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"}
    try:
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=60)
    except OSError as error:
        raise NoDiskError(f"{command[0]} cannot be run: {error.strerror}; kill -9 was tested") from error
    if done.returncode != 0:
        raise NoDiskError(f"{command[0]} is not possible here: {done.stderr.strip()[-200:]}; kill -9 was tested")
