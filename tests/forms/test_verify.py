"""What the program says of signed files, made whole, changed afterwards, or hostile."""

import random
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from pyhanko.pdf_utils import generic, writer
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigFieldSpec, append_signature_field

from studycompanion.domain.signing import FileChecked, Level, Problem, TimeSource, level_of
from studycompanion.forms.verify.checking import check
from tests.forms.samples import pdf
from tests.forms.signed import (
    MEMBER,
    SECRETARY,
    key_of,
    member,
    once,
    secretary,
    signed_by_member,
    signed_by_secretary,
    trust,
    twice,
    verdict,
)
from tests.forms.toy_ca import END, PASSWORD, SIGNED_AT, START, Holder, holder, rsa_key

name = generic.pdf_name


def problems(paper: bytes, *words) -> list[Problem | None]:
    return [one.problem for one in verdict(paper, *words).signatures]


# --- good ones --------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["rsa", "ec"])
def test_a_good_signature_is_told_in_full(kind):
    found = verdict(once(kind))
    [one] = found.signatures
    assert found.level is Level.GOOD
    assert (one.signer, one.post, one.field) == (MEMBER, "Người cam kết", "NguoiCamKet")
    assert one.intact
    assert one.covers_all
    assert one.trusted
    assert one.time == SIGNED_AT
    assert one.time_source is TimeSource.CLOCK
    assert one.organisation == "Chi bộ thử nghiệm"
    assert one.issuer == "CA thử nghiệm"


def test_two_good_signatures_stand_in_the_order_of_signing():
    found = verdict(twice())
    assert [one.signer for one in found.signatures] == [MEMBER, SECRETARY]
    assert found.level is Level.GOOD
    assert all(one.covers_all for one in found.signatures)


def test_a_signer_is_trusted_through_the_authority_or_by_name_only():
    assert problems(once(), trust("CA khác")) == [Problem.UNTRUSTED]
    assert verdict(once(), trust("CA khác")).level is Level.DOUBTFUL
    nobody = trust("CA khác")
    nobody._roots.clear()
    assert problems(once(), nobody) == [Problem.UNTRUSTED]
    from studycompanion.forms.verify.trust import Trust

    himself = Trust([member().der], SIGNED_AT)
    assert problems(once(), himself) == [None]


def test_the_post_of_the_certificate_goes_before_that_of_the_field():
    paper = signed_by_member(pdf(), key_of(holder("Lê Hoa", title="Phó bí thư")))
    assert verdict(paper).signatures[0].post == "Phó bí thư"


def test_a_certificate_that_ended_later_is_told_but_does_no_harm():
    late = verdict(once(), trust(now=END + timedelta(days=30)))
    assert late.signatures[0].has_expired_since
    assert late.level is Level.GOOD


def test_a_file_of_pyhanko_alone_is_taken_too():
    signer = signers.SimpleSigner.load_pkcs12_data(
        member().pkcs12(),
        other_certs=[],
        passphrase=PASSWORD.encode(),
    )
    out = signers.sign_pdf(
        IncrementalPdfFileWriter(BytesIO(pdf())),
        signers.PdfSignatureMetadata(field_name="Signature1"),
        signer=signer,
    )
    [one] = verdict(out.getvalue()).signatures
    assert (one.field, one.post, one.intact) == ("Signature1", "", True)


# --- certificates -----------------------------------------------------------------------------


def test_an_expired_certificate_is_named():
    old = holder(MEMBER, start=START - timedelta(days=300), end=START)
    found = verdict(signed_by_member(pdf(), key_of(old)))
    assert found.worst is Problem.EXPIRED
    assert found.level is Level.BAD
    assert found.signatures[0].intact


def test_a_signature_before_the_certificates_start_is_named():
    paper = signed_by_member(pdf(), key_of(member()), when=START - timedelta(days=3))
    assert problems(paper) == [Problem.NOT_YET_VALID]


