"""The demo site's topic words, for tests of the need."""

from __future__ import annotations

from qualification.reading.need import TopicWords
from qualification.sites.loading import load_site


def demo_topics() -> tuple[TopicWords, ...]:
    """The topics in the site's order."""
    return tuple(topic.reading for topic in load_site().topics)
