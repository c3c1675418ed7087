"""Which file answers which address, with its headers. Knows no web framework."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

HERE = Path(__file__).parent
LOADER = HERE / "widget.js"
LANGUAGES = ("fr", "en")
LAUNCHER = ("launcher", "dismiss", "unreachable")
"""The words of the launcher, which are there before any words file is fetched."""

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".pdf": "application/pdf",
    ".woff2": "font/woff2",
    ".txt": "text/plain; charset=utf-8",
}

# Pages of the demo site hold no script and no style of their own.
SITE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)


@dataclass(frozen=True)
class Served:
    """One answer: `zipped` is the body for a browser that accepts gzip, None where that gains nothing."""

    body: bytes
    zipped: bytes | None
    headers: dict[str, str]

    def answer(self, accept_encoding: str | None, if_none_match: str | None) -> tuple[int, bytes, dict[str, str]]:
        """Status, body and headers for a browser that sent these two headers."""
        if self.headers["ETag"] in (if_none_match or ""):
            return 304, b"", self.headers
        if self.zipped and "gzip" in (accept_encoding or ""):
            return 200, self.zipped, self.headers | {"Content-Encoding": "gzip"}
        return 200, self.body, self.headers


def find(url_path: str) -> Served | None:
    """The file at a path such as `/widget.js` or `/fr/tarifs.html`; None where there is none."""
    path = _file(unquote(url_path))
    if path is None:
        return None
    made_of = [path, *(_words() if path == LOADER else [])]
    return _served(path, max(one.stat().st_mtime_ns for one in made_of))


def home(accept_language: str | None) -> str:
    """Where `/` leads: the first of our languages that `Accept-Language` wants most, else French."""
    wanted = []
    for place, part in enumerate((accept_language or "").split(",")):
        name, _, quality = part.partition(";")
        try:
            weight = float(quality.strip().removeprefix("q=") or 1)
        except ValueError:
            weight = 0.0
        wanted.append((-weight, place, name.strip()[:2].lower()))
    best = next((name for weight, _, name in sorted(wanted) if weight < 0 and name in LANGUAGES), LANGUAGES[0])
    return f"/{best}/"


def slim(script: str) -> str:
    """A script without its comments and indentation.

    No parser is needed, as no string in these files holds `/**`, nor ` // `, nor a line that begins with `//`.
    """
    bare = re.sub(r"/\*\*.*?\*/ ?", "", script, flags=re.DOTALL)
    lines = (re.sub(r"(^| )// .*", "", line.strip()).rstrip() for line in bare.split("\n"))
    return "\n".join(line for line in lines if line)


def spoken(loader: str) -> str:
    """The loader with what each words file says for the launcher, so that a language is one file."""
    said = {}
    for file in _words():
        words = json.loads(file.read_text(encoding="utf-8"))
        said[file.suffixes[0][1:]] = [words[name] for name in LAUNCHER]
    return loader.replace("{/* words */}", json.dumps(said, ensure_ascii=False, separators=(",", ":")))


def _words() -> list[Path]:
    return sorted((HERE / "chat").glob("words.*.json"))


def _file(path: str) -> Path | None:
    """The file on disk, never outside the folder that the address names."""
    first, _, rest = path.lstrip("/").partition("/")
    if path == "/widget.js":
        return LOADER
    if first == "widget":
        folder = HERE / "chat"
    elif first == "site":
        folder = HERE / "site" / "assets"
    elif first in LANGUAGES:
        folder, rest = HERE / "site" / first, rest or "index.html"
    else:
        return None
    file = (folder / rest).resolve() if "\0" not in rest else folder
    allowed = file.is_relative_to(folder.resolve()) and file.suffix in TYPES and not file.name.endswith(".d.ts")
    return file if allowed and file.is_file() else None


@lru_cache(maxsize=256)
def _served(path: Path, _changed: int) -> Served:
    body = path.read_bytes()
    widget = path.is_relative_to(HERE) and not path.is_relative_to(HERE / "site")
    if widget and path.suffix == ".js":
        script = body.decode()
        body = slim(spoken(script) if path == LOADER else script).encode()
    if path.suffix == ".json":
        body = json.dumps(json.loads(body), ensure_ascii=False, separators=(",", ":")).encode()
    zipped = gzip.compress(body, 9, mtime=0) if path.suffix not in (".pdf", ".woff2") else None
    headers = {
        "Content-Type": TYPES[path.suffix],
        "Cache-Control": "public, max-age=300, stale-while-revalidate=86400" if widget else "public, max-age=60",
        "ETag": f'W/"{hashlib.sha256(body).hexdigest()[:20]}"',
        "Vary": "Accept-Encoding",
        "X-Content-Type-Options": "nosniff",
    }
    if widget:  # any page may embed it, isolated ones too; modules are always fetched with CORS
        headers |= {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
    if path.suffix == ".html":
        headers |= {"Content-Security-Policy": SITE_POLICY, "Referrer-Policy": "strict-origin-when-cross-origin"}
    return Served(body, zipped, headers)
