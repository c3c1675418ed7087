"""How much the widget costs a page: `python -m bot.widget.report`. Fails above the targets."""

from __future__ import annotations

import sys

from bot.widget.serving import HERE, find

LOADER_MOST = 2 * 1024
CHAT_MOST = 18_000
AFTER_CONSENT = "behaviour.js"
"""Fetched only by those who agreed to tracking; whoever opens the chat fetches the rest."""


def sizes() -> tuple[dict[str, int], dict[str, int]]:
    """Gzipped bytes as served: the loader, then what opening the chat fetches, with the largest words file."""
    chat = {path.name: _size(f"/widget/{path.name}") for path in sorted((HERE / "chat").glob("*.js")) if path.name != AFTER_CONSENT}
    words = {path.name: _size(f"/widget/{path.name}") for path in (HERE / "chat").glob("words.*.json")}
    largest = max(words, key=words.__getitem__)
    return {"widget.js": _size("/widget.js")}, chat | {largest: words[largest]}


def main() -> int:
    loader, chat = sizes()
    for name, size in (loader | chat).items():
        print(f"{size:7,}  {name}")
    within = True
    for title, files, most in (("loader", loader, LOADER_MOST), ("open chat", chat, CHAT_MOST)):
        total = sum(files.values())
        within &= total <= most
        print(f"{total:7,}  {title}, of {most:,} at most{'' if total <= most else '  TOO MUCH'}")
    print(f"{_size('/widget/' + AFTER_CONSENT):7,}  {AFTER_CONSENT}, after consent to tracking only")
    return 0 if within else 1


def _size(url_path: str) -> int:
    served = find(url_path)
    assert served
    assert served.zipped
    return len(served.zipped)


if __name__ == "__main__":
    sys.exit(main())
