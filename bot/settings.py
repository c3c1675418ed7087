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
    private_webhooks: bool = False
    """Whether webhooks may lead to addresses of this machine or its network."""
    new_api_key: bool = False
    """Whether the key was made just now and is to be printed once."""

    @property
    def models(self) -> Path:
        return self.data / "models"


def environment() -> dict[str, str]:
    """The environment, over what `.env` says; empty values count as unset."""
    merged = {**dotenv_values(ROOT / ".env"), **os.environ}
    return {name: value for name, value in merged.items() if value}


def _is_number(text: str) -> bool:
    """Whether it is a whole number of ordinary length; `isdigit` alone takes "²", which no `int` reads."""
    return text.isascii() and text.isdigit() and len(text) < 10


def _port(values: Mapping[str, str]) -> int:
    text = values.get("VESTIBULE_PORT", "8000")
    if not _is_number(text) or not 0 < int(text) < 65536:
        raise BadSetting("VESTIBULE_PORT", f"{text!r} is no port; write a number from 1 to 65535")
    return int(text)


def _limits(values: Mapping[str, str]) -> tuple[int | None, int | None]:
    text = values.get("VESTIBULE_RATE_LIMIT", "30/30").strip()
    if text == "off":
        return None, None
    parts = text.split("/")
    if len(parts) != 2 or not all(_is_number(part) and int(part) > 0 for part in parts):
        raise BadSetting("VESTIBULE_RATE_LIMIT", f"{text!r} is no limit; write `off`, or messages a minute and new sessions a minute as 30/30")
    return int(parts[0]), int(parts[1])


def _origins(values: Mapping[str, str], public_url: str) -> tuple[str, ...]:
    own = urlsplit(public_url)
    named = [part.strip() for part in values.get("VESTIBULE_SITE_ORIGINS", "").split(",")]
    return tuple(_origin(one) for one in (f"{own.scheme}://{own.netloc}", *named) if one)


def _origin(text: str) -> str:
    """An origin as browsers write it: in lower case, without the port that goes without saying (RFC 6454, 6.2)."""
    try:
        parts = urlsplit(text.rstrip("/"))
        is_bare = not (parts.path or parts.query or parts.fragment or parts.username is not None) and text.isprintable() and " " not in text
        if parts.scheme not in ("http", "https") or not parts.hostname or not is_bare:
            raise ValueError(text)
        host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname.encode("idna").decode()
        usual = {"http": 80, "https": 443}[parts.scheme]
        return f"{parts.scheme}://{host}" + (f":{parts.port}" if parts.port not in (None, usual) else "")
    except ValueError:
        raise BadSetting("VESTIBULE_SITE_ORIGINS", f"{text!r} is no origin; write scheme and host, as https://www.example.com") from None


def _public(values: Mapping[str, str], host: str, port: int) -> str:
    """Where the world reaches the edge: as set, else where it listens."""
    text = values.get("VESTIBULE_PUBLIC_URL")
    if text is None:
        shown = "127.0.0.1" if host in ("0.0.0.0", "::") else f"[{host}]" if ":" in host else host
        return f"http://{shown}:{port}"
    try:
        parts = urlsplit(text)
        fits = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0 and not (parts.query or parts.fragment)
    except ValueError:
        fits = False
    if not fits:
        raise BadSetting("VESTIBULE_PUBLIC_URL", f"{text!r} is no address; write scheme and host, as https://chat.example.com")
    return text.rstrip("/")


def _smtp(values: Mapping[str, str]) -> str | None:
    text = values.get("VESTIBULE_SMTP_URL")
    if text is None:
        return None
    try:
        parts = urlsplit(text)
        fits = parts.scheme in ("smtp", "smtps") and parts.hostname and parts.port != 0
    except ValueError:
        fits = False
    if not fits:
        # Not shown: a password stands in it.
        raise BadSetting("VESTIBULE_SMTP_URL", "is no mail server; write it as smtp://user:password@host:587")
    return text


def _private_webhooks(values: Mapping[str, str]) -> bool:
    text = values.get("VESTIBULE_PRIVATE_WEBHOOKS", "refuse")
    if text not in ("allow", "refuse"):
        raise BadSetting("VESTIBULE_PRIVATE_WEBHOOKS", f"{text!r} is neither; write allow or refuse")
    return text == "allow"


def _database(values: Mapping[str, str], data: Path) -> str:
    text = values.get("VESTIBULE_DATABASE_URL")
    if not text:
        return f"sqlite:///{data / 'vestibule.db'}"
    try:
        backend = make_url(text).get_backend_name()
    except (ArgumentError, ValueError):
        raise BadSetting("VESTIBULE_DATABASE_URL", "is no SQLAlchemy URL; write one as postgresql://user:password@host/name") from None
    if backend not in ("sqlite", "postgresql"):
        raise BadSetting("VESTIBULE_DATABASE_URL", f"{backend} is not supported; use sqlite or postgresql")
    return text


def _kept_keys(data: Path) -> dict[str, str]:
    file = data / "keys.json"
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        if not isinstance(kept, dict) or not all(isinstance(key, str) for key in kept.values()):
            raise ValueError(file)
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (ValueError, RecursionError):
        raise BadSetting("VESTIBULE_DATA", f"{file} is broken; delete it, and new keys are made") from None
    except OSError as error:
        raise BadSetting("VESTIBULE_DATA", f"{file} cannot be read ({error.strerror}); make it readable, or name another folder") from None
    return kept


def _keep_keys(data: Path, keys: Mapping[str, str]) -> None:
    file = data / "keys.json"
    temporary = file.with_suffix(".new")
    try:
        data.mkdir(parents=True, exist_ok=True)
        temporary.touch(mode=0o600)
        temporary.write_text(json.dumps(keys), encoding="utf-8")
        temporary.replace(file)
    except OSError as error:
        raise BadSetting("VESTIBULE_DATA", f"{data} cannot be written to ({error.strerror}); make it a writable folder, or name another") from None


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
    public = _public(values, host, port)
    messages, sessions = _limits(values)
    smtp = _smtp(values)
    database = _database(values, data)
    origins = _origins(values, public)
    private = _private_webhooks(values)
    secret, api, is_new = _keys(values, data, site_file == DEMO)
    return Settings(host, port, data, database, secret, api, origins, messages, sessions, smtp, site_file, public, private, is_new)


@lru_cache(maxsize=1)
def site() -> Site:
    """The site of this process, read once. Raises BrokenSite."""
    return load_site(Path(environment().get("VESTIBULE_SITE", str(DEMO))).expanduser().resolve())