def test_a_certificate_that_is_not_for_signing_is_named():
    paper = signed_by_member(pdf(), key_of(holder("Máy chủ", signs=False)))
    assert problems(paper) == [Problem.NOT_FOR_SIGNING]


def test_a_swapped_certificate_is_named():
    """Another certificate over the same key, put in place of the one signed with."""
    real = member()
    other = holder(MEMBER, start=START + timedelta(days=1), key_name=MEMBER)
    assert other.key is rsa_key(MEMBER)
    paper = bytearray(once("rsa"))
    swapped = _with_container(bytes(paper), lambda body: _swap(body, real, other))
    assert problems(swapped) == [Problem.CERTIFICATE_SWAPPED]
    assert verdict(swapped).level is Level.BAD


def _swap(body: bytes, real: Holder, other: Holder) -> bytes:
    from asn1crypto import cms, x509

    info = cms.ContentInfo.load(body)
    data = info["content"]
    kept = [one for one in data["certificates"] if one.chosen.dump() != real.der]
    new = x509.Certificate.load(other.der)
    data["certificates"] = [cms.CertificateChoices("certificate", new), *kept]
    signer = data["signer_infos"][0]
    signer["sid"] = cms.SignerIdentifier(
        "issuer_and_serial_number",
        cms.IssuerAndSerialNumber({"issuer": new.issuer, "serial_number": new.serial_number}),
    )
    return info.dump(force=True)


def _with_container(paper: bytes, change) -> bytes:
    """The same file with another container in its last gap."""
    start = paper.rindex(b"/Contents <") + len("/Contents <")
    end = paper.index(b">", start)
    body = bytes.fromhex(paper[start:end].decode())
    size = 4 + int.from_bytes(body[2:4], "big")
    made = change(body[:size]).hex().upper().encode()
    return paper[:start] + made.ljust(end - start, b"0") + paper[end:]


# --- flips ------------------------------------------------------------------------------------


def flipped(paper: bytes, place: int, bit: int) -> bytes:
    changed = bytearray(paper)
    changed[place] ^= 1 << bit
    return bytes(changed)


def unnoticed(paper: bytes, places) -> list[tuple[int, int]]:
    return [one for one in places if verdict(flipped(paper, *one)).level is Level.GOOD]


def flips(paper: bytes, count: int, seed: int) -> list[tuple[int, int]]:
    chance = random.Random(seed)
    return [(chance.randrange(len(paper)), chance.randrange(8)) for _ in range(count)]


@pytest.mark.prove
@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    "paper", [once("rsa"), once("ec"), twice("ec", "rsa")], ids=["rsa", "ec", "two"]
)
def test_a_flipped_bit_is_noticed_anywhere(paper, rounds):
    assert unnoticed(paper, flips(paper, rounds(40, 500), 9)) == []


def gap_of(paper: bytes) -> range:
    start = paper.rindex(b"/Contents <") + len("/Contents ")
    return range(start, paper.index(b">", start) + 1)


def test_flips_in_the_padding_of_the_last_container_are_noticed():
    paper = once("rsa")
    gap = gap_of(paper)
    padding = [place for place in gap[-400:-1] if paper[place] == ord("0")]
    chance = random.Random(3)
    places = [(place, chance.randrange(8)) for place in chance.sample(padding, 20)]
    assert unnoticed(paper, places) == []
    assert problems(flipped(paper, padding[-1], 0)) == [Problem.CONTAINER_ALTERED]


@pytest.mark.prove
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("kind", ["rsa", "ec"])
def test_a_flip_in_any_byte_of_the_container_is_noticed(kind, rounds):
    paper, chance = once(kind), random.Random(4)
    gap = gap_of(paper)
    some = chance.sample(gap, rounds(60, len(gap)))
    assert unnoticed(paper, [(place, chance.randrange(8)) for place in some]) == []


def test_a_changed_file_says_so_first():
    paper = once("rsa")
    place = paper.index(b"/ViewerPref") if b"/ViewerPref" in paper else 500
    changed = flipped(paper, place, 0)
    assert verdict(changed).level is Level.BAD
    assert not any(one.intact for one in verdict(changed).signatures)


