"""Signatures that the program adds, judged by other programs."""

import re
import subprocess
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest

from studycompanion import forms
from studycompanion.domain.signing import SignerRole
from studycompanion.errors import UserError
from studycompanion.forms.signing.adding import sign, signed_roles, with_empty_fields
from studycompanion.forms.signing.box import BoxLines, draw_box
from studycompanion.forms.signing.fields import fields, role_of
from studycompanion.forms.signing.keys import (
    chain,
    check_time,
    load_pkcs12,
    read_certificate,
)
from studycompanion.forms.signing.rooms import rooms_of
from tests.forms import test_archival as archival
from tests.forms.reading import MM, judge, saved, words
from tests.forms.samples import drawn, pages, pdf
from tests.forms.signed import (
    MEMBER,
    SECRETARY,
    key_of,
    member,
    once,
    request,
    secretary,
    signed_by_member,
    signed_by_secretary,
    twice,
)
from tests.forms.toy_ca import END, PASSWORD, SIGNED_AT, START, authority, holder

KINDS = ("rsa", "ec")


def pdfsig(tmp_path, paper: bytes) -> str:
    return judge("pdfsig", saved(paper, tmp_path))


def qpdf(tmp_path, paper: bytes) -> None:
    judge("qpdf", "--check", saved(paper, tmp_path))


def text_of(paper: bytes, tmp_path) -> str:
    return " ".join(word.text for word in words(paper, tmp_path))


def signatures(paper: bytes) -> list:
    with pikepdf.open(BytesIO(paper)) as opened:
        return [
            (bytes(field.V.Contents), [int(n) for n in field.V.ByteRange])
            for field in opened.Root.AcroForm.Fields
            if "/V" in field
        ]


def openssl(tmp_path, paper: bytes) -> list[str]:
    """What openssl says of each signature against the toy authority."""
    top = tmp_path / "top.pem"
    from cryptography.hazmat.primitives.serialization import Encoding

    top.write_bytes(authority().certificate.public_bytes(Encoding.PEM))
    said = []
    for number, (container, (zero, start, after, rest)) in enumerate(signatures(paper)):
        body, covered = tmp_path / f"{number}.der", tmp_path / f"{number}.bin"
        body.write_bytes(container)
        covered.write_bytes(paper[zero:start] + paper[after : after + rest])
        command = ["openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER"]
        command += ["-in", body, "-content", covered, "-CAfile", top, "-purpose", "any"]
        command += ["-attime", str(int(SIGNED_AT.timestamp())), "-out", tmp_path / "out.bin"]
        done = subprocess.run(command, capture_output=True, text=True)
        said.append(done.stderr)
    return said


@pytest.mark.parametrize("kind", KINDS)
def test_other_programs_find_one_signature_valid(tmp_path, kind):
    paper = once(kind)
    told = pdfsig(tmp_path, paper)
    assert told.count("Signature is Valid") == 1
    assert "Total document signed" in told
    assert "ETSI.CAdES.detached" in told
    assert f"Common Name: {MEMBER}" in told
    assert "CAdES Verification successful" in openssl(tmp_path, paper)[0]
    qpdf(tmp_path, paper)


@pytest.mark.parametrize("kind", KINDS)
def test_the_second_signature_keeps_the_first_valid(tmp_path, kind):
    paper = twice(kind, kind)
    told = pdfsig(tmp_path, paper)
    assert told.count("Signature is Valid") == 2
    assert re.findall(r"Field Name: (\w+)", told) == ["NguoiCamKet", "XacNhanChiBo"]
    assert ["successful" in one for one in openssl(tmp_path, paper)] == [True, True]
    qpdf(tmp_path, paper)


def test_signing_only_appends(tmp_path):
    assert once().startswith(pdf())
    assert twice().startswith(once("rsa"))
    assert twice().rstrip().endswith(b"%%EOF")


def test_the_box_stands_between_the_words_and_the_name(tmp_path):
    found = words(twice(), tmp_path)
    with pikepdf.open(BytesIO(twice())) as opened:
        page = opened.pages[rooms_of(opened.Root)["member"].page]
        boxes = {str(note.T): [float(n) * MM for n in note.Rect] for note in page.Annots}
    right, left = boxes["NguoiCamKet"], boxes["XacNhanChiBo"]
    assert left[2] < right[0]
    for box, above, name in ((left, "THƯ", "Mẫu"), (right, "tên)", "Dụ")):
        top, bottom = 297 - box[3], 297 - box[1]
        here = [word for word in found if box[0] < word.left < box[2]]
        assert any(word.text == above and word.bottom <= top + 1 for word in here)
        assert any(word.text == name and word.top >= bottom - 1 for word in here)
        assert any(word.text == "19:00" and top < word.top < bottom for word in here)


