import pytest

from studycompanion.errors import Cancelled, UserError
from studycompanion.services import passwords, restoring, safekeeping
from studycompanion.storage import backup as files
from tests.services.conftest import enrol


class Reports:
    def __init__(self, stop_at=99):
        self.told, self.stop_at = [], stop_at

    def report(self, done, total, label):
        if done == self.stop_at:
            raise Cancelled
        self.told.append((done, total, label))


@pytest.fixture
def covered(desk):
    """Data with a password that has three backups of before."""
    enrol(desk, "Nguyễn Thị Bảo Mật")
    for _ in range(3):
        safekeeping.backup(desk)
    safekeeping.change_password(desk, None, "một")
    return desk


def test_advice_is_given_in_sentences_and_knows_the_names_of_the_file(desk):
    assert passwords.hints("sông Hồng đỏ nặng phù sa", desk) == ()
    (hint,) = passwords.hints("Trần Văn Mẫu 1", desk)
    assert "Tên người" in hint
    assert passwords.hints("Trần Văn Mẫu 1") == ()


def test_backups_of_before_the_password_can_be_put_under_it(covered):
    assert len(passwords.plain_backups(covered)) == 3
    before = files.every(covered.folder)
    job = Reports()
    assert passwords.encrypt_backups(covered, job) == 3
    assert job.told == [(n, 3, "20/11/2026") for n in range(3)]
    assert passwords.plain_backups(covered) == ()
    after = files.every(covered.folder)
    assert [one.counts for one in after] == [one.counts for one in before]
    assert all(files.is_whole(one) and one.is_encrypted for one in after)
    assert not [
        p for p in covered.folder.rglob("*") if p.is_file() and "Bảo Mật".encode() in p.read_bytes()
    ]
    restoring.restore(covered, after[0].path)


def test_stopping_half_way_keeps_what_was_done(covered):
    with pytest.raises(Cancelled):
        passwords.encrypt_backups(covered, Reports(stop_at=2))
    assert len(passwords.plain_backups(covered)) == 1


def test_plain_data_has_plain_backups_and_nothing_to_put_them_under(desk):
    safekeeping.backup(desk)
    assert passwords.plain_backups(desk) == ()
    with pytest.raises(UserError, match="no_password"):
        passwords.encrypt_backups(desk, Reports())
