"""Libraries that talk too much at start."""

from __future__ import annotations

import logging
import os
import warnings


def quiet() -> None:
    """Silences what says nothing to whoever runs the program; has to come before TensorFlow is imported."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
    warnings.filterwarnings("ignore")
    for name in ("rasa", "rasa_sdk", "tensorflow", "absl", "matplotlib", "apscheduler", "h5py"):
        logging.getLogger(name).setLevel(logging.WARNING)


def configure_rasa_logging() -> None:
    """Without this an embedded Rasa prints every debug event, the visitor's words included."""
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.WARNING)
