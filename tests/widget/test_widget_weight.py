"""What the widget costs, and that its types hold."""

import subprocess
from pathlib import Path

import pytest

from bot.widget import report, serving

HERE = Path(__file__).parent


def test_it_stays_within_its_weight():
    loader, chat = report.sizes()
    assert sum(loader.values()) <= report.LOADER_MOST
    assert sum(chat.values()) <= report.CHAT_MOST


def test_every_part_is_fetched_at_once():
    scripts = {path.stem for path in (serving.HERE / "chat").glob("*.js")}
    entry = (serving.HERE / "chat" / "chat.js").read_text()
    named = set(entry.partition('PARTS = "')[2].partition('"')[0].split())
    assert named == scripts - {"chat", "behaviour"}


@pytest.mark.parametrize("path", [*sorted((serving.HERE / "chat").glob("*.js")), serving.HERE / "widget.js"], ids=lambda path: path.name)
def test_what_is_served_is_the_script_without_its_comments(path, tmp_path):
    slim = tmp_path / "slim.mjs"
    slim.write_text(serving.slim(path.read_text()))
    subprocess.run(["node", "--check", slim], check=True)
    assert "/**" not in slim.read_text()


def test_types_hold(node_modules):
    found = subprocess.run(["npm", "run", "--silent", "types"], cwd=HERE, capture_output=True, text=True)
    assert found.returncode == 0, found.stdout
