"""The demo site's topic words, for tests of the need."""

from __future__ import annotations

from pathlib import Path

import yaml

from qualification.bant import LANGUAGES
from qualification.reading.need import TopicWords

DEMO_WORDS = Path(__file__).parents[2] / "qualification" / "sites" / "demo-topics.yml"


def demo_topics() -> tuple[TopicWords, ...]:
    """The topics as the demo site writes them, in the site's order."""
    written = yaml.safe_load(DEMO_WORDS.read_text(encoding="utf-8"))
    return tuple(TopicWords(topic, {language: tuple(words[language]) for language in LANGUAGES}) for topic, words in written.items())
