"""What every test stands on: no screen, no network, no machine's language, zone or clock."""

import os
import shutil
import socket
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

_HOME = Path(tempfile.mkdtemp(prefix="study-companion-tests-"))
os.environ.update(
    QT_QPA_PLATFORM="offscreen",
    LC_ALL="C.UTF-8",
    LANG="C.UTF-8",
    LANGUAGE="",
    TZ="UTC",
    # Whoever forgets to name a folder writes here, never into the developer's own data.
    XDG_CACHE_HOME=str(_HOME / "cache"),
    XDG_CONFIG_HOME=str(_HOME / "config"),
    XDG_DATA_HOME=str(_HOME / "data"),
    XDG_STATE_HOME=str(_HOME / "state"),
)
for _name in ("QT_SCALE_FACTOR", "QT_STYLE_OVERRIDE", "QT_FONT_DPI"):
    os.environ.pop(_name, None)
for _name in ("STUDYCOMPANION_DATA", "STUDYCOMPANION_PASSWORD"):
    os.environ.pop(_name, None)
if hasattr(time, "tzset"):
    time.tzset()

import pytest  # noqa: E402
from hypothesis import HealthCheck, settings  # noqa: E402

pytest_plugins = ["tests.postgres", "tests.schema"]

PROVING = os.environ.get("STUDYCOMPANION_PROVE") == "1"
EVENING = datetime(2026, 11, 20, 19, 0, tzinfo=timezone(timedelta(hours=7)))

_calm = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
settings.register_profile(
    "ci",
    max_examples=60,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=_calm,
)
settings.register_profile(
    "prove", max_examples=3000, database=None, deadline=None, suppress_health_check=_calm
)
settings.load_profile("prove" if PROVING else "ci")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every property test is a fuzz run, so `prove` runs it too, with more examples."""
    for item in items:
        if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker("prove")


def pytest_unconfigure() -> None:
    """Leave nothing behind."""
    shutil.rmtree(_HOME, ignore_errors=True)


class FixedClock:
    """A clock that stands still until the test moves it; call it for the moment."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **parts: float) -> None:
        """Move on by ``timedelta(**parts)``."""
        self.now += timedelta(**parts)


@pytest.fixture
def evening() -> datetime:
    """The moment at which tests happen: a topic evening, 19:00 in Việt Nam."""
    return EVENING


@pytest.fixture
def clock() -> FixedClock:
    """A fixed clock at that moment."""
    return FixedClock(EVENING)


@pytest.fixture
def data_folder(tmp_path: Path) -> Path:
    """An empty folder for a data file, its name as people name folders."""
    folder = tmp_path / "Dữ liệu chi bộ"
    folder.mkdir()
    return folder


@pytest.fixture
def rounds() -> Callable[[int, int], int]:
    """How often a fault run repeats: ``rounds(sample, in_full)``; the latter when proving."""
    return lambda sample, in_full: in_full if PROVING else sample


@pytest.fixture(autouse=True)
def _no_network(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection that leaves this machine fails the test, even where its error is caught."""
    loopback = request.node.get_closest_marker("postgres") is not None

    def guarded(method: Callable[..., Any]) -> Callable[..., Any]:
        def call(self: socket.socket, *words: Any) -> Any:
            _judge(self, words[-1], loopback=loopback)
            return method(self, *words)

        return call

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, guarded(getattr(socket.socket, name)))


def _judge(caller: socket.socket, address: Any, *, loopback: bool) -> None:
    if caller.family == getattr(socket, "AF_UNIX", None):
        return
    if not (loopback and address[0] in ("127.0.0.1", "::1", "localhost")):
        pytest.fail(f"A test reached for the network: {address!r}")
