"""Learning from outcomes: which columns can be learnt from, a calibrated logistic regression, and how well it does on leads held back."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import numpy as np
from sklearn.calibration import CalibratedClassifierCV
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss, roc_auc_score
from sklearn.model_selection import StratifiedKFold, StratifiedShuffleSplit

from qualification.opinion import Cell, Kind, LeftOut, Number, Opinion, Quality, kind_of

FEWEST = 200
"""Outcomes from which on there is something to learn (of fewer, a held-back quarter says next to nothing)."""
FEWEST_OF_EACH = 20
MOST_KINDS = 50
"""More different values than this are names rather than kinds."""
RARE = 10
"""A kind with fewer rows counts with the other rare ones."""
TELLS_ALL = 0.97
"""A single column that ranks outcomes this well (AUC) was hardly known before them."""
_HELD_BACK = 0.25
_SEED = 20261128
_YES = frozenset({"yes", "oui", "true", "vrai", "1", "y", "o", "x"})
_NO = frozenset({"no", "non", "false", "faux", "0", "n"})
_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?|(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?: .*)?")
_NOISE = re.compile(r"[\s\u00a0\u202f€$£%']")


class TooFew(ValueError):
    """Too few outcomes to learn from. The text says how many are missing."""


def number_in(text: str) -> float | None:
    """The number that a cell is, in French or English writing; None when it is none."""
    plain = _NOISE.sub("", text)
    if not re.fullmatch(r"[-+]?[\d.,]*\d[\d.,]*", plain):
        return None
    if "," in plain and "." in plain:
        plain = plain.replace("." if plain.rfind(",") > plain.rfind(".") else ",", "")
    plain = plain.replace(",", "") if re.fullmatch(r"[-+]?\d{1,3}(?:,\d{3})+", plain) and plain.count(",") > 1 else plain.replace(",", ".")
    try:
        return float(plain)
    except ValueError:
        return None


def date_in(text: str) -> date | None:
    """The date that a cell is: 2026-11-28, 28/11/2026, 28.11.2026."""
    found = _DATE.fullmatch(text.strip())
    if not found:
        return None
    year, month, day = (found[1], found[2], found[3]) if found[1] else (found[6], found[5], found[4])
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _mostly(cells: Sequence[Any]) -> bool:
    return len(cells) > 0 and sum(one is not None for one in cells) >= 0.95 * len(cells)


def typed(cells: Sequence[str]) -> list[Cell | date]:
    """A column of texts as what it holds: numbers, yes or no, dates, or kinds. Empty cells are None."""
    filled = [cell for cell in cells if cell.strip()]
    words = {cell.strip().casefold() for cell in filled}
    if words and words <= _YES | _NO:
        return [None if not cell.strip() else cell.strip().casefold() in _YES for cell in cells]
    if _mostly([date_in(cell) for cell in filled]):
        return [date_in(cell) for cell in cells]
    if _mostly([number_in(cell) for cell in filled]):
        return [number_in(cell) for cell in cells]
    return [cell.strip() or None for cell in cells]


def _auc(scores: Any, good: Any) -> float:
    found = float(roc_auc_score(good, scores))
    return max(found, 1 - found)


def _alone(cells: Sequence[Cell], good: Any) -> float:
    """How well a column alone ranks outcomes: a kind by the share of good ones among the others of its kind, so that rare ones tell nothing."""
    if all(cell is None or (isinstance(cell, (int, float)) and not isinstance(cell, bool)) for cell in cells):
        known = np.array([cell is not None for cell in cells])
        if known.sum() < 2 or len(set(good[known])) < 2:
            return 0.5
        return _auc(np.array([float(cell) for cell in cells if cell is not None]), good[known])
    kinds = np.array([kind_of(cell) for cell in cells])
    scores = np.full(len(cells), good.mean())
    for train, test in StratifiedKFold(2, shuffle=True, random_state=_SEED).split(kinds, good):
        shares = {kind: good[train][kinds[train] == kind].mean() for kind in set(kinds[train])}
        scores[test] = [shares.get(kind, good.mean()) for kind in kinds[test]]
    return _auc(scores, good)


def why_left_out(cells: Sequence[Any], good: Any, decided: Sequence[date | None] | None = None) -> str | None:
    """Why a column cannot be learnt from; None when it can."""
    known = [cell for cell in cells if cell is not None]
    if not known:
        return "is empty"
    different = len(set(known))
    if different == 1 and len(known) == len(cells):
        return f"is always {known[0]}"
    filled = np.array([cell is not None for cell in cells])
    rates = [float(filled[good == outcome].mean()) for outcome in (True, False)]
    if min(rates) <= 0.02 and max(rates) >= 0.5:
        which = "good" if rates[0] > rates[1] else "bad"
        return f"leaks the outcome: it is filled for {max(rates):.0%} of the {which} leads and {min(rates):.0%} of the others"
    if isinstance(known[0], date):
        return _why_no_date(cells, decided)
    if isinstance(known[0], str):
        if different > MOST_KINDS:
            return f"has {different} different values in {len(known)} rows: names rather than kinds"
    elif different == len(cells) and all(float(cell).is_integer() for cell in known) and max(known) - min(known) < 3 * len(cells):
        return "has a number of its own for every row"
    alone = _alone(cells, good)
    if alone >= TELLS_ALL:
        return f"leaks the outcome: it alone ranks leads almost perfectly (AUC {alone:.3f}), so it was hardly known before"
    return None


def _why_no_date(cells: Sequence[Any], decided: Sequence[date | None] | None) -> str:
    later = sum(cell is not None and by is not None and cell > by for cell, by in zip(cells, decided or [None] * len(cells), strict=True))
    if later:
        return f"leaks the outcome: {later} of its dates are after it"
    return "holds dates, which say when and not who"


@dataclass(frozen=True)
class _Design:
    """How rows become figures: what is usual of each number, which kinds are frequent."""

    numbers: tuple[Number, ...]
    kinds: tuple[tuple[str, tuple[str, ...]], ...]

    def figures(self, columns: Mapping[str, Sequence[Cell]], rows: Any) -> Any:
        parts = []
        for one in self.numbers:
            cells = [columns[one.name][n] for n in rows]
            unknown = np.array([not isinstance(cell, (int, float)) for cell in cells], dtype=float)
            values = [(float(cell) - one.mean) / one.spread if isinstance(cell, (int, float)) else 0.0 for cell in cells]
            parts += [np.array(values), unknown]
        for name, frequent in self.kinds:
            cells = [columns[name][n] for n in rows]
            kinds = [None if cell is None else kind_of(cell) for cell in cells]
            parts += [np.array([kind == one for kind in kinds], dtype=float) for one in frequent]
            parts += [np.array([kind is not None and kind not in frequent for kind in kinds], dtype=float)]
            parts += [np.array([kind is None for kind in kinds], dtype=float)]
        return np.column_stack(parts)


def _is_number(cells: Sequence[Cell]) -> bool:
    return all(cell is None or (isinstance(cell, (int, float)) and not isinstance(cell, bool)) for cell in cells)


def _design(columns: Mapping[str, Sequence[Cell]], rows: Any) -> _Design:
    numbers, kinds = [], []
    for name, cells in columns.items():
        here = [cells[n] for n in rows]
        if _is_number(here):
            values = np.array([float(cell) for cell in here if cell is not None])
            numbers.append(Number(name, float(values.mean()), float(values.std()) or 1.0))
        else:
            counted = Counter(kind_of(cell) for cell in here if cell is not None)
            kinds.append((name, tuple(kind for kind, times in counted.most_common() if times >= RARE)))
    return _Design(tuple(numbers), tuple(kinds))


def _fit(figures: Any, good: Any) -> tuple[Any, float, float, float]:
    """The weights, the base, and the slope and shift that make probabilities of their sum."""
    model = CalibratedClassifierCV(LogisticRegression(C=0.3, max_iter=2000), method="sigmoid", cv=5, ensemble=False)
    model.fit(figures, good)
    fitted = model.calibrated_classifiers_[0]
    return fitted.estimator.coef_[0], float(fitted.estimator.intercept_[0]), float(fitted.calibrators[0].a_), float(fitted.calibrators[0].b_)


def _opinion(design: _Design, figures: Any, good: Any, fitted_at: datetime, of: str, quality: Quality, left_out: tuple[LeftOut, ...]) -> Opinion:
    weights, base, slope, shift = _fit(figures, good)
    at, numbers, kinds = 0, [], []
    for one in design.numbers:
        numbers.append(replace(one, weight=float(weights[at]), unknown=float(weights[at + 1])))
        at += 2
    for name, frequent in design.kinds:
        width = len(frequent) + 2
        part = weights[at : at + width]
        usual = float(figures[:, at : at + width].mean(axis=0) @ part)
        kinds.append(Kind(name, {kind: float(part[n]) for n, kind in enumerate(frequent)}, float(part[-2]), float(part[-1]), usual))
        base += usual
        at += width
    return Opinion(fitted_at, of, base, tuple(numbers), tuple(kinds), slope, shift, quality, left_out)


def _interval(good: Any, said: Any) -> tuple[float, float]:
    """The 95 % interval of the AUC, from resampling the held-back leads."""
    chance, found = np.random.default_rng(_SEED), []
    for _ in range(300):
        drawn = chance.integers(0, len(good), len(good))
        if len(set(good[drawn])) == 2:
            found.append(roc_auc_score(good[drawn], said[drawn]))
    return (float(np.quantile(found, 0.025)), float(np.quantile(found, 0.975))) if found else (0.0, 1.0)


def _quality(good: Any, held: Any, said: Any, share: float) -> Quality:
    truth = good[held]
    low, high = _interval(truth, said)
    top = np.argsort(-said, kind="stable")[: max(1, round(len(said) / 5))]
    return Quality(
        leads=len(good),
        good=int(good.sum()),
        held_back=len(held),
        auc=float(roc_auc_score(truth, said)),
        auc_low=low,
        auc_high=high,
        brier=float(brier_score_loss(truth, said)),
        brier_of_the_share=float(np.mean((truth - share) ** 2)),
        top_fifth=float(truth[top].sum() / truth.sum()),
    )


def _enough(good: Any) -> None:
    if len(good) < FEWEST:
        raise TooFew(f"there are {len(good)} outcomes; learning takes {FEWEST}, so {FEWEST - len(good)} are missing")
    rarer = min(int(good.sum()), int((~good).sum()))
    if rarer < FEWEST_OF_EACH:
        raise TooFew(f"only {rarer} outcomes are of one kind; learning takes {FEWEST_OF_EACH} of each, so {FEWEST_OF_EACH - rarer} are missing")


def learn(
    columns: Mapping[str, Sequence[Any]], outcomes: Sequence[bool], fitted_at: datetime, of: str, decided: Sequence[date | None] | None = None
) -> Opinion:
    """What the columns say of the outcomes. Columns that cannot be learnt from are named and left out. Raises TooFew.

    Columns are chosen and figures are made from three quarters of the leads; the quality is that on the fourth. The opinion itself
    is then fitted on all of them.
    """
    good = np.array(outcomes, dtype=bool)
    _enough(good)
    everyone = np.arange(len(good))
    shown, held = next(StratifiedShuffleSplit(1, test_size=_HELD_BACK, random_state=_SEED).split(everyone, good))
    kept, left_out = {}, []
    for name, cells in columns.items():
        by = [decided[n] for n in shown] if decided else None
        why = why_left_out([cells[n] for n in shown], good[shown], by)
        if why is None:
            kept[name] = cells
        else:
            left_out.append(LeftOut(name, why))
    if not kept:
        raise TooFew("no column is left to learn from: " + "; ".join(f"{one.name} {one.why}" for one in left_out))
    design = _design(kept, shown)
    weights, base, slope, shift = _fit(design.figures(kept, shown), good[shown])
    said = 1 / (1 + np.exp(slope * (design.figures(kept, held) @ weights + base) + shift))
    quality = _quality(good, held, said, float(good[shown].mean()))
    whole = _design(kept, everyone)
    return _opinion(whole, whole.figures(kept, everyone), good, fitted_at, of, quality, tuple(left_out))
