"""Who signed a form and when, in one line."""

from datetime import date

import pytest

from studycompanion.domain.ids import new_id
from studycompanion.domain.paperwork import FormState, IssuedForm
from studycompanion.domain.signing import FormSignature, Means, SignerRole
from studycompanion.domain.work import Silent
from studycompanion.services import paperwork, pen
from studycompanion.services.signed_note import returned
from tests.services.conftest import enrol


@pytest.fixture
def who(desk, topic, tmp_path):
    ids = enrol(desk, "Lê An", "Vũ Bình")
    paperwork.export_commitments(desk, topic.id, tmp_path, job=Silent())
    return ids


def test_a_pen_is_told_with_its_day_and_who_noted_it(desk, topic, who):
    assert returned(desk, who[0], topic.id).note == ""
    pen.note_signed(desk, topic.id, date(2026, 11, 9), members=frozenset(who[:1]))
    assert returned(desk, who[0], topic.id).note == "ký giấy ngày 09/11/2026, Trần Văn Mẫu ghi"
    assert returned(desk, who[1], topic.id).note == ""


def test_keys_are_told_and_a_drawing_is_no_signature(desk, topic, who):
    with desk.write("setup") as tx:
        [form] = tx.uow.find(IssuedForm, member_id=who[0])
        tx.uow.change(form, state=FormState.SIGNED_DIGITALLY)
        for role, signer, means in (
            (SignerRole.MEMBER, "Hình vẽ", Means.DRAWING),
            (SignerRole.MEMBER, "Lê An", Means.KEY_FILE),
            (SignerRole.SECRETARY, "Mẫu", Means.TOKEN),
        ):
            tx.uow.add(
                FormSignature(
                    id=new_id(),
                    form_id=form.id,
                    role=role,
                    means=means,
                    signer=signer,
                    certificate="",
                    signed_at=desk.clock(),
                )
            )
    day = f"{desk.today:%d/%m/%Y}"
    note = returned(desk, who[0], topic.id).note
    assert set(note.split("; ")) == {f"Lê An ký số ngày {day}", f"Mẫu xác nhận ngày {day}"}
