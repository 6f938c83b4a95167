"""The models of a pack's files by themselves."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from pydantic import ValidationError

from knowledge.schema import FactModel, FactsModel, SourceModel

SOURCE = {"publisher": "P", "headline": "H", "published": date(2022, 1, 31), "language": "en"}


def test_a_date_stays_a_date_and_no_zone_is_invented() -> None:
    assert SourceModel.model_validate(SOURCE).published == date(2022, 1, 31)
    assert type(SourceModel.model_validate(SOURCE).published) is date
    local = datetime(2022, 1, 31, 18, 30)  # noqa: DTZ001  as the source gives it
    assert SourceModel.model_validate(SOURCE | {"published": local}).published == local
    zoned = datetime(2022, 1, 31, 18, 30, tzinfo=UTC)
    assert SourceModel.model_validate(SOURCE | {"published": zoned}).published == zoned
    written = SourceModel.model_validate(SOURCE | {"published": "2022-01-31"})
    assert type(written.published) is date


@pytest.mark.parametrize("published", [0, 1643620000, "soon", None, 2.5])
def test_a_number_is_no_date(published: object) -> None:
    with pytest.raises(ValidationError, match="is not a date"):
        SourceModel.model_validate(SOURCE | {"published": published})


def test_the_day_of_a_fact_has_no_time() -> None:
    fact = {"id": "a", "quote": "Q.", "questions": ["Why?"]}
    assert FactModel.model_validate(fact | {"when": date(2022, 1, 5)}).when == date(2022, 1, 5)
    with pytest.raises(ValidationError, match="is not a date alone"):
        FactModel.model_validate(fact | {"when": datetime(2022, 1, 5)})  # noqa: DTZ001


def test_three_fields_make_a_fact_and_space_around_texts_is_dropped() -> None:
    fact = {"id": "a", "quote": " Q. ", "questions": [" Why? "]}
    model = FactsModel.model_validate({"facts": [fact]}).facts[0]
    assert (model.quote, model.questions, model.answer, model.related) == ("Q.", ("Why?",), None, ())


def test_unknown_keys_are_refused() -> None:
    with pytest.raises(ValidationError, match="colour"):
        SourceModel.model_validate(SOURCE | {"colour": "red"})
