"""What the assistant says: the responses of domain.yml, in the visitor's language, never the same wording twice in a row."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.settings import site
from bot.wording import Wordings
from qualification.bant import Language


@lru_cache(maxsize=8)
def _common_words(language: Language) -> dict[str, str]:
    """What every sentence may name: the company, the assistant, the site's approved statements."""
    return {"company": site().company, "assistant": site().assistant, **{name: texts[language] for name, texts in site().facts.items()}}


class Phrasebook(TemplatedNaturalLanguageGenerator):
    """A response generator that takes turns between the wordings of one language and sets French typography."""

    def __init__(self, endpoint_config: EndpointConfig | None = None, domain: Domain | None = None) -> None:
        super().__init__(domain.responses if domain else {})
        self._wordings: Wordings | None = None

    async def generate(self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any) -> dict[str, Any] | None:
        if self._wordings is None or self._wordings.responses is not self.responses:
            self._wordings = Wordings(self.responses)
        language = kwargs.pop("language", None) or tracker.get_slot("language") or "fr"
        # What was not said lately comes first: count how often this was said in the talk at hand.
        turn = sum(isinstance(event, BotUttered) and event.metadata.get("utter_action") == utter_action for event in tracker.events)
        text = self._wordings.say(utter_action, language, turn, {**_common_words(language), **kwargs.pop("words", {})})
        return None if text is None else {"text": text}
