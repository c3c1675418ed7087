"""One command starts everything, watches it, and stops it; what is wrong is said before anything starts."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.house import API_KEY, ROOT, free_port


def settings(data: Path, model: Path, **more: str) -> dict[str, str]:
    """An environment for a house of its own."""
    (data / "models").mkdir(parents=True, exist_ok=True)
    link = data / "models" / model.name
    if not link.exists():
        link.symlink_to(model)
    clean = {name: value for name, value in os.environ.items() if not name.startswith("VESTIBULE_")}
    return {**clean, "VESTIBULE_DATA": str(data), "VESTIBULE_PORT": str(free_port()), "VESTIBULE_API_KEY": API_KEY, **more}


@contextmanager
def launched(environment: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "bot", "run"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()


def wait_for(url: str, seconds: float = 90) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"{url} did not answer within {seconds} s")


def children(pid: int) -> list[int]:
    """The processes a process has started (Linux)."""
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]


def is_running(pid: int) -> bool:
    """Whether a process is alive; one that only waits to be collected is not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_until_gone(pids: list[int], seconds: float = 20) -> None:
    until = time.monotonic() + seconds
    while any(is_running(pid) for pid in pids):
        assert time.monotonic() < until, "a process outlived its launcher"
        time.sleep(0.05)


def refusal(environment: dict[str, str]) -> str:
    """What is said instead of starting."""
    found = subprocess.run([sys.executable, "-m", "bot", "run"], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert found.returncode == 2
    return found.stderr


def test_ctrl_c_stops_every_process(tmp_path: Path, model: Path) -> None:
    environment = settings(tmp_path, model)
    with launched(environment) as process:
        wait_for(f"http://127.0.0.1:{environment['VESTIBULE_PORT']}/healthz")
        started = children(process.pid)
        assert len(started) == 2
        assert process.stdout is not None
        # The first start also says which scoring rules are in force.
        assert any("Demo site: http://127.0.0.1:" in process.stdout.readline() for _ in range(2))
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0
        wait_until_gone(started)


def test_no_process_outlives_a_launcher_that_was_killed(tmp_path: Path, model: Path) -> None:
    environment = settings(tmp_path, model)
    with launched(environment) as process:
        wait_for(f"http://127.0.0.1:{environment['VESTIBULE_PORT']}/healthz")
        started = children(process.pid)
        process.kill()
        process.wait()
        wait_until_gone(started)


def test_a_process_that_dies_is_started_again(tmp_path: Path, model: Path) -> None:
    environment = settings(tmp_path, model)
    url = f"http://127.0.0.1:{environment['VESTIBULE_PORT']}/healthz"
    with launched(environment) as process:
        wait_for(url)
        edge, _ = children(process.pid)
        os.kill(edge, signal.SIGKILL)
        wait_until_gone([edge])
        wait_for(url)
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0


def test_a_taken_port_is_said_with_the_way_out(tmp_path: Path, model: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        said = refusal(settings(tmp_path, model, VESTIBULE_PORT=str(taken.getsockname()[1])))
    assert "cannot be used" in said
    assert "VESTIBULE_PORT" in said


@pytest.mark.parametrize(
    ("name", "value", "right"),
    [
        ("VESTIBULE_PORT", "eighty", "a number from 1 to 65535"),
        ("VESTIBULE_RATE_LIMIT", "fast", "30/30"),
        ("VESTIBULE_DATABASE_URL", "mysql://x/y", "sqlite or postgresql"),
        ("VESTIBULE_SITE_ORIGINS", "example.com", "https://www.example.com"),
        ("VESTIBULE_SMTP_URL", "mail.example.com", "smtp://"),
        ("VESTIBULE_SECRET_KEY", "short", "16 characters"),
    ],
)
def test_a_wrong_setting_is_said_with_what_would_be_right(tmp_path: Path, model: Path, name: str, value: str, right: str) -> None:
    said = refusal(settings(tmp_path, model, **{name: value}))
    assert name in said
    assert right in said


def test_a_broken_site_file_stops_the_start_with_its_line(tmp_path: Path, model: Path) -> None:
    broken = tmp_path / "site.yml"
    good = (ROOT / "qualification" / "sites" / "demo.yml").read_text(encoding="utf-8")
    broken.write_text(good.replace("timezone: Europe/London", "timezone: Europe/Londres"), encoding="utf-8")
    line = good[: good.index("timezone: Europe/London")].count("\n") + 1
    said = refusal(settings(tmp_path, model, VESTIBULE_SITE=str(broken), VESTIBULE_SECRET_KEY="a-long-enough-secret"))
    assert f"site.yml:{line}: " in said
    assert "Europe/Londres" in said
    assert "such as Europe/Paris" in said


def test_a_site_of_ones_own_needs_a_secret_and_is_told_how_to_make_one(tmp_path: Path, model: Path) -> None:
    own = tmp_path / "site.yml"
    own.write_text((ROOT / "qualification" / "sites" / "demo.yml").read_text(encoding="utf-8"), encoding="utf-8")
    said = refusal(settings(tmp_path, model, VESTIBULE_SITE=str(own)))
    assert "VESTIBULE_SECRET_KEY" in said
    assert "secrets.token_urlsafe" in said


def test_the_key_of_the_demo_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    from bot.settings import load_settings

    first = load_settings({"VESTIBULE_DATA": str(tmp_path)})
    second = load_settings({"VESTIBULE_DATA": str(tmp_path)})
    assert first.new_api_key
    assert not second.new_api_key
    assert (first.api_key, first.secret_key) == (second.api_key, second.secret_key)
    assert (tmp_path / "keys.json").stat().st_mode & 0o077 == 0
