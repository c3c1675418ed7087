"""One of the launcher's processes: runs a module's main, and ends when the launcher is gone."""

from __future__ import annotations

import importlib
import os
import signal
import sys
import threading


def _hold_on(lifeline: int) -> None:
    """Waits for the launcher's end of the pipe to close, however the launcher ended, and then stops this process."""
    os.read(lifeline, 1)
    os.kill(os.getpid(), signal.SIGTERM)


def main() -> None:
    lifeline = os.environ.pop("VESTIBULE_LIFELINE", None)
    if lifeline:
        threading.Thread(target=_hold_on, args=(int(lifeline),), daemon=True).start()
    importlib.import_module(sys.argv[1]).main()


if __name__ == "__main__":
    main()
