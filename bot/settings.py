"""Settings from the environment or `.env`; what is wrong is said with the variable, the value and what would be right."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from dotenv import dotenv_values
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from qualification.site import Site
from qualification.sites.loading import DEMO, load_site

ROOT = Path(__file__).resolve().parent.parent


class BadSetting(Exception):
    """A setting that cannot be used."""

    def __init__(self, name: str, what: str) -> None:
        super().__init__(f"{name}: {what}")


@dataclass(frozen=True)
class Settings:
    """Everything that can be set from outside (contract: Configuration)."""

    host: str
    port: int
    data: Path
    database_url: str
    secret_key: str
    api_key: str
    origins: tuple[str, ...]
    messages_a_minute: int | None
    """None means no limit."""
    sessions_a_minute: int | None
    smtp_url: str | None
    site_file: Path
    public_url: str
    """Where the world reaches the edge, without a slash at the end."""
    new_api_key: bool = False
    """Whether the key was made just now and is to be printed once."""

    @property
    def models(self) -> Path:
        return self.data / "models"


def environment() -> dict[str, str]:
    """The environment, over what `.env` says; empty values count as unset."""
    merged = {**dotenv_values(ROOT / ".env"), **os.environ}
    return {name: value for name, value in merged.items() if value}


def _port(values: Mapping[str, str]) -> int:
    text = values.get("VESTIBULE_PORT", "8000")
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise BadSetting("VESTIBULE_PORT", f"{text!r} is no port; write a number from 1 to 65535")
    return int(text)


def _limits(values: Mapping[str, str]) -> tuple[int | None, int | None]:
    text = values.get("VESTIBULE_RATE_LIMIT", "30/30").strip()
    if text == "off":
        return None, None
    parts = text.split("/")
    if len(parts) != 2 or not all(part.isdigit() and int(part) > 0 for part in parts):
        raise BadSetting("VESTIBULE_RATE_LIMIT", f"{text!r} is no limit; write `off`, or messages a minute and new sessions a minute as 30/30")
    return int(parts[0]), int(parts[1])


def _origins(values: Mapping[str, str], own: str) -> tuple[str, ...]:
    text = values.get("VESTIBULE_SITE_ORIGINS")
    if not text:
        return (own,)
    origins = []
    for one in (part.strip().rstrip("/") for part in text.split(",")):
        parts = urlsplit(one)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.path:
            raise BadSetting("VESTIBULE_SITE_ORIGINS", f"{one!r} is no origin; write scheme and host, as https://www.example.com")
        origins.append(one)
    return (own, *origins)


def _database(values: Mapping[str, str], data: Path) -> str:
    text = values.get("VESTIBULE_DATABASE_URL")
    if not text:
        return f"sqlite:///{data / 'vestibule.db'}"
    try:
        backend = make_url(text).get_backend_name()
    except ArgumentError:
        raise BadSetting("VESTIBULE_DATABASE_URL", "is no SQLAlchemy URL; write one as postgresql://user:password@host/name") from None
    if backend not in ("sqlite", "postgresql"):
        raise BadSetting("VESTIBULE_DATABASE_URL", f"{backend} is not supported; use sqlite or postgresql")
    return text


def _kept_keys(data: Path) -> dict[str, str]:
    try:
        kept: dict[str, str] = json.loads((data / "keys.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError:
        raise BadSetting("VESTIBULE_DATA", f"{data / 'keys.json'} is broken; delete it, and new keys are made") from None
    return kept


def _keep_keys(data: Path, keys: Mapping[str, str]) -> None:
    data.mkdir(parents=True, exist_ok=True)
    file = data / "keys.json"
    temporary = file.with_suffix(".new")
    temporary.touch(mode=0o600)
    temporary.write_text(json.dumps(keys), encoding="utf-8")
    temporary.replace(file)


def _keys(values: Mapping[str, str], data: Path, is_demo: bool) -> tuple[str, str, bool]:
    secret, api = values.get("VESTIBULE_SECRET_KEY"), values.get("VESTIBULE_API_KEY")
    if secret is None and not is_demo:
        raise BadSetting("VESTIBULE_SECRET_KEY", 'is not set; make one with: python -c "import secrets; print(secrets.token_urlsafe(48))"')
    if secret is not None and len(secret) < 16:
        raise BadSetting("VESTIBULE_SECRET_KEY", "is shorter than 16 characters; a longer one cannot be guessed")
    if secret and api:
        return secret, api, False
    kept = _kept_keys(data)
    made = {"secret": kept.get("secret") or secrets.token_urlsafe(48), "api": kept.get("api") or secrets.token_urlsafe(32)}
    if made != kept:
        _keep_keys(data, made)
    return secret or made["secret"], api or made["api"], api is None and "api" not in kept


def load_settings(values: Mapping[str, str] | None = None) -> Settings:
    """The settings. Keys that are missing in the demo are made and kept in the data folder. Raises BadSetting."""
    values = environment() if values is None else values
    host, port = values.get("VESTIBULE_HOST", "127.0.0.1"), _port(values)
    data = Path(values.get("VESTIBULE_DATA", str(ROOT / "var"))).expanduser().resolve()
    site_file = Path(values.get("VESTIBULE_SITE", str(DEMO))).expanduser().resolve()
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host
    public = values.get("VESTIBULE_PUBLIC_URL", f"http://{shown}:{port}").rstrip("/")
    messages, sessions = _limits(values)
    smtp = values.get("VESTIBULE_SMTP_URL")
    if smtp and urlsplit(smtp).scheme not in ("smtp", "smtps"):
        raise BadSetting("VESTIBULE_SMTP_URL", "is no mail server; write it as smtp://user:password@host:587")
    database = _database(values, data)
    origins = _origins(values, public)
    secret, api, is_new = _keys(values, data, site_file == DEMO)
    return Settings(host, port, data, database, secret, api, origins, messages, sessions, smtp, site_file, public, is_new)


@lru_cache(maxsize=1)
def site() -> Site:
    """The site of this process, read once. Raises BrokenSite."""
    return load_site(Path(environment().get("VESTIBULE_SITE", str(DEMO))).expanduser().resolve())
