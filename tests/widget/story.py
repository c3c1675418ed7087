"""A whole talk, in both languages, for screenshots and for the states that axe looks at."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

from .fake_edge import Talk, days_ahead, message

PARIS = ZoneInfo("Europe/Paris")
LABEL = {"fr": "EEEE d MMMM 'à' H:mm", "en": "EEEE d MMMM 'at' H:mm"}

WORDS = {
    "fr": {
        "hello": "Bonjour ! Je peux vous renseigner sur nos logiciels et vous trouver un rendez-vous avec un conseiller. Qu’est-ce qui vous amène ?",
        "topics": ["Suivi des clients", "Devis et factures", "Stock", "Paie", "Autre chose"],
        "email": "Très bien, c’est noté. À quelle adresse e-mail puis-je vous envoyer l’invitation ?",
        "slot": "Merci. Voici les prochaines disponibilités de Claire Martin, quel moment vous convient ?",
        "confirmation": "Voici ce que j’ai noté :\n- Besoin : stock, deux entrepôts\n"
        "- Entreprise : Dupont SA, environ 40 personnes\n- E-mail : anne@dupont.example\nEst-ce bien cela ?",
        "yes": ["Oui, c’est bien cela", "Annuler"],
        "booked": "C’est réservé. Vous recevrez l’invitation par e-mail dans un instant. Tout est aussi sur https://calepin.example/aide.",
    },
    "en": {
        "hello": "Hello! I can tell you about our software and find you a meeting with an adviser. What brings you here?",
        "topics": ["Customer follow-up", "Quotes and invoices", "Stock", "Payroll", "Something else"],
        "email": "Very well, noted. Which e-mail address should the invitation go to?",
        "slot": "Thank you. Here is when Claire Martin is free next. Which time suits you?",
        "confirmation": "Here is what I have noted:\n- Need: stock, two warehouses\n"
        "- Company: Dupont Ltd, about 40 people\n- E-mail: anne@dupont.example\nIs that right?",
        "yes": ["Yes, that is right", "Cancel"],
        "booked": "It is booked. You will get the invitation by e-mail in a moment. Everything is also on https://calepin.example/help.",
    },
}


def choices(labels: list[str]) -> list[dict]:
    return [{"id": f"choice-{n}", "label": label} for n, label in enumerate(labels)]


def times(language: str) -> list[dict]:
    """Nine times over three days; each id holds its instant."""
    return [
        {"id": f"slot:{at:%Y-%m-%dT%H:%M:%SZ}", "label": format_datetime(at, LABEL[language], tzinfo=PARIS, locale=language)}
        for day in (2, 3, 6)
        for at in (days_ahead(day, 8, 30), days_ahead(day, 10), days_ahead(day, 14, 30))
    ]


def meeting(status: str = "booked", days: int = 3) -> dict:
    start = days_ahead(days, 10)
    return {
        "id": "meeting-1",
        "start": start.isoformat(),
        "end": (start + timedelta(minutes=30)).isoformat(),
        "timezone": "Europe/Paris",
        "rep": "Claire Martin",
        "status": status,
        "manage_url": "/meetings/meeting-1",
        "ics_url": "/meetings/meeting-1.ics",
    }


def greeting(talk: Talk, _: str) -> list[dict]:
    words = WORDS[talk.language]
    return [message(words["hello"], asks="need", choices=choices(words["topics"]), language=talk.language)]


def reply(talk: Talk, text: str) -> list[dict]:
    """Each turn goes one step further, whatever was said."""
    words, step = WORDS[talk.language], len(talk.said)
    steps = [
        {"text": words["email"], "asks": "email"},
        {"text": words["slot"], "asks": "slot", "choices": times(talk.language)},
        {"text": words["confirmation"], "asks": "confirmation", "choices": choices(words["yes"])},
        {"text": words["booked"], "meeting": meeting()},
    ]
    return [message(**steps[min(step, len(steps)) - 1], language=talk.language)]
