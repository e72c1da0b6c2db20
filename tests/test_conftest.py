"""The ground that the tests stand on is itself firm."""

import locale
import socket
import time
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st


def test_the_network_is_out_of_reach():
    with socket.socket() as caller, pytest.raises(pytest.fail.Exception, match="network"):
        caller.connect(("192.0.2.1", 80))


def test_loopback_is_out_of_reach_without_a_reason():
    with socket.socket() as caller, pytest.raises(pytest.fail.Exception, match="network"):
        caller.connect_ex(("127.0.0.1", 1))


def test_a_datagram_does_not_leave_either():
    with (
        socket.socket(type=socket.SOCK_DGRAM) as caller,
        pytest.raises(pytest.fail.Exception, match="network"),
    ):
        caller.sendto(b"x", ("192.0.2.1", 53))


@pytest.mark.postgres
def test_a_database_test_may_reach_this_machine():
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as caller:
        caller.connect(server.getsockname())


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no such sockets on this system")
def test_programs_on_this_machine_may_talk_by_file(tmp_path):
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as caller:
        server.bind(str(tmp_path / "s"))
        server.listen()
        caller.connect(str(tmp_path / "s"))


def test_the_clock_stands_still_until_moved(clock, evening):
    assert clock() == clock() == evening
    clock.advance(days=1, minutes=5)
    assert clock() - evening == timedelta(days=1, minutes=5)


def test_language_and_zone_are_nobodys():
    assert time.timezone == 0
    assert locale.setlocale(locale.LC_NUMERIC, "") in ("C", "C.UTF-8")


@given(st.none())
def test_property_tests_are_proved_in_full_too(nothing):
    assert nothing is None


def test_collection_marks_property_tests_as_long_runs(request):
    marked = {item.name for item in request.session.items if item.get_closest_marker("prove")}
    assert test_property_tests_are_proved_in_full_too.__name__ in marked
