"""How long free times take, how many letters a worker delivers: python -m benchmarks.booking"""

from __future__ import annotations

import asyncio
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from datetime import time as clock
from pathlib import Path
from statistics import median

from qualification.booking import Taken, _openings, free_slots
from qualification.outbox.mail import MailCourier, MailServer
from qualification.outbox.worker import deliver_due
from qualification.site import Hours, Rep
from qualification.sites.loading import load_site
from qualification.storage import leads, outbox
from qualification.storage.database import Database
from qualification.storage.outbox import Effect
from tests.cast import CLAIRE

NOW = datetime(2026, 11, 23, 7, tzinfo=UTC)
REPS, DAYS, MEETINGS, LETTERS = 20, 60, 2_000, 1_000


def free_times() -> None:
    """Twenty reps over sixty days with two thousand meetings, in four time zones."""
    chance = random.Random(1)
    hours = tuple(Hours(day, clock(9), clock(18)) for day in range(5))
    zones = ("Europe/Paris", "Europe/London", "America/New_York", "Pacific/Auckland")
    reps = tuple(Rep(f"rep-{n:02}", f"Rep {n}", "r@x.example", zones[n % 4], ("fr", "en"), hours, country="FR") for n in range(REPS))
    site = load_site()
    site = replace(site, reps=reps, meetings=replace(site.meetings, horizon_days=DAYS, pause_after_minutes=15))
    open_times = free_slots(site, reps, (), NOW)
    taken = [Taken(slot.rep, slot.start, slot.end) for slot in chance.sample(open_times, MEETINGS)]

    def measured(*, cold: bool) -> float:
        if cold:
            _openings.cache_clear()
        # Processor time: what else the machine does is not counted.
        began = time.process_time()
        free_slots(site, reps, taken, NOW)
        return (time.process_time() - began) * 1000

    warm, cold = median(measured(cold=False) for _ in range(21)), median(measured(cold=True) for _ in range(7))
    left = len(free_slots(site, reps, taken, NOW))
    shown = f"{REPS} reps over {DAYS} days with {MEETINGS} meetings ({left} left)"
    print(f"processor time for the free times of {shown}: {warm:.1f} ms, the first of a day {cold:.1f} ms")


async def letters() -> None:
    """A thousand letters to a real SMTP server, which is a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'vestibule.db'}")
        database.migrate()
        now = datetime.now(UTC)
        payload = {"letter": "content", "base_url": "https://calepin.example"}
        with database.writing() as connection:
            leads.add(connection, replace(CLAIRE, created_at=now, updated_at=now))
            outbox.add(connection, [Effect(f"letter-{n}", "mail", payload, "claire") for n in range(LETTERS)], now)
        sink = subprocess.Popen([sys.executable, "-m", "benchmarks.sink"], stdout=subprocess.PIPE, text=True)
        try:
            assert sink.stdout is not None
            server = MailServer.from_url(f"smtp://127.0.0.1:{int(sink.stdout.readline())}")

            def later() -> datetime:
                return datetime.now(UTC) + timedelta(seconds=1)

            couriers = {"mail": MailCourier(database, load_site(), server, later)}
            began, processor = time.perf_counter(), time.process_time()
            while await deliver_due(database, couriers, later):
                pass
            seconds, processor = time.perf_counter() - began, time.process_time() - processor
            await couriers["mail"].rest()
            with database.reading() as connection:
                assert outbox.counts(connection, now)["delivered"] == LETTERS
        finally:
            sink.terminate()
            sink.wait()
        database.close()
    busy = processor / LETTERS * 1000
    print(f"{LETTERS} letters to a local server: {seconds:.1f} s, {LETTERS / seconds:.0f} a second; {busy:.1f} ms of processor time each")


if __name__ == "__main__":
    free_times()
    asyncio.run(letters())
