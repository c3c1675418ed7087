"""The one NLU component: language, facts and intent of a message, tokenized once."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import joblib
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.deciding import decide
from bot.nlu.learned import MODEL_FILE, Learned, learn
from bot.nlu.marks import MARKED, Mark, Marked
from bot.settings import load_settings, site
from bot.training import made_by
from qualification.reading.hearing import Heard, Setting, hear
from qualification.reading.language import recognise
from qualification.reading.moments import read_moment
from qualification.reading.ordinals import read_ordinal
from qualification.reading.utterance import Reading, Utterance
from qualification.reading.written import value_from, written


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=True)
class Understanding(GraphComponent):
    """Understands a message in the light of what was asked.

    What was asked stands in the message's metadata when it comes through the website channel, and in the
    tracker's slots otherwise, so that `rasa shell` understands as well as the widget.
    """

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, model: Learned | None = None) -> None:
        self._config = config
        self._storage = model_storage
        self._resource = resource
        self._model = model
        self._topics = tuple(topic.reading for topic in site().topics)

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"sparse_c": 30.0, "joint_c": 5.0, "meaning_c": 5.0}

    @classmethod
    def create(cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext) -> Understanding:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext, **kwargs: Any
    ) -> Understanding:
        with model_storage.read_from(resource) as folder:
            model: Learned = joblib.load(folder / MODEL_FILE)
        component = cls(config, model_storage, resource, model)
        model.intents.rank("bonjour")  # the first sentence loads the encoder
        return component

    def train(self, training_data: TrainingData) -> Resource:
        told = [one for one in training_data.intent_examples if one.get(TEXT)]
        examples = [one for one in told if MARKED not in _metadata(one)]
        texts, intents = [one.get(TEXT) for one in examples], [one.get(INTENT) for one in examples]
        metadata = [_metadata(one) for one in examples]
        marked = [_marked(one) for one in told if MARKED in _metadata(one)]
        self._model = learn(load_settings().models, made_by(), texts, intents, metadata, marked, self._topics, self._config)
        with self._storage.write_to(self._resource) as folder:
            joblib.dump(self._model, folder / MODEL_FILE, compress=3)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def process(self, messages: list[Message], tracker: DialogueStateTracker) -> list[Message]:
        for message in messages:
            self._understand(message, tracker)
        return messages

    def _understand(self, message: Message, tracker: DialogueStateTracker | None) -> None:
        metadata = message.get("metadata") or {}
        slots = tracker.current_slot_values() if tracker else {}
        typed = str(message.get(TEXT) or "")
        asks = metadata["asks"] if "asks" in metadata else slots.get("asks")
        choice = metadata.get("choice")
        language = recognise(typed, metadata.get("language") or slots.get("language")) if not choice else metadata["language"]
        zone = ZoneInfo(metadata.get("timezone") or "Europe/Paris")
        said = Utterance(typed, language, datetime.now(zone).date())
        setting = Setting(
            self._topics,
            asks,
            metadata.get("last_answered") or slots.get("last_answered"),
            metadata.get("region") or "FR",
            self._model.meanings if self._model else None,
        )
        heard = _chosen(choice, typed) if choice else hear(said, setting)
        moment = read_moment(said) if asks == "slot" and not choice else None
        ordinal = read_ordinal(said, metadata.get("offers", 3)) if asks == "slot" and not choice else None
        ranking = self._model.intents.rank(typed) if self._model and not choice and not said.is_blank else []
        intent, confidence = decide(ranking, heard, asks, choice=choice, names_time=moment is not None or ordinal is not None)
        message.set(INTENT, {INTENT_NAME_KEY: intent, PREDICTED_CONFIDENCE_KEY: confidence}, add_to_output=True)
        shown = [{INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: share} for name, share in ranking[:5]]
        message.set(INTENT_RANKING_KEY, shown, add_to_output=True)
        reading = {**written(heard), "language": language}
        if moment is not None:
            reading["moment"] = {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in asdict(moment.value).items()}
        if ordinal is not None:
            reading["ordinal"] = ordinal
        if choice and "slot" in choice:
            reading["slot"] = choice["slot"]
        message.set("reading", reading, add_to_output=True)


def _metadata(example: Message) -> dict[str, Any]:
    """What stands as `metadata` above a block of examples."""
    return (example.get("metadata") or {}).get("intent") or {}


def _marked(example: Message) -> Marked:
    marks = tuple(Mark(one["start"], one["end"], one["entity"]) for one in example.get(ENTITIES, []))
    return Marked(example.get(TEXT), marks, _metadata(example).get("need"))


def _chosen(choice: dict[str, Any], label: str) -> Heard:
    """The facts that a choice says by itself."""
    facts: dict[Any, Reading[Any]] = {}
    if "fact" in choice:
        attribute, value = choice["fact"]
        facts[attribute] = Reading(value_from(attribute, value), label, 0, len(label))
    return Heard(facts, period=choice.get("period"))
