"""Rasa's own networks, able to be loaded beside our TensorFlow.

Rasa calls a compiled prediction with a tuple where it declared a list; TensorFlow 2.12 let that pass, 2.15 does not.
Nothing else differs, so what is measured is Rasa's. Files of a model carry their class's name, so the names are Rasa's as well.
"""

from __future__ import annotations

from typing import Any

from rasa.core.policies import ted_policy, unexpected_intent_policy
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.classifiers import diet_classifier

Kind = DefaultV1Recipe.ComponentType


class _CalledWithList:
    def _rasa_predict(self, batch_in: Any) -> Any:
        return super()._rasa_predict(list(batch_in))  # type: ignore[misc]


class _DIET(_CalledWithList, diet_classifier.DIET):
    pass


class _TED(_CalledWithList, ted_policy.TED):
    pass


class _IntentTED(_CalledWithList, unexpected_intent_policy.IntentTED):
    pass


@DefaultV1Recipe.register([Kind.INTENT_CLASSIFIER, Kind.ENTITY_EXTRACTOR], is_trainable=True)
class DIETClassifier(diet_classifier.DIETClassifier):
    """The classifier of `rasa init`."""

    @staticmethod
    def model_class() -> type[Any]:
        """Its network."""
        return _DIET


@DefaultV1Recipe.register(Kind.POLICY_WITH_END_TO_END_SUPPORT, is_trainable=True)
class TEDPolicy(ted_policy.TEDPolicy):
    """The policy of `rasa init` that learns what to do next."""

    @staticmethod
    def model_class() -> type[Any]:
        """Its network."""
        return _TED


@DefaultV1Recipe.register(Kind.POLICY_WITH_END_TO_END_SUPPORT, is_trainable=True)
class UnexpecTEDIntentPolicy(unexpected_intent_policy.UnexpecTEDIntentPolicy):
    """The policy of `rasa init` that knows which intents surprise it."""

    @staticmethod
    def model_class() -> type[Any]:
        """Its network."""
        return _IntentTED