# --- what is added after signing --------------------------------------------------------------


def updated(paper: bytes, change) -> bytes:
    """An incremental update, as an attacker appends it."""
    new = IncrementalPdfFileWriter(BytesIO(paper))
    change(new)
    out = BytesIO()
    new.write(out)
    return out.getvalue()


def page_of(new, index: int = 0):
    return new.find_page_for_modification(index)[0].get_object()


def replaces_content(new) -> None:
    page = page_of(new)
    text = generic.StreamObject(stream_data=b"BT /VRegular 20 Tf 100 500 Td (Khac) Tj ET")
    page[name("/Contents")] = new.add_object(text)
    new.update_container(page)


def adds_to_content(new) -> None:
    new.add_stream_to_page(0, new.add_object(generic.StreamObject(stream_data=b"0 0 9 9 re f")))


def overlays(new, subtype: str = "/Square") -> None:
    page = page_of(new)
    looks = writer.init_xobject_dictionary(b"1 1 1 rg 0 0 400 400 re f", 400, 400)
    note = generic.DictionaryObject(
        {
            name("/Type"): name("/Annot"),
            name("/Subtype"): name(subtype),
            name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (50, 50, 450, 450))),
            name("/AP"): generic.DictionaryObject({name("/N"): new.add_object(looks)}),
        }
    )
    notes = page.get("/Annots", generic.ArrayObject())
    page[name("/Annots")] = generic.ArrayObject([*notes, new.add_object(note)])
    new.update_container(page)


def overlays_by_empty_field(new) -> None:
    append_signature_field(
        new, SigFieldSpec("Che", on_page=0, box=(50, 50, 400, 400), empty_field_appearance=True)
    )


def appends_page(new) -> None:
    empty = new.add_object(generic.StreamObject(stream_data=b""))
    new.insert_page(writer.PageObject(contents=empty, media_box=(0, 0, 595, 842)))


def drops_page(new) -> None:
    tree = new.root["/Pages"]
    tree["/Kids"].pop()
    tree[name("/Count")] = generic.NumberObject(1)
    new.update_container(tree)


def swaps_font(new) -> None:
    fonts = page_of(new)["/Resources"]["/Font"]
    one = fonts[sorted(fonts)[0]]
    one[name("/ToUnicode")] = new.add_object(generic.StreamObject(stream_data=b"other"))
    new.mark_update(fonts.raw_get(sorted(fonts)[0]))


def hides_layer(new) -> None:
    new.root[name("/OCProperties")] = generic.DictionaryObject(
        {name("/OCGs"): generic.ArrayObject()}
    )
    new.update_root()


ATTACKS = {
    replaces_content: Problem.CONTENT_REPLACED,
    adds_to_content: Problem.CONTENT_REPLACED,
    overlays: Problem.OVERLAID,
    overlays_by_empty_field: Problem.OVERLAID,
    appends_page: Problem.PAGE_ADDED,
    drops_page: Problem.PAGE_REMOVED,
    swaps_font: Problem.CONTENT_REPLACED,
    hides_layer: Problem.HIDDEN,
}


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__)
@pytest.mark.parametrize("made", [once, twice], ids=["one", "two"])
def test_what_was_done_after_signing_is_named(made, attack):
    found = verdict(updated(made(), attack))
    assert found.level is Level.BAD
    assert found.worst is ATTACKS[attack]
    assert all(one.intact and not one.covers_all for one in found.signatures)


def test_a_change_between_two_signatures_is_held_against_the_first():
    paper = signed_by_secretary(updated(once(), replaces_content), key_of(secretary()))
    first, second = verdict(paper).signatures
    assert first.problem is Problem.CONTENT_REPLACED
    assert second.problem is None
    assert verdict(paper).level is Level.BAD


