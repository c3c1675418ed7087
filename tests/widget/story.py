"""A whole talk, in both languages, for screenshots and for the states that axe looks at."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

from .fake_edge import Talk, days_ahead, message

PARIS = ZoneInfo("Europe/Paris")
LABEL = {"fr": "EEEE d MMMM 'à' H 'h' mm", "en": "EEEE d MMMM 'at' H:mm"}

WORDS = {
    "fr": {
        "hello": "Bonjour\u202f! Je peux vous renseigner sur nos logiciels et vous trouver un rendez-vous avec un conseiller. "
        "Qu’est-ce qui vous amène\u202f?",
        "topics": ["Suivi des clients", "Devis et factures", "Stock", "Paie", "Autre chose"],
        "budget": "Quel budget envisagez-vous\u202f? Un ordre de grandeur suffit.",
        "ranges": [
            "Jusqu’à 1\u202f000\u00a0€ par an",
            "De 1\u202f000 à 5\u202f000\u00a0€ par an",
            "5\u202f000\u00a0€ par an ou plus",
            "Je ne sais pas encore",
        ],
        "email": "Très bien, c’est noté. À quelle adresse e-mail puis-je vous envoyer l’invitation\u202f?",
        "slot": "Merci. Voici les prochaines disponibilités de Claire Martin, quel moment vous convient\u202f?",
        "confirmation": "Voici ce que j’ai noté\u00a0:\n- Besoin\u00a0: stock, deux entrepôts\n"
        "- Entreprise\u00a0: Dupont SA, environ 40 personnes\n- E-mail\u00a0: anne@dupont.example\nEst-ce bien cela\u202f?",
        "yes": ["Oui, c’est bien cela", "Annuler"],
        "booked": "C’est réservé. Vous recevrez l’invitation par e-mail dans un instant. Tout est aussi sur https://calepin.example/aide.",
        "after": "Claire Martin lit cette discussion et vous répond.",
    },
    "en": {
        "hello": "Hello! I can tell you about our software and find you a meeting with an adviser. What brings you here?",
        "topics": ["Customer follow-up", "Quotes and invoices", "Stock", "Payroll", "Something else"],
        "budget": "What budget do you have in mind? A rough figure is enough.",
        "ranges": ["Up to €1,000 a year", "€1,000 to €5,000 a year", "€5,000 a year or more", "I don’t know yet"],
        "email": "Very well, noted. Which e-mail address should the invitation go to?",
        "slot": "Thank you. Here is when Claire Martin is free next. Which time suits you?",
        "confirmation": "Here is what I have noted:\n- Need: stock, two warehouses\n"
        "- Company: Dupont Ltd, about 40 people\n- E-mail: anne@dupont.example\nIs that right?",
        "yes": ["Yes, that is right", "Cancel"],
        "booked": "It is booked. You will get the invitation by e-mail in a moment. Everything is also on https://calepin.example/help.",
        "after": "Claire Martin reads this chat and will answer you.",
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
    return _step(talk, "email", "slot", "confirmation", "booked")


def longer_reply(talk: Talk, text: str) -> list[dict]:
    """The same, with a question about the budget first and somebody there afterwards."""
    return _step(talk, "budget", "email", "slot", "confirmation", "booked", "after")


def _step(talk: Talk, *steps: str) -> list[dict]:
    words, step = WORDS[talk.language], steps[min(len(talk.said), len(steps)) - 1]
    more = {
        "budget": lambda: {"asks": "budget", "choices": choices(words["ranges"])},
        "email": lambda: {"asks": "email"},
        "slot": lambda: {"asks": "slot", "choices": times(talk.language)},
        "confirmation": lambda: {"asks": "confirmation", "choices": choices(words["yes"])},
        "booked": lambda: {"meeting": meeting()},
        "after": dict,
    }
    return [message(words[step], language=talk.language, **more[step]())]
