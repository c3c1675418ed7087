"""What a budget is worth a year, so that budgets compare."""

from __future__ import annotations

from decimal import Decimal

from qualification.bant import Budget
from qualification.site import Site


def yearly_worth(budget: Budget, site: Site) -> Decimal | None:
    """The most the budget allows in a year, in the site's currency.

    The upper bound counts, or the lower one where there is no upper; an amount said once, or without a
    period, counts as one year's. None for a currency the site has no rate for.
    """
    amount = budget.high if budget.high is not None else budget.low
    if amount is None:
        return None
    currency = budget.currency or site.default_currency
    rate = Decimal(1) if currency == site.default_currency else site.rates.get(currency)
    if rate is None:
        return None
    return amount * rate * (12 if budget.period == "month" else 1)


def reaches_floor(budget: Budget, site: Site) -> bool:
    """Whether the budget is at or above the site's floor. A currency without a rate gets the benefit of the doubt."""
    worth = yearly_worth(budget, site)
    return worth is None or worth >= site.budget_floor