def test_a_note_that_is_taken_away_after_signing_uncovers_what_it_hid():
    """The shadow attack: what is signed is covered first, and uncovered later."""
    covered = updated(pdf(), overlays)
    signed = signed_by_member(covered, key_of(member()))

    def uncovers(new) -> None:
        page = page_of(new)
        page[name("/Annots")] = generic.ArrayObject([])
        new.update_container(page)

    assert verdict(signed).level is Level.GOOD
    assert verdict(updated(signed, uncovers)).worst is Problem.HIDDEN


def test_nothing_is_welcome_after_the_lock():
    def adds_field(new) -> None:
        append_signature_field(new, SigFieldSpec("Them"))

    assert verdict(updated(once(), adds_field)).level is Level.GOOD
    assert verdict(updated(twice(), adds_field)).worst is Problem.CHANGED_AFTER


@pytest.mark.parametrize("rest", [b"x", b"\n%%EOF", twice("rsa")[len(once("rsa")) :][:400]])
def test_a_piece_that_hangs_on_is_noticed(rest):
    assert verdict(once("rsa") + rest).level is Level.BAD
    assert verdict(once("rsa") + b"x").worst is Problem.CHANGED_AFTER
    assert verdict(twice("rsa") + b"\n" + rest[:3]).level is Level.BAD
    assert verdict(once("rsa") + b"\n").level is Level.GOOD


# --- removed and broken signatures ------------------------------------------------------------


def removes(new) -> None:
    form = new.root["/AcroForm"]
    form["/Fields"].pop()
    new.update_container(form["/Fields"])


def empties(new) -> None:
    reference = new.root["/AcroForm"]["/Fields"].raw_get(-1)
    del reference.get_object()["/V"]
    new.mark_update(reference)


def drops_form(new) -> None:
    del new.root["/AcroForm"]
    new.update_root()


@pytest.mark.parametrize("attack", [removes, empties, drops_form], ids=lambda a: a.__name__)
@pytest.mark.parametrize("made", [once, twice], ids=["one", "two"])
def test_a_removed_signature_is_named(made, attack):
    found = verdict(updated(made(), attack))
    assert found.worst is Problem.SIGNATURE_REMOVED
    assert found.level is Level.BAD


def test_a_file_that_was_written_anew_lost_its_signatures():
    out = BytesIO()
    with pikepdf.open(BytesIO(once())) as opened:
        opened.save(out)
    assert verdict(out.getvalue()).level is Level.BAD


def test_a_container_of_nothing_is_no_signature():
    empty = _with_container(once("rsa"), lambda body: b"")
    assert verdict(empty).worst is Problem.BROKEN
    other = _with_container(once("rsa"), lambda body: b"\x30\x03abc")
    assert verdict(other).level is Level.BAD


def test_a_range_that_leaves_something_out_is_named():
    paper = once("rsa")
    start = paper.rindex(b"/ByteRange [")
    told = paper[start : paper.index(b"]", start)]
    for numbers in (b"[5 ", b"[0 10 20 30", b"[0 1 2", b"[0 0 0 0"):
        changed = b"/ByteRange " + numbers
        found = verdict(paper.replace(told, changed.ljust(len(told))))
        assert found.level is Level.BAD
        assert not any(one.intact for one in found.signatures)


def test_an_old_digest_is_called_weak():
    signer = signers.SimpleSigner.load_pkcs12_data(
        member().pkcs12("x"), other_certs=[], passphrase=b"x"
    )
    out = signers.sign_pdf(
        IncrementalPdfFileWriter(BytesIO(pdf())),
        signers.PdfSignatureMetadata(field_name="Cu", md_algorithm="sha1"),
        signer=signer,
    )
    assert problems(out.getvalue()) == [Problem.WEAK]


# --- files of any kind ------------------------------------------------------------------------


def test_a_file_without_signatures_says_so():
    found = verdict(pdf())
    assert (found.worst, found.level) == (Problem.NOT_SIGNED, Level.DOUBTFUL)


