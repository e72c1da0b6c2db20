"""Long work that nobody watches."""

from studycompanion.domain.work import Silent


def test_a_job_that_nobody_watches_is_never_cancelled():
    assert Silent().report(1, 2, "Nguyễn Văn Mẫu") is None
