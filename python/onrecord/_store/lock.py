"""A folder that one run at a time writes to: a second one is told so, and not mixed with the first.

The lock is the system's, so that it is gone with the process that held it, however that ended. The file that
it is on stays behind a process that was killed, and means nothing by itself.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from onrecord.exceptions import WriteError

__all__ = ["LOCK", "locked"]

LOCK = ".lock"
#: What file systems say that have no locks; work on them goes on without.
_NO_LOCKS = {errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK}


@contextmanager
def locked(folder: Path, *, is_shared: bool = False, waits: bool = False) -> Generator[None, None, None]:
    """Holds the lock of a folder, alone or with others that share it; raises an error, or waits, while it is held."""
    try:
        handle = _hold(folder / LOCK, is_shared=is_shared, waits=waits)
    except BlockingIOError as error:
        raise WriteError(
            f"another run is writing to {folder}: wait until it is done, or choose another folder"
        ) from error
    except OSError as error:
        raise WriteError(f"{folder} cannot be written to: {error.strerror or error}") from error
    try:
        yield
    finally:
        _release(folder / LOCK, handle)


if sys.platform == "win32":
    import msvcrt

    def _hold(path: Path, *, is_shared: bool, waits: bool) -> int:
        # The file goes with the last of its handles. Locks that are shared are not to be had from Python: parts
        # that several processes write are whole without.
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TEMPORARY)
        if is_shared:
            return handle
        while True:
            try:
                msvcrt.locking(handle, msvcrt.LK_LOCK if waits else msvcrt.LK_NBLCK, 1)
                return handle
            except OSError as error:
                # After ten seconds, the one that waits gives up.
                if not waits:
                    os.close(handle)
                    raise BlockingIOError(*error.args) from error

    def _release(path: Path, handle: int) -> None:
        os.close(handle)

else:
    import fcntl

    def _hold(path: Path, *, is_shared: bool, waits: bool) -> int:
        wanted = (fcntl.LOCK_SH if is_shared else fcntl.LOCK_EX) | (0 if waits else fcntl.LOCK_NB)
        while True:
            handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
            try:
                fcntl.flock(handle, wanted)
            except OSError as error:
                if error.errno not in _NO_LOCKS:
                    os.close(handle)
                    raise
            # Whoever held it before has removed the file meanwhile, and others may hold a new one.
            if _is_at(handle, path):
                return handle
            os.close(handle)

    def _is_at(handle: int, path: Path) -> bool:
        try:
            return os.path.samestat(os.fstat(handle), os.stat(path))
        except FileNotFoundError:
            return False

    def _release(path: Path, handle: int) -> None:
        try:
            # Where others share it still, the last of them removes the file.
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink(missing_ok=True)
        except OSError:
            pass
        finally:
            os.close(handle)
