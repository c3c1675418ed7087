"""Plays the sample visitors of ../shared against the running house."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from bot.settings import load_settings


def main(shared: Path) -> int:
    """0 when both ran, whatever they found; 2 when the house does not run."""
    client = shared / "visitor" / "visitor.py"
    if not client.is_file():
        print(f"SKIPPED: there is no {client}, so no sample visitors were played.")
        return 0
    settings = load_settings()
    code = 0
    for kind in ("personas", "turns"):
        data = client.parent / f"{kind}.jsonl"
        command = [sys.executable, str(client), kind, "--url", settings.public_url, "--api-key", settings.api_key, "--data", str(data), "--quiet"]
        failures = settings.data / f"visitors-{kind}.jsonl"
        code = max(code, subprocess.run([*command, "--failures", str(failures)], check=False).returncode)
        print(f"What failed is in {failures}.\n")
    return code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared")))