def test_what_stands_in_the_box_can_be_read_as_text(tmp_path):
    text = text_of(once(), tmp_path)
    assert "Ký số lúc 19:00 ngày 20/11/2026 theo đồng hồ máy" in text


def test_an_invisible_signature_changes_no_page(tmp_path):
    paper = once(visible=False)
    assert "Signature is Valid" in pdfsig(tmp_path, paper)
    assert forms.render_page(paper, 1, scale=1).rgb == forms.render_page(pdf(), 1, scale=1).rgb


def test_a_long_name_is_set_smaller_and_stays_inside():
    name = "Công Tằng Tôn Nữ Thị Phương Nguyệt Quỳnh Hương Giang " * 3
    short = draw_box(BoxLines("Lê An", ("Bí thư",)), 200, 60).operators
    long = draw_box(BoxLines(name, ("Bí thư",) * 4), 200, 60).operators
    size = lambda ops: max(float(n) for n in re.findall(rb"([\d.]+) Tf", ops))  # noqa: E731
    assert size(short) == 12
    assert size(long) < 8
    heights = [float(y) for y in re.findall(rb"1 0 0 1 \S+ (\S+) Tm", long)]
    assert min(heights) > 0
    assert max(heights) < 60


def test_letters_outside_the_alphabet_bring_their_font(tmp_path):
    paper = sign(pdf(), key_of(member()), request(SignerRole.MEMBER, "Ελένη Ñuñez"))
    text = text_of(paper, tmp_path)
    assert "Ελένη Ñuñez" in text


def test_the_last_signature_locks_the_file():
    with pikepdf.open(BytesIO(twice())) as opened:
        first, last = (field.V for field in opened.Root.AcroForm.Fields)
        assert "/Reference" not in first
        assert last.Reference[0].TransformMethod == "/FieldMDP"
        assert last.Reference[0].TransformParams.Action == "/All"


def test_the_member_signs_first():
    with pytest.raises(UserError) as caught:
        signed_by_secretary(pdf(), key_of(secretary()))
    assert caught.value.code == "member_signs_first"


def test_nobody_signs_twice():
    for sign_again in (signed_by_member, signed_by_secretary):
        with pytest.raises(UserError) as caught:
            sign_again(twice(), key_of(member()))
        assert caught.value.code == "signed_already"


def test_a_file_of_another_program_takes_an_invisible_signature_only(tmp_path):
    made = BytesIO()
    with pikepdf.new() as foreign:
        foreign.add_blank_page()
        foreign.save(made)
    with pytest.raises(UserError) as caught:
        signed_by_member(made.getvalue(), key_of(member()))
    assert caught.value.code == "no_room_to_sign"
    with pytest.raises(UserError) as caught:
        with_empty_fields(made.getvalue())
    assert caught.value.code == "no_room_to_sign"
    signed = signed_by_member(made.getvalue(), key_of(member()), visible=False)
    assert "Signature is Valid" in pdfsig(tmp_path, signed)


@pytest.mark.parametrize("broken", [b"", b"%PDF-1.7\n%%EOF", b"nothing", pdf()[:9000]])
def test_what_is_no_pdf_cannot_be_signed(broken):
    with pytest.raises(UserError) as caught:
        signed_by_member(broken, key_of(member()))
    assert caught.value.code == "pdf_unreadable"


