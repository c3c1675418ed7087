"""The workspace's part of the public surface."""

from __future__ import annotations

from pathlib import Path

from aiohttp import web

from bot.workspace import door, pages, talks
from bot.workspace.desk import for_reps

_STYLE = (Path(__file__).parent / "templates" / "workspace.css").read_text(encoding="utf-8")


async def _style(request: web.Request) -> web.Response:
    return web.Response(text=_STYLE, content_type="text/css", headers={"Cache-Control": "max-age=3600", "X-Content-Type-Options": "nosniff"})


ROUTES: tuple[web.RouteDef, ...] = (
    web.get("/workspace", for_reps(pages.my_meetings)),
    web.get("/workspace/meetings/{id}", for_reps(pages.meeting)),
    web.post("/workspace/meetings/{id}", for_reps(pages.change_meeting)),
    web.get("/workspace/leads/{id}", for_reps(pages.lead)),
    web.post("/workspace/leads/{id}", for_reps(pages.decide)),
    web.get("/workspace/waiting", for_reps(talks.waiting)),
    web.get("/workspace/talks/{id}", for_reps(talks.talk)),
    web.post("/workspace/talks/{id}", for_reps(talks.take_part)),
    web.get("/workspace/talks/{id}/said", for_reps(talks.said)),
    web.get("/workspace/outbox", for_reps(pages.show_outbox)),
    web.get("/workspace/outbox/{id}", for_reps(pages.letter)),
    web.post("/workspace/outbox/{id}", for_reps(pages.change_effect)),
    web.get("/workspace/problems", for_reps(pages.problems)),
    web.get("/workspace/feed/{token:[^./]+\\.?[^./]*\\.?[^./]*}.ics", pages.feed),
    # Coming in and going out.
    web.get("/workspace/sign-in", door.ask_for_link),
    web.post("/workspace/sign-in", door.mail_link),
    web.get("/workspace/sign-in/{token}", door.show_link),
    web.post("/workspace/sign-in/{token}", door.use_link),
    web.post("/workspace/sign-out", for_reps(door.leave)),
    web.post("/workspace/language", for_reps(door.change_language)),
    web.get("/workspace.css", _style),
)
