"""Stages of reviews and plans."""

import pytest

from studycompanion.domain.review import Stage


@pytest.mark.parametrize("stage", Stage)
def test_own_text_may_change_until_it_is_handed_in(stage):
    assert stage.is_writable is (stage.value in {"writing", "paper"})