def test_a_locked_pdf_cannot_be_signed():
    made = BytesIO()
    with pikepdf.open(BytesIO(pdf())) as opened:
        opened.save(made, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(UserError) as caught:
        signed_by_member(made.getvalue(), key_of(member()))
    assert caught.value.code == "pdf_locked"


def test_empty_fields_wait_in_their_places_for_other_programs(tmp_path):
    paper = with_empty_fields(pdf())
    qpdf(tmp_path, paper)
    with pikepdf.open(BytesIO(paper)) as opened:
        found = {str(field.T): field for field in opened.Root.AcroForm.Fields}
        assert set(found) == {"NguoiCamKet", "XacNhanChiBo"}
        assert all("/V" not in field and "/AP" in field for field in found.values())
    assert signed_roles(paper) == frozenset()
    signed = signed_by_member(paper, key_of(member()))
    assert signed_roles(signed) == {SignerRole.MEMBER}
    assert pdfsig(tmp_path, signed).count("Signature is Valid") == 1


def test_only_the_second_field_is_left_once_the_member_has_signed():
    paper = with_empty_fields(once())
    with pikepdf.open(BytesIO(paper)) as opened:
        assert ["/V" in field for field in opened.Root.AcroForm.Fields] == [True, False]


def test_papers_joined_for_the_printer_have_no_room_to_sign():
    joined = forms.draw_merged([pages(), pages()], title="", author="", when=SIGNED_AT)
    with pikepdf.open(BytesIO(joined)) as opened:
        assert rooms_of(opened.Root) == {}


@pytest.mark.parametrize("paper", [once(), twice(), once(visible=False), with_empty_fields(pdf())])
def test_a_signed_form_stays_fit_for_archives(paper):
    archival.test_the_metadata_claim_the_standard_in_plain_text(paper)
    archival.test_the_metadata_say_what_the_information_says(paper)
    archival.test_colours_have_a_profile_of_their_own(paper)
    archival.test_every_stream_ends_on_a_line_of_its_own(paper)
    archival.test_no_stream_is_packed_in_a_way_that_archives_refuse(paper)
    archival.test_every_font_is_inside_with_the_width_of_each_letter(paper)
    archival.test_nothing_acts_by_itself(paper)
    with pikepdf.open(BytesIO(paper)) as opened:
        assert "/NeedAppearances" not in opened.Root.AcroForm
        for page in opened.pages:
            for note in page.get("/Annots", []):
                # ISO 19005-2, 6.3: printed, not hidden, with looks of its own if it has a size.
                assert int(note.F) & 0b100111 == 0b100
                has_size = float(note.Rect[0]) != float(note.Rect[2])
                assert not has_size or set(note.AP) == {"/N"}


def test_fields_are_named_as_data_says():
    assert [words.name for words in fields().values()] == ["NguoiCamKet", "XacNhanChiBo"]
    assert role_of("NguoiCamKet") is SignerRole.MEMBER
    assert role_of("Signature1") is None


# --- keys -------------------------------------------------------------------------------------


def refused(*words) -> str:
    with pytest.raises(UserError) as caught:
        load_pkcs12(*words)
    return caught.value.code


def test_a_wrong_password_is_told_from_a_wrong_file():
    good = member().pkcs12()
    assert refused(good, "sai") == "key_password"
    assert refused(good, "") == "key_password"
    assert refused(b"not a key", PASSWORD) == "key_file"
    assert refused(b"\x30\x82", PASSWORD) == "key_file"
    assert refused(good[:-40], PASSWORD) in ("key_file", "key_password")


def test_a_key_file_needs_its_certificate():
    from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12

    only = pkcs12.serialize_key_and_certificates(
        b"k", member().key, None, None, BestAvailableEncryption(b"x")
    )
    assert refused(only, "x") == "key_kind"


def test_a_key_tells_nothing_of_itself():
    key = key_of(member())
    assert "PrivateKey" not in repr(key)
    assert PASSWORD not in repr(vars(key))


def test_a_certificate_says_who_and_how_long():
    told = read_certificate(holder("Lê Thị Hoa", title="Phó bí thư").der)
    assert (told.name, told.post) == ("Lê Thị Hoa", "Phó bí thư")
    assert told.organisation == "Chi bộ thử nghiệm"
    assert told.issuer == "CA thử nghiệm"
    assert (told.not_before, told.not_after) == (START, END)
    assert told.may_sign
    assert not read_certificate(holder("Máy chủ", signs=False).der).may_sign


@pytest.mark.parametrize("body", [b"", b"\x30\x03abc", b"-----BEGIN CERTIFICATE-----\nx"])
def test_what_is_no_certificate_is_refused(body):
    with pytest.raises(UserError) as caught:
        read_certificate(body)
    assert caught.value.code == "certificate_file"


def test_nobody_signs_outside_of_a_certificates_time():
    told = read_certificate(member().der)
    check_time(told, SIGNED_AT)
    with pytest.raises(UserError) as caught:
        check_time(told, END + timedelta(seconds=1))
    assert caught.value.code == "certificate_expired"
    with pytest.raises(UserError) as caught:
        check_time(told, START - timedelta(seconds=1))
    assert caught.value.code == "clock_before_certificate"


def test_only_certificates_above_the_signers_travel_along():
    other, top = authority("CA khác").der, authority().der
    assert chain((other, top), member().der) == (top,)
    assert chain((other,), member().der) == ()
    assert chain((), top) == ()


def test_the_second_name_is_the_secretarys(tmp_path):
    assert SECRETARY in text_of(twice(), tmp_path)
    assert drawn(pages()) != twice()
