"""Libraries that talk too much at start."""

from __future__ import annotations

import logging
import os
import warnings


def _show_nothing(*_: object, **__: object) -> None:
    """Deprecations inside libraries say nothing to whoever runs the program."""


def quiet() -> None:
    """Silences what says nothing to whoever runs the program; has to come before TensorFlow is imported."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
    warnings.filterwarnings("ignore")
    # Some libraries set filters of their own when imported; what is shown is decided here.
    warnings.showwarning = _show_nothing
    logging.getLogger().addFilter(lambda record: "tf.summary" not in str(record.msg) and "tf.compat" not in str(record.msg))
    for name in ("rasa", "rasa_sdk", "tensorflow", "absl", "matplotlib", "apscheduler", "h5py"):
        logging.getLogger(name).setLevel(logging.WARNING)


def configure_rasa_logging() -> None:
    """Without this an embedded Rasa prints every debug event, the visitor's words included."""
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.WARNING)
