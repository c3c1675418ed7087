"""The page of a letter's link: everything about the person whose address it is can be erased there, without script."""

from __future__ import annotations

from aiohttp import web

from bot.edge.guards import is_text
from bot.edge.house import HOUSE, House
from bot.edge.pages import private_page
from bot.edge.problems import Problem
from qualification.lead import Lead
from qualification.usecases.erasing import asked_by_letter, erase_by_letter


def _asked(house: House, secret: str) -> Lead:
    """The person whom the link is about. Raises 404, also for a link that has gone stale."""
    with house.database.reading() as connection:
        person = asked_by_letter(connection, secret, house.clock()) if is_text(secret) else None
    if person is None:
        raise Problem(404, "This link is no longer good, or everything was erased already.")
    return person


async def erasure_page(request: web.Request) -> web.Response:
    """What will be erased, and the button: a program that only looks at the links of a letter erases nothing."""
    house, secret = request.app[HOUSE], request.match_info["secret"]
    person = await house.aside(lambda: _asked(house, secret))
    return private_page(house, "erasing.html", person.language, done=False)


async def erase(request: web.Request) -> web.Response:
    """Erases the person everywhere."""
    house, secret = request.app[HOUSE], request.match_info["secret"]
    person = await house.aside(lambda: _asked(house, secret))
    async with house.lock(person.id):
        await house.aside(lambda: erase_by_letter(house.database, house.site, secret, house.clock(), house.settings.public_url))
    return private_page(house, "erasing.html", person.language, done=True)
