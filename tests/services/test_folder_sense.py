from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from studycompanion.services import folder_sense
from studycompanion.services.folder_sense import FolderKind, System, kind_of

LINUX = System(
    (
        ("/", "ext4"),
        ("/home", "ext4"),
        ("/srv/chung", "cifs"),
        ("/home/a/máy chủ", "fuse.sshfs"),
        ("/media/a/KINGSTON", "vfat"),
    ),
    {},
    {},
)
WINDOWS = System((), {"C:": 3, "E:": 2, "Z:": 4}, {"OneDriveCommercial": r"C:\Users\a\Co quan"})


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("/home/a/.local/share/StudyCompanion", None),
        ("/home/a/Dropbox/chi bộ", FolderKind.CLOUD),
        ("/home/a/Google Drive (a@b)/chi bộ", FolderKind.CLOUD),
        ("/srv/chung/chi bộ", FolderKind.NETWORK),
        ("/srv/chung khác/chi bộ", None),
        ("/home/a/máy chủ", FolderKind.NETWORK),
        ("/media/a/KINGSTON/chi bộ", FolderKind.REMOVABLE),
        ("/run/media/a/x", None),
    ],
)
def test_a_folder_is_known_by_its_path_and_its_mount(path, wanted):
    assert kind_of(PurePosixPath(path), LINUX) is wanted


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        (r"C:\Users\a\AppData\Local\StudyCompanion", None),
        (r"C:\Users\a\OneDrive - Phuong\Chi bo", FolderKind.CLOUD),
        (r"C:\Users\a\Co quan\Chi bo", FolderKind.CLOUD),
        (r"\\maychu\chung\Chi bo", FolderKind.NETWORK),
        (r"Z:\Chi bo", FolderKind.NETWORK),
        (r"E:\Chi bo", FolderKind.REMOVABLE),
    ],
)
def test_a_folder_of_windows_is_known_by_its_path_and_its_drive(path, wanted):
    assert kind_of(PureWindowsPath(path), WINDOWS) is wanted


def test_a_warning_is_a_sentence_with_a_better_place():
    told = folder_sense.sense(Path("/home/a/Dropbox/x"), LINUX)
    assert "đồng bộ" in told.words
    assert told.better == folder_sense.better_place(Path("/elsewhere"))
    assert folder_sense.better_place(told.better) is None


def test_this_very_system_can_be_asked(tmp_path):
    assert folder_sense.sense(tmp_path / "d") in (None, folder_sense.sense(tmp_path / "d"))


def test_a_system_that_tells_nothing_gives_no_warning(monkeypatch):
    def refused(*_, **__):
        raise OSError

    monkeypatch.setattr(Path, "read_text", refused)
    assert folder_sense.sense(Path("/data/d")) is None
