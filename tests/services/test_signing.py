"""Signing issued forms, checking files, and the certificates that are trusted."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest

from studycompanion.domain.history import Mode
from studycompanion.domain.paperwork import FormState, IssuedForm
from studycompanion.domain.signing import FormSignature, Level, Means, Problem, SignerRole
from studycompanion.domain.work import Silent
from studycompanion.errors import Cancelled, EnvironmentProblem, UserError
from studycompanion.services import (
    history_list,
    paperwork,
    plans,
    signed_elsewhere,
    signing,
    trust,
    verifying,
)
from studycompanion.services.signing import SignOrder
from studycompanion.services.verifying import RecordMatch
from tests.forms.signed import MEMBER, SECRETARY, once, twice
from tests.forms.toy_ca import END, PASSWORD, START, authority, holder
from tests.services.conftest import enrol, exempt
from tests.services.test_writing import CLEAR


@pytest.fixture
def key_file(tmp_path):
    """``key_file(NAME)`` is the path of somebody's key."""

    def make(name: str = SECRETARY, **about):
        path = tmp_path / f"{name}.p12"
        path.write_bytes(holder(name, **about).pkcs12())
        return path

    return make


@pytest.fixture
def people(desk, topic):
    ids = enrol(desk, MEMBER, "Lê An", exempt("Đỗ Dần"))
    plans.add_item(desk, topic.id, ids[0], CLEAR)
    return ids


@pytest.fixture
def trusting(desk):
    trust.trust(desk, authority().der)
    return desk


def forms_of(desk) -> list[IssuedForm]:
    with desk.read() as reader:
        return reader.find(IssuedForm)


def blob_of(desk, form) -> bytes:
    with desk.read() as reader:
        return reader.blob(form.blob_id)


def signed(desk, topic, key, role=SignerRole.MEMBER, job=None, **about):
    order = SignOrder(topic_id=topic.id, role=role, **about)
    return signing.sign_forms(desk, order, key, job=job or Silent()).value


def opened(key_file, name=MEMBER, **about):
    return signing.open_key_file(key_file(name, **about), PASSWORD)


def verified(desk, tmp_path, *papers: bytes):
    paths = []
    for number, paper in enumerate(papers):
        paths.append(tmp_path / f"tệp {number}.pdf")
        paths[-1].write_bytes(paper)
    return verifying.verify(desk, paths, job=Silent())


def test_a_members_form_is_issued_signed_and_kept(trusting, topic, people, key_file, tmp_path):
    desk = trusting
    done = signed(desk, topic, opened(key_file), members=frozenset(people[:1]))
    [form] = forms_of(desk)
    assert done.forms == [form.id]
    assert form.state is FormState.SIGNED_DIGITALLY
    assert (form.signed_on, form.signed_by) == (desk.today, "Trần Văn Mẫu")
    [one] = signing.signers_of(desk, form.id)
    assert (one.signer, one.role, one.means) == (MEMBER, SignerRole.MEMBER, Means.KEY_FILE)
    assert one.signed_at == desk.clock()
    [verdict] = verified(desk, tmp_path, blob_of(desk, form))
    assert verdict.checked.level is Level.GOOD
    assert verifying.is_good(verdict)


def test_the_secretary_signs_a_whole_cell_after_the_members(
    trusting, topic, people, key_file, tmp_path
):
    desk = trusting
    for who, name in zip(people[:2], (MEMBER, "Lê An"), strict=True):
        signed(desk, topic, opened(key_file, name), members=frozenset({who}))
    done = signed(desk, topic, opened(key_file, SECRETARY), role=SignerRole.SECRETARY)
    assert len(done.forms) == 2
    assert [one.full_name for one in done.left_out] == ["Đỗ Dần"]
    found = verified(desk, tmp_path, *(blob_of(desk, form) for form in forms_of(desk)))
    assert [one.checked.level for one in found] == [Level.GOOD, Level.GOOD]
    for form in forms_of(desk):
        roles = [one.role for one in signing.signers_of(desk, form.id)]
        assert roles == [SignerRole.MEMBER, SignerRole.SECRETARY]


def test_who_cannot_be_signed_for_is_named_and_the_rest_goes_on(desk, topic, people, key_file):
    signed(desk, topic, opened(key_file), members=frozenset(people[:1]))
    done = signed(desk, topic, opened(key_file, SECRETARY), role=SignerRole.SECRETARY)
    assert len(done.forms) == 1
    why = {one.full_name: one.sentence for one in done.left_out}
    assert "chưa ký số" in why["Lê An"]
    assert set(why) == {"Lê An", "Đỗ Dần"}


