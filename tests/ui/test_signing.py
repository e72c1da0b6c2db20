"""Signing and checking through the window."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel
from python_calamine import load_workbook

from studycompanion.domain.paperwork import FormState, IssuedForm
from studycompanion.domain.signing import Level, SignerRole
from studycompanion.services import tokens, trust
from studycompanion.ui.dialogs import Message
from studycompanion.ui.signing.draw_dialog import DrawDialog
from studycompanion.ui.signing.sign_dialog import DRAWING, FILE, OTHER, PEN, TOKEN, SignDialog
from studycompanion.ui.signing.trust_dialog import TrustDialog
from studycompanion.ui.signing.verify_dialog import VerdictCard, VerifyDialog
from tests import token_box
from tests.forms.signed import MEMBER, SECRETARY, once, twice
from tests.forms.toy_ca import PASSWORD, authority, holder
from tests.token_box import MODULE, PIN
from tests.ui.fixtures import settle
from tests.ui.people import enrol, person, topic_of

FIRST = "Lê An"


@pytest.fixture
def page(qtbot, desk, open_window):
    enrol(desk, FIRST, "Vũ Bình")
    topic_of(desk)
    window = open_window(desk, "commitments")
    made = window.pages["commitments"]
    made.settle = lambda: settle(qtbot, window)
    made.around = window
    made.settle()
    return made


@pytest.fixture
def key_path(tmp_path):
    path = tmp_path / "khóa.p12"
    path.write_bytes(holder(MEMBER).pkcs12())
    return path


def asked(page, dialogs, way: str = FILE) -> SignDialog:
    page.view.sign.click()
    dialog = dialogs.expect(SignDialog)
    dialog.way.choose(way)
    dialog._refresh()
    page.settle()
    return dialog


def states(desk) -> list[str]:
    with desk.read() as reader:
        return sorted(form.state.value for form in reader.find(IssuedForm))


def words_in(widget) -> str:
    return " ".join(one.text() for one in widget.findChildren(QLabel))


def test_a_member_signs_with_a_key_file(page, desk, dialogs, key_path):
    dialog = asked(page, dialogs)
    assert dialog.whose.count() == 1
    dialog.path.edit.setText(str(key_path))
    dialog.password.edit.setText(PASSWORD)
    dialog.go.click()
    page.settle()
    message = dialogs.expect(Message)
    assert message.sentence.text() == "Đã ký số 1 bản cam kết."
    message.accept()
    assert states(desk) == [FormState.SIGNED_DIGITALLY.value]
    assert page.signing._key is None
    page.settle()
    assert page.view.model.records[0].form_state is FormState.SIGNED_DIGITALLY


def test_a_wrong_password_leaves_all_else_as_it_was(page, desk, dialogs, key_path):
    dialog = asked(page, dialogs)
    dialog.path.edit.setText(str(key_path))
    dialog.password.edit.setText("sai")
    dialog.go.click()
    page.settle()
    assert "Mật khẩu của tệp khóa không đúng" in dialog.problem.text()
    assert dialog.path.text == str(key_path)
    assert dialog.password.text == ""
    assert dialog.go.isEnabled()
    dialog.reject()
    assert states(desk) == []


def test_without_a_key_the_dialog_says_what_to_do(page, dialogs):
    dialog = asked(page, dialogs)
    dialog.go.click()
    assert "Chưa chọn tệp khóa" in dialog.problem.text()
    dialog.way.choose(TOKEN)
    dialog.token.module.fill([("/không/có.so", "VNPT-CA")])
    dialog._refresh()
    page.settle()
    assert "Không thấy tệp giao tiếp" in dialog.token.warning.text()
    dialog.go.click()
    assert "Hãy cắm USB token" in dialog.problem.text()
    dialog.reject()


def test_the_secretary_is_told_who_is_not_signed_yet(page, desk, dialogs, key_path):
    dialog = asked(page, dialogs)
    dialog.role.choose(SignerRole.SECRETARY.value)
    dialog._refresh()
    dialog.whose.choose("all")
    dialog.path.edit.setText(str(key_path))
    dialog.password.edit.setText(PASSWORD)
    dialog.go.click()
    page.settle()
    message = dialogs.expect(Message)
    assert "Đảng viên chưa ký số" in words_in(message)
    message.accept()


def test_a_clock_that_is_behind_is_said_before_signing(page, desk, dialogs):
    late = desk.clock
    desk.clock = lambda: late() - timedelta(days=3)
    dialog = asked(page, dialogs)
    assert "trước lần ghi cuối" in dialog.warning.text()
    dialog.reject()


def test_a_token_signs_through_the_window(page, desk, dialogs, tmp_path_factory, request):
    if not MODULE.is_file():
        pytest.skip("SoftHSM is not installed")
    tokens.forget_tries()
    token_box.softhsm(tmp_path_factory.mktemp("hsm"))
    token_box.new_token("Thẻ cửa sổ")
    request.addfinalizer(lambda: token_box.remove_token("Thẻ cửa sổ"))
    token_box.put(holder("Vũ Thị Cửa Sổ"), label="cs", token="Thẻ cửa sổ")
    dialog = asked(page, dialogs)
    dialog.way.choose(TOKEN)
    dialog._refresh()
    dialog.token.use_module(MODULE)
    page.settle()
    names = [one.name for one in dialog.token._held]
    dialog.token.certificate.setCurrentIndex(names.index("Vũ Thị Cửa Sổ"))
    dialog.token.pin.edit.setText("000000")
    dialog.go.click()
    page.settle()
    assert "Mã PIN không đúng" in dialog.problem.text()
    assert "một lần" in dialog.token.warning.text()
    dialog.token.pin.edit.setText(PIN)
    dialog.go.click()
    page.settle()
    message = dialogs.expect(Message)
    assert message.sentence.text() == "Đã ký số 1 bản cam kết."
    message.accept()
    tokens.forget_tries()


def test_files_go_out_with_empty_fields_and_come_back(page, desk, dialogs, tmp_path):
    from studycompanion.forms.signing.adding import sign
    from tests.forms.signed import key_of, request

    dialog = asked(page, dialogs)
    dialog.way.choose(OTHER)
    dialog._refresh()
    dialog.whose.choose("all")
    dialog.send.click()
    out = tmp_path / "ra"
    dialogs.choose(out.parent)
    page.settle()
    dialogs.expect(Message).accept()
    made = sorted(out.parent.glob("*.pdf"))
    assert [path.stem for path in made] == [FIRST, "Vũ Bình"]
    asks = request(SignerRole.MEMBER, MEMBER)
    made[0].write_bytes(sign(made[0].read_bytes(), key_of(holder(MEMBER)), asks))
    dialog = asked(page, dialogs)
    dialog.way.choose(OTHER)
    dialog._refresh()
    dialog.take.click()
    dialogs.choose(out.parent)
    page.settle()
    message = dialogs.expect(Message)
    assert message.sentence.text() == "Đã nhận 1 bản cam kết đã ký số."
    assert "Vũ Bình.pdf" in words_in(message)
    message.accept()
    assert FormState.SIGNED_DIGITALLY.value in states(desk)


def test_a_pen_is_noted_for_everybody_and_who_is_missing_is_listed(page, desk, dialogs, tmp_path):
    page.export_to(tmp_path / "ra")
    page.settle()
    dialogs.expect(Message).accept()
    dialog = asked(page, dialogs, PEN)
    dialog.whose.choose("one")
    dialog.day.edit.setText("không phải ngày")
    dialog.note.click()
    assert dialog.problem.isVisible()
    dialog.day.edit.setText("19/11/2026")
    dialog.note.click()
    page.settle()
    message = dialogs.expect(Message)
    assert message.sentence.text() == "Đã ghi nhận 1 bản đã ký giấy."
    message.accept()
    page.settle()
    assert page.view.head.about.text().endswith(" · ký giấy ngày 19/11/2026, Trần Văn Mẫu ghi")
    assert FormState.SIGNED_ON_PAPER.value in states(desk)
    asked(page, dialogs, PEN).missing.click()
    out = tmp_path / "chưa ký.pdf"
    dialogs.choose(out)
    page.settle()
    dialogs.expect(Message).accept()
    assert out.read_bytes().startswith(b"%PDF")
    dialog = asked(page, dialogs, PEN)
    dialog.whose.choose("all")
    dialog.note.click()
    page.settle()
    dialogs.expect(Message).accept()
    assert states(desk) == [FormState.SIGNED_ON_PAPER.value] * 2
    asked(page, dialogs, PEN).note.click()
    page.settle()
    message = dialogs.expect(Message)
    assert "Không có bản nào để ghi nhận" in message.sentence.text()
    message.accept()


def test_the_party_group_in_view_is_offered_first_and_listed(page, desk, dialogs, tmp_path):
    enrol(desk, *(person(name, party_group="Tổ 3") for name in ("Trần Chi", "Hồ Dung")))
    page.mark_stale()
    page.settle()
    page.view.groups.choose("=Tổ 3")
    page.view.groups.picked.emit("=Tổ 3")
    dialog = asked(page, dialogs, PEN)
    assert dialog.whose.itemText(0) == "2 đồng chí đã chọn"
    dialog.missing.click()
    out = tmp_path / "chưa ký.xlsx"
    dialogs.choose(out)
    page.settle()
    dialogs.expect(Message).accept()
    rows = load_workbook(out).get_sheet_by_index(0).to_python()
    assert [row[1] for row in rows if row[3] == "Tổ 3"] == ["Trần Chi", "Hồ Dung"]
    assert not any("Vũ Bình" in row for row in rows)


def test_a_pen_is_noted_for_the_rows_that_were_chosen(page, desk, dialogs, tmp_path):
    enrol(desk, "Trần Chi")
    page.mark_stale()
    page.settle()
    page.export_to(tmp_path / "ra")
    page.settle()
    dialogs.expect(Message).accept()
    page.settle()
    rows = page.view.finder.table.selectionModel()
    for row in (0, 2):
        index = page.view.finder.table.model().index(row, 0)
        rows.select(index, rows.SelectionFlag.Select | rows.SelectionFlag.Rows)
    chosen = [line.full_name for line in page.view.finder.table.selected()]
    dialog = asked(page, dialogs, PEN)
    assert dialog.whose.currentText() == f"{len(chosen)} đồng chí đã chọn"
    dialog.note.click()
    page.settle()
    dialogs.expect(Message).accept()
    page.settle()
    by_pen = FormState.SIGNED_ON_PAPER
    signed = [one.full_name for one in page.view.model.records if one.form_state is by_pen]
    assert sorted(signed) == sorted(chosen)
    assert len(signed) == 2


def test_nobody_signs_with_a_key_for_several_members(page, dialogs):
    page.view.finder.table.selectAll()
    dialog = asked(page, dialogs, FILE)
    assert [dialog.whose.itemText(n) for n in range(dialog.whose.count())] == ["Chỉ Lê An"]
    dialog.role.choose(SignerRole.SECRETARY.value)
    dialog._refresh()
    assert dialog.whose.itemText(0) == "2 đồng chí đã chọn"
    dialog.reject()


def test_handwriting_is_drawn_and_not_counted_as_signed(qtbot, page, desk, dialogs, tmp_path):
    asked(page, dialogs, DRAWING).draw.click()
    dialog = dialogs.expect(DrawDialog)
    dialog.accept_button.click()
    assert "Chưa có nét chữ nào" in dialog.problem.text()
    qtbot.mousePress(dialog.pad, Qt.MouseButton.LeftButton, pos=QPoint(30, 90))
    for x in range(30, 300, 10):
        qtbot.mouseMove(dialog.pad, QPoint(x, 90 - x // 5))
    moved = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(300, 20),
        QPointF(300, 20),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(dialog.pad, moved)
    assert dialog.pad.strokes[0].size() > 2
    dialog.again.click()
    assert dialog.pad.picture() == b""
    picture = tmp_path / "nét.png"
    qtbot.mousePress(dialog.pad, Qt.MouseButton.LeftButton, pos=QPoint(30, 90))
    QApplication.sendEvent(dialog.pad, moved)
    picture.write_bytes(dialog.pad.picture())
    dialog.use_picture(picture)
    assert picture.name in dialog.chosen.text()
    dialog.accept_button.click()
    page.settle()
    message = dialogs.expect(Message)
    assert "chưa tính là đã ký" in message.sentence.text()
    message.accept()
    assert states(desk) == [FormState.NOT_PRINTED.value]


# --- checking ---------------------------------------------------------------------------------


def dropped_on(window, *paths: Path) -> bool:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    action, keys = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(9, 9).toPoint(), action, data, Qt.MouseButton.LeftButton, keys)
    enter.ignore()
    QApplication.sendEvent(window, enter)
    drop = QDropEvent(QPointF(9, 9), action, data, Qt.MouseButton.LeftButton, keys)
    assert drop.type() is QEvent.Type.Drop
    if enter.isAccepted():
        QApplication.sendEvent(window, drop)
    return enter.isAccepted()


def cards(dialog) -> list[VerdictCard]:
    return dialog.findChildren(VerdictCard)


def test_a_pdf_dropped_on_the_window_is_checked(qtbot, page, desk, dialogs, tmp_path):
    trust.trust(desk, authority().der)
    good, changed, note = (tmp_path / n for n in ("tốt.pdf", "sửa.pdf", "ghi chú.txt"))
    good.write_bytes(twice())
    changed.write_bytes(once()[:9000] + b"x" + once()[9001:])
    note.write_text("x")
    assert not dropped_on(page.around, note)
    assert dropped_on(page.around, good, changed, note)
    dialog = dialogs.expect(VerifyDialog)
    qtbot.waitUntil(lambda: len(cards(dialog)) == 2, timeout=30_000)
    first, second = dialog.verdicts
    assert (first.checked.level, second.checked.level) == (Level.GOOD, Level.BAD)
    assert SECRETARY in words_in(dialog)
    dialog.accept()


def test_trusting_the_issuer_turns_the_verdict(qtbot, page, desk, dialogs, tmp_path):
    paper, top = tmp_path / "a.pdf", tmp_path / "ca.cer"
    paper.write_bytes(once())
    top.write_bytes(authority().der)
    page.around.taking.verify([paper])
    dialog = dialogs.expect(VerifyDialog)
    qtbot.waitUntil(lambda: bool(cards(dialog)), timeout=30_000)
    assert dialog.verdicts[0].checked.level is Level.DOUBTFUL
    dialog.trust.click()
    book = dialogs.expect(TrustDialog)
    book.offer(top)
    page.settle()
    question = dialogs.expect(Message)
    assert "SHA-256" in words_in(question)
    question.accept()
    page.settle()
    assert [one.name for one in book.model.records] == ["CA thử nghiệm"]
    book.accept()
    qtbot.waitUntil(lambda: dialog.verdicts[0].checked.level is Level.GOOD, timeout=30_000)
    dialog.accept()


def test_a_trusted_certificate_is_taken_off_the_list(page, desk, dialogs):
    trust.trust(desk, authority().der)
    book = TrustDialog(page.around, page.context)
    book.open()
    page.settle()
    dialogs.expect(TrustDialog)
    book.finder.table.go_to_row(0)
    book.remove.click()
    page.settle()
    assert trust.trusted(desk) == ()
    assert book.none.isVisible()
    book.accept()


def test_what_is_no_certificate_is_refused_in_words(page, dialogs, tmp_path):
    wrong = tmp_path / "x.cer"
    wrong.write_bytes(b"x")
    book = TrustDialog(page.around, page.context)
    book.open()
    page.settle()
    dialogs.expect(TrustDialog)
    book.offer(wrong)
    page.settle()
    message = dialogs.expect(Message)
    assert "không phải chứng thư số" in message.sentence.text()
    message.accept()
    book.accept()


def test_a_file_that_went_away_is_told_in_the_dialog(qtbot, page, dialogs, tmp_path):
    page.around.taking.verify([tmp_path / "không có.pdf"])
    dialog = dialogs.expect(VerifyDialog)
    qtbot.waitUntil(lambda: "Không mở được tệp" in words_in(dialog), timeout=30_000)
    dialog.accept()
