"""A worker that is killed at any point loses nothing, and nobody sees anything twice."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

from qualification.storage import leads, outbox
from qualification.storage.database import Database
from qualification.storage.outbox import Effect
from tests.cast import CLAIRE
from tests.conftest import NOW
from tests.house import ROOT
from tests.outbox.smtp import mailbox

LETTERS = 1000


async def test_a_worker_killed_again_and_again_in_a_thousand_deliveries_loses_none_and_doubles_none(sqlite: Database, tmp_path: Path) -> None:
    letter = {"letter": "content", "base_url": "https://calepin.example"}
    with sqlite.writing() as connection:
        leads.add(connection, CLAIRE)
        outbox.add(connection, [Effect(f"letter-{n}", "mail", letter, "claire") for n in range(LETTERS)], NOW)
    url = sqlite.url.render_as_string(hide_password=False)
    async with mailbox() as box:
        # Each time a little later, so that it dies while it takes, writes, hands over or marks.
        for kills, more in enumerate((1, 37, 120, 3, 260, 75, 11, LETTERS)):
            command = [sys.executable, "-m", "tests.outbox.worker_process", url, str(box.port), str(3 * kills)]
            worker = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
            try:
                wanted = min(len(box.letters) + more, LETTERS)
                async with asyncio.timeout(240):
                    while len(box.letters) < wanted or (more == LETTERS and _waiting(sqlite)):
                        assert worker.poll() is None
                        await asyncio.sleep(0.002)
            finally:
                worker.send_signal(signal.SIGKILL)
                worker.wait()
    handed_over = Counter(str(one["Message-ID"]) for one in box.letters)
    assert len(handed_over) == LETTERS, "none is lost, and each is known by one id, by which a mailbox drops doubles"
    assert _waiting(sqlite) == 0
    with sqlite.reading() as connection:
        assert outbox.counts(connection, NOW)["given_up"] == 0


def _waiting(database: Database) -> int:
    with database.reading() as connection:
        return outbox.counts(connection, NOW)["waiting"]