def test_a_form_signed_on_paper_is_not_signed_again(desk, topic, people, key_file, tmp_path):
    paperwork.export_commitments(desk, topic.id, tmp_path / "ra", job=Silent())
    with desk.write("forms_printed", count="1") as tx:
        for form in tx.uow.find(IssuedForm):
            tx.uow.change(form, state=FormState.SIGNED_ON_PAPER)
    done = signed(desk, topic, opened(key_file), members=frozenset(people[:1]))
    assert done.forms == []
    assert done.left_out[0].full_name == MEMBER


def test_a_signed_form_is_exported_and_printed_as_it_was_signed(
    desk, topic, people, key_file, tmp_path
):
    signed(desk, topic, opened(key_file), members=frozenset(people[:1]))
    form = next(one for one in forms_of(desk))
    made = paperwork.export_commitments(desk, topic.id, tmp_path / "ra", job=Silent())
    path = next(one for one in made.files if one.stem == MEMBER)
    assert path.read_bytes() == blob_of(desk, form)


class Stops:
    """A job that is cancelled before the second form is signed."""

    def report(self, done: int, total: int, label: str) -> None:
        if done == 1:
            raise Cancelled


def test_a_cancelled_run_keeps_what_is_signed(desk, topic, people, key_file):
    for who, name in zip(people[:2], (MEMBER, "Lê An"), strict=True):
        signed(desk, topic, opened(key_file, name), members=frozenset({who}))
    with pytest.raises(Cancelled):
        signed(desk, topic, opened(key_file, SECRETARY), SignerRole.SECRETARY, job=Stops())
    counts = sorted(len(signing.signers_of(desk, form.id)) for form in forms_of(desk))
    assert counts == [1, 2]


def test_nobody_signs_in_the_place_of_other_members(desk, topic, people, key_file):
    for members in (frozenset(), frozenset(people[:2])):
        with pytest.raises(UserError, match="member_signs_own"):
            signed(desk, topic, opened(key_file), members=members)
    assert forms_of(desk) == []


def test_the_history_tells_who_signed_and_nothing_secret(desk, topic, people, key_file):
    signed(desk, topic, opened(key_file), members=frozenset(people[:1]))
    newest = history_list.entries(desk)[0]
    assert newest.step == f"Ký số bản cam kết của {MEMBER}"
    assert newest.who == "Trần Văn Mẫu"
    assert newest.mode is Mode.BARRIER
    with desk.read() as reader:
        from studycompanion.storage.openrows import rows_of, tables

        everything = repr([list(rows_of(reader, table)) for table in tables()])
    assert "Ký số" not in everything or PASSWORD not in everything
    assert PASSWORD not in everything
    assert "PRIVATE" not in everything


def test_no_secret_is_logged(desk, topic, people, key_file, caplog):
    caplog.set_level(0)
    with suppress(UserError):
        signing.open_key_file(key_file(MEMBER), "mật khẩu sai")
    signed(desk, topic, opened(key_file), members=frozenset(people[:1]))
    assert PASSWORD not in caplog.text
    assert "mật khẩu sai" not in caplog.text


def test_a_closed_key_signs_nothing(desk, topic, people, key_file):
    key = opened(key_file)
    key.close()
    key.close()
    done = signed(desk, topic, key, members=frozenset(people[:1]))
    assert done.forms == []
    assert "PrivateKey" not in repr(key)


def test_nothing_is_signed_with_an_expired_certificate(desk, topic, people, key_file):
    old = opened(key_file, end=START + timedelta(days=9))
    with pytest.raises(UserError) as caught:
        signed(desk, topic, old, members=frozenset(people[:1]))
    assert caught.value.code == "certificate_expired"
    assert forms_of(desk) == []


def test_a_clock_behind_the_last_record_is_warned_of(desk, topic, clock):
    assert signing.warnings(desk) == ()
    late = desk.clock
    desk.clock = lambda: late() - timedelta(days=2)
    [said] = signing.warnings(desk)
    assert "18/11/2026" in said
    assert "20/11/2026" in said


