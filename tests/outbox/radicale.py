"""A real CalDAV server for tests: Radicale, as a process of its own on a folder of its own."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote
from uuid import uuid4

import requests

from qualification.site import OwnCalendar
from tests.house import free_port

USER, PASSWORD, VARIABLE = "camille", "open sesame", "VESTIBULE_PASSWORD_OF_CAMILLE"


@dataclass(frozen=True)
class CalendarServer:
    """A running server."""

    url: str

    def new_calendar(self) -> OwnCalendar:
        """A fresh, empty calendar of Camille's."""
        url = f"{self.url}/{USER}/{uuid4()}/"
        assert requests.request("MKCALENDAR", url, auth=(USER, PASSWORD), timeout=10).status_code == 201
        return OwnCalendar(url, USER, VARIABLE)


def put(own: OwnCalendar, name: str, *lines: str) -> None:
    """Writes an event as the rep's own program does, whatever stood there."""
    body = "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Phone//EN", "BEGIN:VEVENT", "DTSTAMP:20261101T000000Z", *lines])
    body += "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    headers = {"Content-Type": "text/calendar; charset=utf-8"}
    answer = requests.put(own.url + name, data=body.encode(), headers=headers, auth=(USER, PASSWORD), timeout=10)
    assert answer.status_code in (201, 204), answer.text


def files(own: OwnCalendar) -> dict[str, str]:
    """What stands in the calendar: each event's text by its name."""
    answer = requests.request("PROPFIND", own.url, headers={"Depth": "1"}, auth=(USER, PASSWORD), timeout=10)
    names = {unquote(found).rpartition("/")[2] for found in re.findall(r"<(?:\w+:)?href>([^<]+\.ics)</", answer.text)}
    return {name: requests.get(own.url + name, auth=(USER, PASSWORD), timeout=10).text for name in names}


def remove(own: OwnCalendar, name: str) -> None:
    assert requests.delete(own.url + name, auth=(USER, PASSWORD), timeout=10).status_code == 200


@contextmanager
def calendar_server(folder: Path) -> Iterator[CalendarServer]:
    """A server that runs inside the block."""
    users = folder / "users"
    users.write_text(f"{USER}:{PASSWORD}\n")
    port = free_port()
    options = {
        "server-hosts": f"127.0.0.1:{port}",
        "auth-type": "htpasswd",
        "auth-htpasswd-filename": str(users),
        "auth-htpasswd-encryption": "plain",
        "auth-delay": "0",
        "storage-filesystem-folder": str(folder / "collections"),
        "logging-level": "error",
    }
    command = [sys.executable, "-m", "radicale", *(part for name, value in options.items() for part in (f"--{name}", value))]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            assert process.poll() is None, "Radicale did not start"
            try:
                requests.get(f"http://127.0.0.1:{port}/.web/", timeout=2)
                break
            except requests.ConnectionError:
                time.sleep(0.05)
        yield CalendarServer(f"http://127.0.0.1:{port}")
    finally:
        process.terminate()
        process.wait(10)
