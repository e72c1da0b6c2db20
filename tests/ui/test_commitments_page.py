"""Commitment forms: preview of the real pages, export with progress."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton

from studycompanion.domain.people import StatusKind
from studycompanion.services import members, plans, removal
from studycompanion.ui.dialogs import Message
from studycompanion.ui.progress import ProgressWindow
from studycompanion.ui.widgets.record_table import RecordTable
from tests.ui.fixtures import settle
from tests.ui.people import NAMES, enrol, person, topic_of


@pytest.fixture
def ids(desk):
    return enrol(desk, *NAMES, person("Vũ Thị Miễn", status=StatusKind.EXEMPT))


@pytest.fixture
def topic(desk, ids):
    return topic_of(desk)


@pytest.fixture
def window(desk, topic, open_window):
    return open_window(desk, "commitments")


@pytest.fixture
def page(window):
    return window.pages["commitments"]


def pages_shown(page) -> list[QLabel]:
    found = page.view.preview.widget().findChildren(QLabel)
    return [label for label in found if not label.pixmap().isNull()]


def answer(dialogs, words: str) -> str:
    """Press a button of the question; returns what was asked."""
    message = dialogs.expect(Message)
    next(one for one in message.findChildren(QPushButton) if one.text() == words).click()
    return message.accessibleName()


def export(dialogs, page, out: Path, *, words: str = "Có") -> None:
    page.view.export.click()
    answer(dialogs, words)
    dialogs.choose(out)


def test_the_preview_shows_the_pages_that_would_be_printed(qtbot, window, page):
    qtbot.waitUntil(lambda: len(pages_shown(page)) >= 2, timeout=10_000)
    first = pages_shown(page)[0].pixmap()
    assert first.height() / first.width() == pytest.approx(297 / 210, rel=0.01)
    assert first.width() <= page.view.preview.viewport().width()
    filled = first.toImage()
    page.view.blank.setChecked(True)
    qtbot.waitUntil(
        lambda: bool(pages_shown(page)) and pages_shown(page)[-1].pixmap().toImage() != filled,
        timeout=10_000,
    )


def test_words_are_found_and_coloured_on_the_pages(qtbot, window, page):
    qtbot.waitUntil(lambda: len(pages_shown(page)) >= 2, timeout=10_000)
    plain = [label.pixmap().toImage() for label in pages_shown(page)]
    page.view.bar.box.setText("cam ket")
    qtbot.waitUntil(lambda: page.view.bar.place.text().startswith("1/"), timeout=10_000)
    count = int(page.view.bar.place.text().partition("/")[2])
    assert count >= 2
    marked = [label.pixmap().toImage() for label in pages_shown(page)]
    assert marked[0] != plain[0]
    for _ in range(count - 1):
        page.view.bar.box.entered.emit()
    assert page.view.bar.place.text() == f"{count}/{count}"
    assert page.view.preview.verticalScrollBar().value() > 0
    page.view.bar.box.setText("không có ở đây")
    qtbot.waitUntil(lambda: page.view.bar.place.text() == "không có", timeout=10_000)
    assert [label.pixmap().toImage() for label in pages_shown(page)] == plain


def test_pages_are_shown_larger_step_by_step(qtbot, window, page):
    qtbot.waitUntil(lambda: len(pages_shown(page)) >= 2, timeout=10_000)
    width = pages_shown(page)[0].pixmap().width()
    bar = page.view.bar
    assert not bar.smaller.isEnabled()
    bar.larger.click()
    qtbot.waitUntil(
        lambda: bool(pages_shown(page)) and pages_shown(page)[0].pixmap().width() > 1.2 * width,
        timeout=10_000,
    )
    for _ in range(3):
        bar.larger.click()
    assert not bar.larger.isEnabled()
    assert bar.smaller.isEnabled()
    settle(qtbot, window)


def test_somebody_exempt_gets_no_form_and_the_page_says_so(qtbot, window, page, ids):
    page.view.finder.table.go_to(ids["Vũ Thị Miễn"])
    settle(qtbot, window)
    assert pages_shown(page) == []
    words = [w.text() for w in page.view.preview.widget().findChildren(QLabel)]
    assert "Đồng chí này không phải làm bản cam kết." in words


def test_export_writes_every_form_and_names_who_was_left_out(
    qtbot, window, page, desk, topic, ids, dialogs, tmp_path
):
    plans.add_item(desk, topic.id, ids["Lê Đức Ý"], {"task": "Việc chưa rõ"})
    export(dialogs, page, tmp_path)
    message = dialogs.expect(Message)
    assert message.sentence.text().startswith("Đã xuất 4 bản cam kết")
    told = " ".join(one.text() for one in message.findChildren(QLabel))
    assert "Trong đó 4 bản để trống phần kế hoạch" in told
    assert str(next(tmp_path.rglob("*.pdf")).parent) in told
    skipped = message.findChild(RecordTable).records
    left_out = {skipped.record_at(row).full_name: skipped.cell_at(row, 1).text
                for row in range(skipped.rowCount())}  # fmt: skip
    assert set(left_out) == {"Lê Đức Ý", "Vũ Thị Miễn"}
    assert "rõ quy trình" in left_out["Lê Đức Ý"]
    message.accept()
    settle(qtbot, window)
    assert len(list(tmp_path.rglob("*.pdf"))) == 5
    subtitle = page.view.header.subtitle.text()
    assert subtitle == "Đã lập: 4/5 đồng chí · 1 không phải làm"
    assert page.view.finder.table.records.cell_at(0, 1).text == "Đã xuất, chưa in"
    assert window.context.preferences.comforts.export_folder == str(tmp_path)


def test_a_long_export_shows_progress_and_can_be_stopped(
    qtbot, window, page, dialogs, tmp_path, monkeypatch
):
    import threading

    from studycompanion.services import paperwork

    go_on = threading.Event()
    real = paperwork.export_commitments

    def slow(desk, topic_id, out, *, job, **options):
        class Waiting:
            def report(self, done, total, label):
                go_on.wait(10)
                job.report(done, total, label)

        return real(desk, topic_id, out, job=Waiting(), **options)

    monkeypatch.setattr(paperwork, "export_commitments", slow)
    export(dialogs, page, tmp_path)
    progress = dialogs.expect(ProgressWindow)
    progress.stop.click()
    go_on.set()
    message = dialogs.expect(Message)
    assert message.sentence.text().startswith("Đã dừng.")
    assert any(one.text() == "Mở thư mục" for one in message.findChildren(QPushButton))
    message.accept()
    settle(qtbot, window)
    assert len(list(tmp_path.rglob("*.pdf"))) == 1


def test_an_unwritable_folder_is_one_sentence(qtbot, window, page, dialogs, tmp_path):
    blocked = tmp_path / "tệp"
    blocked.write_text("đây là tệp", "utf-8")
    page.export_to(blocked / "bên trong")
    message = dialogs.expect(Message)
    assert "Không ghi được" in message.sentence.text()
    message.accept()


def test_the_button_names_what_is_exported(qtbot, open_window, ward_desk):
    enrol(ward_desk, person("Bùi Thị An", cell_name="Chi bộ 1"),
          person("Trần Văn Bình", cell_name="Chi bộ 2"))  # fmt: skip
    topic_of(ward_desk)
    page = open_window(ward_desk, "commitments").pages["commitments"]
    assert page.view.export.text() == "Xuất PDF (2)"
    page.view.cells.choose(page.view.cells.itemData(1))
    page.view.cells.picked.emit(page.view.cells.chosen)
    assert page.view.export.text() == "Xuất PDF (1)"


def test_a_cell_without_people_does_not_make_it_a_ward(qtbot, open_window, ward_desk):
    enrol(ward_desk, person("Bùi Thị An", cell_name="Chi bộ 1"),
          person("Trần Văn Bình", cell_name="Chi bộ 2"))  # fmt: skip
    [other] = [line for line in members.list_members(ward_desk) if "Bình" in line.full_name]
    removal.remove_members(ward_desk, [other.id])
    topic_of(ward_desk)
    page = open_window(ward_desk, "commitments").pages["commitments"]
    assert page.view.export.text() == "Xuất PDF (1)"
    assert not page.view.cells.isVisible()


def test_those_without_a_plan_can_be_left_out(
    qtbot, window, page, desk, topic, ids, dialogs, tmp_path
):
    points = {p.key: "rõ" for p in plans.open_plan(desk, topic.id, ids["Lê Đức Ý"]).clarity.points}
    plans.add_item(desk, topic.id, ids["Lê Đức Ý"], points)
    page.reload()
    settle(qtbot, window)
    page.view.export.click()
    asked = answer(dialogs, "Hủy")
    assert asked == "4 đồng chí chưa có kế hoạch: in bản để trống cho họ?"
    export(dialogs, page, tmp_path, words="Không")
    message = dialogs.expect(Message)
    assert message.sentence.text().startswith("Đã xuất 1 bản cam kết")
    told = " ".join(one.text() for one in message.findChildren(QLabel))
    assert "để trống" not in told
    message.accept()
    settle(qtbot, window)
    assert [path.stem for path in tmp_path.glob("*/*.pdf")] == ["Lê Đức Ý"]


@pytest.mark.parametrize("answers", [False, None])
def test_a_folder_that_nothing_opens_is_named_and_can_be_copied(
    qtbot, dialogs, tmp_path, monkeypatch, answers
):
    from studycompanion.ui import dialogs as messages

    monkeypatch.setattr(messages, "_can_open", lambda: answers is not None)
    monkeypatch.setattr(messages.QDesktopServices, "openUrl", lambda _url: bool(answers))
    messages.open_folder(str(tmp_path))
    message = dialogs.expect(Message)
    copy = next(b for b in message.findChildren(QPushButton) if b.text() == "Chép đường dẫn")
    copy.click()
    assert QGuiApplication.clipboard().text() == str(tmp_path)
    message.accept()


def test_a_form_with_letters_that_no_font_has_is_a_sentence(qtbot, window, page, desk, ids):
    first = page.person.member_id
    members.change_member(desk, first, 1, workplace="Trường 中")
    page.mark_stale()
    settle(qtbot, window)
    words = [one.text() for one in page.view.preview.widget().findChildren(QLabel)]
    assert any("“中” (U+4E2D), ở “Trường 中”" in one for one in words)
