"""What is counted and timed, in a registry of its own, and its text for Prometheus."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
"""Of the text that ``exposition`` makes."""
DECIDING = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0)
ANSWERING = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
WAITING = (1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 300.0, 1800.0, 7200.0, 86400.0)
"""Upper bounds of the histograms, in seconds; Telegram's dates are whole seconds, and it keeps a day."""


@dataclass(frozen=True, kw_only=True)
class Metrics:
    """The measurements of one process; no label ever holds a person, a chat or a text."""

    registry: CollectorRegistry
    updates: Counter
    in_flight: Gauge
    queue_age: Histogram
    answering: Histogram
    decisions: Counter
    deciding: Histogram
    retries: Counter
    doubtful: Counter
    dead_letters: Counter
    database_errors: Counter
    feedback: Counter
    started: Gauge

    @classmethod
    def new(cls) -> Self:
        """Measurements that begin now, in a registry of their own."""
        make = _Maker(CollectorRegistry())
        metrics = cls(
            registry=make.registry,
            updates=make.counter("updates", "Updates taken up, by kind.", "kind"),
            in_flight=make.gauge("updates_in_flight", "Updates being answered now."),
            queue_age=make.histogram(
                "queue_age_seconds", "From a message's date until it was taken up.", WAITING
            ),
            answering=make.histogram("answer_seconds", "From receiving an update to its answer.", ANSWERING),
            decisions=make.counter("decisions", "Questions, by what was decided.", "decision"),
            deciding=make.histogram("decision_seconds", "From a question to its decision.", DECIDING),
            retries=make.counter("retries", "Calls to Telegram that were made once more."),
            doubtful=make.counter("doubtful_sends", "Messages that may have arrived twice."),
            dead_letters=make.counter("dead_letters", "Updates that were given up."),
            database_errors=make.counter(
                "database_errors", "Readings and writings that failed or took too long.", "access"
            ),
            feedback=make.counter("feedback", "Presses of the buttons that judge an answer.", "verdict"),
            started=make.gauge("start_time_seconds", "When this process started, in Unix time."),
        )
        metrics.started.set_to_current_time()
        for access in ("read", "write"):
            metrics.database_errors.labels(access)  # 0 is told too
        return metrics

    def exposition(self) -> bytes:
        """Everything as the text that Prometheus reads; its media type is ``CONTENT_TYPE``."""
        return generate_latest(self.registry)

    def value(self, name: str, **labels: str) -> float:
        """One number by its name, as the text has it without "verbatim_"; 0 before anything was counted."""
        return self.registry.get_sample_value(f"verbatim_{name}", labels) or 0.0


class _Maker:
    """Makes measurements that share a registry and the beginning of their names."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.registry = registry

    def counter(self, name: str, meaning: str, *labels: str) -> Counter:
        return Counter(name, meaning, labels, namespace="verbatim", registry=self.registry)

    def gauge(self, name: str, meaning: str) -> Gauge:
        return Gauge(name, meaning, namespace="verbatim", registry=self.registry)

    def histogram(self, name: str, meaning: str, bounds: tuple[float, ...]) -> Histogram:
        return Histogram(name, meaning, namespace="verbatim", registry=self.registry, buckets=bounds)
