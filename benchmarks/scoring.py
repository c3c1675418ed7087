"""How long it takes to score everyone anew, and one lead after an answer.

    python -m benchmarks.scoring                 100,000 leads with 20 acts each, in SQLite
    python -m benchmarks.scoring --leads 10000

Time is the processor's, of one process on one core; memory is its largest. The leads are made and written by another process first.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from statistics import median

from sqlalchemy import insert

from qualification.bant import Authority, Budget, Need, Size, Timeline
from qualification.facts import Act
from qualification.lead import Answer, Consent, Lead, Source
from qualification.scoring import score
from qualification.sites.loading import load_site
from qualification.storage import tables
from qualification.storage.database import Database
from qualification.storage.leads import Stored, add
from qualification.usecases.rescoring import rescore_all
from qualification.usecases.turn import Turn

NOW = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)
ROLES, HORIZONS, TOPICS = ("decision_maker", "influencer", "user", "none"), ("now", "quarter", "half", "year", "none"), ("crm", "payroll", "other")
KINDS = ("page_view",) * 7 + ("download", "return_visit", "mail_click")


def a_lead(n: int) -> Lead:
    """One of many different leads."""
    budget = Budget(Decimal(100 * (n % 90)), None, ("EUR", "GBP")[n % 2], ("year", "month")[n % 2])  # type: ignore[arg-type]
    return Lead(
        id=f"lead-{n:07}",
        created_at=NOW - timedelta(days=n % 300),
        updated_at=NOW - timedelta(days=n % 50),
        name=f"Camille Martin {n}",
        email=f"camille{n}@firm-{n % 5000}.example" if n % 3 else f"camille{n}@orange.fr",
        phone=f"+336{n % 100000000:08}" if n % 2 else None,
        job_title=("directrice", "comptable", "owner")[n % 3],
        company=("Boulangerie Petit", "Net et Clair", "Garage Belloc", "Firm")[n % 4],
        size=Answer("answered", Size(n % 400, n % 400), f"nous sommes {n % 400}"),
        budget=Answer("answered", budget, "quelques milliers d'euros par an"),
        authority=Answer("answered", Authority(ROLES[n % 4]), "c'est moi qui décide"),  # type: ignore[arg-type]
        need=Answer("answered", Need(TOPICS[n % 3]), "un logiciel pour nos clients"),
        timeline=Answer("answered", Timeline(HORIZONS[n % 5]), "d'ici deux mois"),  # type: ignore[arg-type]
        consent=Consent(True, True, NOW, "1"),
        source=Source(utm_source=("salon", "newsletter", None)[n % 3]),
    )


def acts_of(n: int) -> list[Act]:
    return [
        Act(KINDS[(n + k) % 10], NOW - timedelta(days=(n + k) % 90), f"https://calepin.example/fr/{('tarifs', 'crm', 'paie')[k % 3]}.html", 30)
        for k in range(20)
    ]


def fill(url: str, count: int) -> None:
    """Writes so many leads and what they did."""
    database = Database(url)
    database.migrate()
    for start in range(0, count, 2000):
        numbers = range(start, min(start + 2000, count))
        with database.writing() as connection:
            for n in numbers:
                add(connection, a_lead(n))
            rows = [
                {"lead_id": f"lead-{n:07}", **{name: getattr(act, name) for name in ("type", "at", "page", "seconds")}}
                for n in numbers
                for act in acts_of(n)
            ]
            connection.execute(insert(tables.acts), rows)
    database.close()


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def rescore(url: str, again: bool) -> tuple[float, float, int]:
    """Seconds of the processor, megabytes at most, and how many leads changed."""
    database, site = Database(url), load_site()
    began = time.process_time()
    done = rescore_all(database, site, NOW + timedelta(days=30 if again else 0))
    spent = time.process_time() - began
    database.close()
    return spent, _memory(), done.changed_score


def one_lead(url: str) -> tuple[float, float]:
    """Milliseconds for the score alone, and for a whole assessment with stage and history."""
    database, site = Database(url), load_site()
    lead, acts = a_lead(7), tuple(acts_of(7))
    alone, whole = [], []
    for n in range(500):
        changed = replace(lead, budget=Answer("answered", Budget(Decimal(n), None, "EUR", "year"), "…"))
        began = time.perf_counter()
        score(changed, acts, site, NOW)
        alone.append(time.perf_counter() - began)
        turn = Turn(database, site, Stored(changed, 1), NOW, acts=acts)
        began = time.perf_counter()
        turn.assess()
        whole.append(time.perf_counter() - began)
    database.close()
    return median(alone) * 1000, median(whole) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--leads", type=int, default=100_000)
    count = parser.parse_args().leads
    context = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'benchmark.db'}"
        for what in ("fill", "first", "again", "one"):
            with context.Pool(1) as pool:
                if what == "fill":
                    pool.apply(fill, (url, count))
                elif what == "one":
                    alone, whole = pool.apply(one_lead, (url,))
                    print(f"one lead after an answer: score {alone:.2f} ms, with stage and history {whole:.2f} ms")
                else:
                    spent, memory, changed = pool.apply(rescore, (url, what == "again"))
                    when = "the first time" if what == "first" else "30 days later"
                    print(f"{count:,} leads with 20 acts each, {when}: {spent:.1f} s, {memory:.0f} MB at most, {changed:,} with other points")


if __name__ == "__main__":
    main()
