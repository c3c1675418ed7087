"""The whole public surface, on one page."""

from __future__ import annotations

from aiohttp import web

from bot.edge import api, chat, erasing, health, pages
from bot.workspace import routes as workspace

ROUTES: tuple[web.RouteDef, ...] = (
    web.get("/healthz", health.healthz),
    web.get("/readyz", health.readyz),
    # The visitor API.
    web.post("/chat/sessions", chat.open_session),
    web.post("/chat/messages", chat.post_message),
    web.get("/chat/messages", chat.get_messages),
    web.get("/chat/events", chat.get_events, allow_head=False),
    web.post("/chat/events", chat.post_event),
    web.post("/chat/consent", chat.post_consent),
    # The private API.
    web.get("/api/leads", api.get_leads),
    web.get("/api/leads/{id}", api.get_lead),
    web.delete("/api/leads/{id}", api.delete_lead),
    web.get("/api/leads/{id}/conversation", api.get_conversation),
    web.get("/api/leads/{id}/history", api.get_history),
    web.get("/api/meetings", api.get_meetings),
    # Meetings, for those who know their address.
    web.get("/meetings.css", pages.meeting_style),
    web.get("/meetings/{secret:[^./]+}.ics", pages.meeting_file),
    web.get("/meetings/{secret:[^./]+}", pages.meeting_page),
    web.post("/meetings/{secret:[^./]+}", pages.change_meeting),
    # Everything about a person, for who reads their mail.
    web.get("/privacy/erase/{secret:[^./]+}", erasing.erasure_page),
    web.post("/privacy/erase/{secret:[^./]+}", erasing.erase),
    # Where sales reps work.
    *workspace.ROUTES,
    # The widget and the demo site.
    web.get("/widget.js", pages.site_file),
    web.get("/widget/{name:.+}", pages.site_file),
    web.get("/site/{name:.+}", pages.site_file),
    web.get("/{language:fr|en}/{name:.*}", pages.site_file),
    web.get("/", pages.front_page),
)
