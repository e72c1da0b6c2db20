"""The reviews' page over five people and a topic."""

import pytest

from tests.ui.people import NAMES, enrol, topic_of


@pytest.fixture
def ids(desk):
    """The ids of five people by name."""
    return enrol(desk, *NAMES)


@pytest.fixture
def topic(desk, ids):
    """A topic that calls them."""
    return topic_of(desk)


@pytest.fixture
def window(desk, topic, open_window):
    """The window on the reviews' page."""
    return open_window(desk, "reviews")


@pytest.fixture
def page(window):
    """That page."""
    return window.pages["reviews"]