def test_forms_go_out_with_empty_fields(desk, topic, people, tmp_path):
    order = SignOrder(topic_id=topic.id, role=SignerRole.MEMBER)
    made = signing.export_for_others(desk, order, tmp_path / "ra", job=Silent())
    assert [path.name for path in made] == ["Lê An.pdf", f"{MEMBER}.pdf"]
    assert all(b"NguoiCamKet" in path.read_bytes() for path in made)
    assert all(form.state is FormState.NOT_PRINTED for form in forms_of(desk))


def test_people_of_one_name_get_a_file_each(tmp_path):
    first = signing._free(tmp_path, "Lê An", [])
    second = signing._free(tmp_path, "Lê An", [first])
    assert second.name == "Lê An 2.pdf"
    assert signing._free(tmp_path, "Lê An", [first, second]).name == "Lê An 3.pdf"


# --- checking ---------------------------------------------------------------------------------


def test_a_verdict_has_one_sentence_and_one_advice(desk, tmp_path):
    good, unknown, plain = verified(desk, tmp_path, twice(), once(), b"x")
    assert [one.checked.worst for one in (good, unknown, plain)] == [
        Problem.UNTRUSTED,
        Problem.UNTRUSTED,
        Problem.UNREADABLE,
    ]
    assert good.advice.startswith("Nếu biết chắc người ký")
    assert plain.headline.startswith("Không dùng được")
    assert good.record is RecordMatch.UNKNOWN
    said = verifying.sentences(good.checked.signatures[0])
    assert any("theo đồng hồ máy" in line for line in said)
    assert any("chưa kiểm tra được khi không có mạng" in line for line in said)
    told = verifying.as_json(good)
    assert told["signatures"][0]["signer"] == MEMBER
    assert told["record"] == "unknown"


def test_every_fault_has_its_words(desk):
    from studycompanion.messages import word

    for one in Problem:
        assert word("signature_problems", one.value)
        assert word("signature_advice", one.value)


def test_a_signature_tells_when_and_by_whose_clock(desk, tmp_path):
    [found] = verified(desk, tmp_path, once())
    one = found.checked.signatures[0]
    without = replace(one, time=None)
    assert any("Không ghi ngày giờ" in line for line in verifying.sentences(without))
    from studycompanion.domain.signing import TimeSource

    stamped = replace(one, time_source=TimeSource.STAMP, has_expired_since=True, trusted=True)
    said = " ".join(verifying.sentences(stamped))
    assert "dấu thời gian" in said
    assert "sau ngày ký" in said
    assert "nằm trong danh sách" in said
    assert len(verifying.sentences(replace(one, signer="", problem=None))) == 2


def test_a_file_that_is_not_there_is_told(desk, tmp_path):
    with pytest.raises(EnvironmentProblem) as caught:
        verifying.verify(desk, [tmp_path / "không có.pdf"], job=Silent())
    assert caught.value.code == "file_unreadable"


def test_a_file_is_told_to_be_a_kept_form_or_not(desk, topic, people, key_file, tmp_path):
    paperwork.export_commitments(desk, topic.id, tmp_path / "ra", job=Silent())
    form = next(one for one in forms_of(desk) if one.member_id == people[0])
    before = blob_of(desk, form)
    signed(desk, topic, opened(key_file), members=frozenset(people[:1]))
    after = blob_of(desk, next(one for one in forms_of(desk) if one.id == form.id))
    found = verified(desk, tmp_path, after, after + b"x", before, once())
    assert [one.record.value for one in found] == ["same", "changed", "unknown", "unknown"]


def test_a_replaced_form_is_another_version(desk, topic, people, tmp_path):
    paperwork.export_commitments(desk, topic.id, tmp_path / "ra", job=Silent())
    old = blob_of(desk, next(one for one in forms_of(desk) if one.member_id == people[1]))
    plans.add_item(desk, topic.id, people[1], CLEAR)
    paperwork.export_commitments(desk, topic.id, tmp_path / "ra", job=Silent())
    found = verified(desk, tmp_path, old, old + b"x")
    assert [one.record for one in found] == [RecordMatch.OTHER_VERSION] * 2


# --- trust ------------------------------------------------------------------------------------


