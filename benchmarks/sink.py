"""A mail server that takes every letter and keeps none, as a process of its own: python -m benchmarks.sink"""

from __future__ import annotations

import asyncio
from typing import Any

from aiosmtpd.smtp import SMTP


class _Sink:
    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        return "250 OK"


async def main() -> None:
    """Prints its port and serves until it is stopped."""
    listening = await asyncio.get_running_loop().create_server(lambda: SMTP(_Sink(), hostname="sink.example"), "127.0.0.1", 0)
    print(listening.sockets[0].getsockname()[1], flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