@pytest.mark.parametrize("data", [b"", b"xlsx", b"%PDF-1.7", b"%PDF-1.7\n%%EOF\n", bytes(5000)])
def test_what_is_no_pdf_says_so(data):
    assert verdict(data).worst is Problem.UNREADABLE


def test_a_locked_file_is_told_from_one_that_anybody_may_open():
    for password, wanted in (("x", Problem.LOCKED), ("", Problem.NOT_SIGNED)):
        out = BytesIO()
        with pikepdf.open(BytesIO(pdf())) as opened:
            opened.save(out, encryption=pikepdf.Encryption(owner="chủ", user=password))
        assert verdict(out.getvalue()).worst is wanted


def test_a_page_tree_that_bites_its_tail_is_survived():
    out = BytesIO()
    with pikepdf.new() as opened:
        opened.add_blank_page()
        opened.save(out)
    paper = signed_by_member(out.getvalue(), key_of(member()), visible=False)

    def loops(new) -> None:
        tree = new.root["/Pages"]
        tree["/Kids"].append(new.root.raw_get("/Pages"))
        new.update_container(tree["/Kids"])
        new.update_container(tree)

    assert verdict(updated(paper, loops)).level is Level.BAD


def damaged(paper: bytes, chance: random.Random) -> bytes:
    """One of the ways in which files get damaged."""
    data = bytearray(paper)
    kind = chance.randrange(5)
    if kind == 0:
        return bytes(data[: chance.randrange(len(data))])
    if kind == 1:
        for _ in range(chance.randrange(1, 200)):
            data[chance.randrange(len(data))] = chance.randrange(256)
    elif kind == 2:
        start = chance.randrange(len(data))
        del data[start : start + chance.randrange(1, 3000)]
    elif kind == 3:
        start = chance.randrange(len(data))
        data[start:start] = data[: chance.randrange(1, 3000)]
    else:
        digits = [n for n, byte in enumerate(data) if chr(byte).isdigit()]
        for _ in range(20):
            data[chance.choice(digits)] = ord(chance.choice("0123456789"))
    return bytes(data)


@pytest.mark.prove
@pytest.mark.timeout(1800)
def test_damaged_files_are_answered(rounds):
    chance = random.Random(2)
    for _ in range(rounds(60, 2000)):
        found = check(damaged(twice("rsa", "ec"), chance), "hỏng.pdf", trust())
        assert isinstance(found, FileChecked)
        assert found.level is not Level.GOOD


def test_every_fault_has_its_place():
    assert level_of(None) is Level.GOOD
    assert {level_of(one) for one in Problem} == {Level.DOUBTFUL, Level.BAD}


# --- time stamps ------------------------------------------------------------------------------


def stamped(by: str) -> bytes:
    """A form signed by another program, with the stamp of a time service of ``by``."""
    from asn1crypto import keys, x509
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
    )
    from pyhanko.sign.timestamps import DummyTimeStamper

    service = holder("Dấu thời gian", by=by)
    private = service.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    stamper = DummyTimeStamper(
        tsa_cert=x509.Certificate.load(service.der),
        tsa_key=keys.PrivateKeyInfo.load(private),
        fixed_dt=SIGNED_AT + timedelta(hours=1),
    )
    signer = signers.SimpleSigner.load_pkcs12_data(
        member().pkcs12("x"), other_certs=[], passphrase=b"x"
    )
    out = signers.sign_pdf(
        IncrementalPdfFileWriter(BytesIO(pdf())),
        signers.PdfSignatureMetadata(field_name="Có dấu"),
        signer=signer,
        timestamper=stamper,
    )
    return out.getvalue()


def test_the_stamp_of_a_trusted_service_goes_before_the_clock():
    [one] = verdict(stamped("CA thử nghiệm")).signatures
    assert one.intact
    assert (one.time, one.time_source) == (SIGNED_AT + timedelta(hours=1), TimeSource.STAMP)


def test_the_stamp_of_a_stranger_tells_nothing():
    [one] = verdict(stamped("CA lạ")).signatures
    assert one.time_source is TimeSource.CLOCK