def test_a_certificate_is_seen_trusted_and_taken_off_again(desk, tmp_path, clock):
    path = tmp_path / "ca.cer"
    path.write_bytes(authority().der)
    offered = trust.offered(desk, path)
    assert (offered.name, offered.is_known) == ("CA thử nghiệm", False)
    assert len(offered.fingerprint.split()) == 16
    made = trust.trust(desk, offered.body).value
    assert (made.added_by, made.added_at) == ("Trần Văn Mẫu", desk.clock())
    assert trust.trusted(desk) == (made,)
    assert trust.bodies(desk) == (authority().der,)
    assert trust.offered(desk, path).is_known
    with pytest.raises(UserError, match="already_trusted"):
        trust.trust(desk, offered.body)
    assert trust.distrust(desk, made.id[:12].upper()).value == "CA thử nghiệm"
    assert trust.trusted(desk) == ()
    for wrong in ("", "ffff"):
        with pytest.raises(UserError, match="not_there"):
            trust.distrust(desk, wrong)


def test_trusting_can_be_undone(desk):
    from studycompanion.services import history

    trust.trust(desk, authority().der)
    assert history.undo(desk).value == "Thêm chứng thư tin cậy"
    assert trust.trusted(desk) == ()


def test_a_file_too_large_for_a_certificate_is_refused(desk, tmp_path):
    path = tmp_path / "lớn.cer"
    path.write_bytes(b"x" * (trust.LARGEST + 1))
    with pytest.raises(UserError, match="certificate_file"):
        trust.offered(desk, path)


def test_the_ends_of_certificates_are_kept(desk):
    assert trust.trust(desk, holder(MEMBER).der).value.not_after == END
    with desk.read() as reader:
        assert reader.find(FormSignature) == []


# --- signed elsewhere -------------------------------------------------------------------------


def out_and_signed(desk, topic, folder, *who: str):
    """Forms that went out with empty fields and were signed with another program."""
    from studycompanion.forms.signing.adding import sign
    from tests.forms.signed import key_of, request

    order = SignOrder(topic_id=topic.id, role=SignerRole.MEMBER)
    made = signing.export_for_others(desk, order, folder, job=Silent())
    for path in made:
        if path.stem in who:
            key = key_of(holder(path.stem))
            path.write_bytes(sign(path.read_bytes(), key, request(SignerRole.MEMBER, path.stem)))
    return made


def taken(desk, *paths):
    return signed_elsewhere.take_back(desk, paths, job=Silent()).value


def test_forms_that_were_signed_elsewhere_are_taken_in(desk, topic, people, tmp_path):
    made = out_and_signed(desk, topic, tmp_path / "ra", MEMBER)
    (tmp_path / "lạ.pdf").write_bytes(twice())
    done = taken(desk, *made, tmp_path / "lạ.pdf")
    [form] = [one for one in forms_of(desk) if one.state is FormState.SIGNED_DIGITALLY]
    assert done.forms == [form.id]
    assert form.member_id == people[0]
    [one] = signing.signers_of(desk, form.id)
    assert (one.means, one.signer, one.role) == (Means.ELSEWHERE, MEMBER, SignerRole.MEMBER)
    why = {one.name: one.sentence for one in done.refused}
    assert "Chữ ký trong tệp này không dùng được" in why["Lê An.pdf"]
    assert "không phải bản cam kết" in why["lạ.pdf"]
    [again] = taken(desk, next(one for one in made if one.stem == MEMBER)).refused
    assert "chưa có thêm chữ ký" in again.sentence


def test_the_second_signature_from_elsewhere_is_added(desk, topic, people, tmp_path, key_file):
    from studycompanion.forms.signing.adding import sign
    from tests.forms.signed import key_of, request

    signed(desk, topic, opened(key_file), members=frozenset(people[:1]))
    [form] = forms_of(desk)
    path = tmp_path / "hai.pdf"
    key = key_of(holder(SECRETARY))
    path.write_bytes(sign(blob_of(desk, form), key, request(SignerRole.SECRETARY, SECRETARY)))
    assert taken(desk, path).forms == [form.id]
    means = [one.means for one in signing.signers_of(desk, form.id)]
    assert set(means) == {Means.KEY_FILE, Means.ELSEWHERE}


def test_a_form_signed_on_paper_takes_no_digital_signature(desk, topic, people, tmp_path):
    made = out_and_signed(desk, topic, tmp_path / "ra", MEMBER)
    with desk.write("forms_printed", count="1") as tx:
        for form in tx.uow.find(IssuedForm):
            tx.uow.change(form, state=FormState.SIGNED_ON_PAPER)
    done = taken(desk, next(one for one in made if one.stem == MEMBER))
    assert "đã ký giấy" in done.refused[0].sentence
