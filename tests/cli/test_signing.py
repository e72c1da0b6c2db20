"""Signing, checking and trusting by command."""

import json
from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from studycompanion import cli
from studycompanion.cli.signing import SIGN_PASSWORD
from tests import token_box
from tests.forms.samples import pdf
from tests.forms.signed import MEMBER, SECRETARY, once
from tests.forms.toy_ca import PASSWORD, authority, holder
from tests.token_box import MODULE, PIN


@pytest.fixture
def given(cell, tmp_path, monkeypatch):
    """A data file, a form, keys, and the certificate of their authority."""
    monkeypatch.setenv(SIGN_PASSWORD, PASSWORD)
    (tmp_path / "form.pdf").write_bytes(pdf())
    (tmp_path / "ca.cer").write_bytes(authority().der)
    for name, key in (("m", holder(MEMBER)), ("s", holder(SECRETARY, kind="ec"))):
        (tmp_path / f"{name}.p12").write_bytes(key.pkcs12())
    return cell, tmp_path


def test_a_form_is_signed_twice_and_verified(given):
    run, folder = given
    first = run(
        *("forms", "sign", folder / "form.pdf", "--as", "member", "--pkcs12", folder / "m.p12"),
        *("--out", folder / "một"),
    )
    assert first["signer"] == MEMBER
    run(
        *("forms", "sign", first["files"][0], "--as", "secretary", "--pkcs12", folder / "s.p12"),
        *("--out", folder / "hai", "--invisible"),
    )
    assert run("trust", "add", folder / "ca.cer")["name"] == "CA thử nghiệm"
    [found] = run("forms", "verify", folder / "hai" / "form.pdf")
    assert (found["level"], found["record"]) == ("good", "unknown")
    assert [one["signer"] for one in found["signatures"]] == [MEMBER, SECRETARY]
    assert set(found["signatures"][0]) >= {
        *("field", "signer", "intact", "covers_all", "trusted", "time", "problem"),
    }
    [kept] = run("trust", "list")
    assert kept["added_by"] == "Trần Văn Mẫu"
    assert run("trust", "remove", kept["id"])["removed"] == "CA thử nghiệm"


def test_what_cannot_be_relied_on_ends_with_one(given, data_folder, clock, capsys):
    _, folder = given
    (folder / "bad.pdf").write_bytes(once()[:20_000])
    words = ["forms", "verify", str(folder / "bad.pdf"), "--data", str(data_folder)]
    assert cli.run([*words, "--json"], clock=clock) == 1
    assert json.loads(capsys.readouterr().out)[0]["problem"] in ("unreadable", "signature_removed")
    (folder / "ok.pdf").write_bytes(once())
    words[2] = str(folder / "ok.pdf")
    assert cli.run(words, clock=clock) == 1
    told = capsys.readouterr().out
    assert "Cần xem lại trước khi tin." in told
    assert MEMBER in told
    assert "danh sách tin cậy" in told


def test_a_wrong_password_is_refused(given, monkeypatch):
    run, folder = given
    monkeypatch.setenv(SIGN_PASSWORD, "sai")
    said = run(
        *("forms", "sign", folder / "form.pdf", "--as", "member", "--pkcs12", folder / "m.p12"),
        *("--out", folder / "một"),
        code=1,
    )
    assert said.startswith("Mật khẩu của tệp khóa không đúng.")
    assert not (folder / "một").exists()


def test_the_original_is_never_replaced(given):
    run, folder = given
    said = run(
        *("forms", "sign", folder / "form.pdf", "--as", "member", "--pkcs12", folder / "m.p12"),
        *("--out", folder),
        code=1,
    )
    assert "trùng với thư mục" in said
    assert (folder / "form.pdf").read_bytes() == pdf()


def test_nothing_is_signed_while_the_clock_is_behind(given, data_folder, clock, capsys):
    _, folder = given
    before = clock() - timedelta(days=3)
    words = ["forms", "sign", str(folder / "form.pdf"), "--as", "member"]
    words += ["--pkcs12", str(folder / "m.p12"), "--out", str(folder / "một")]
    words += ["--data", str(data_folder), "--now"]
    assert cli.run(words[:-1], clock=lambda: before) == 1
    assert not (folder / "một").exists()
    assert cli.run([*words, "pc"], clock=lambda: before) == 0
    assert MEMBER in capsys.readouterr().out


def test_a_token_signs(given, tmp_path_factory, monkeypatch, request):
    if not MODULE.is_file():
        pytest.skip("SoftHSM is not installed")
    run, folder = given
    token_box.softhsm(tmp_path_factory.mktemp("hsm"))
    token_box.new_token("Thẻ lệnh")
    request.addfinalizer(lambda: token_box.remove_token("Thẻ lệnh"))
    token_box.put(holder(MEMBER), label="lệnh", token="Thẻ lệnh")
    monkeypatch.setenv(SIGN_PASSWORD, PIN)
    words = ("forms", "sign", folder / "form.pdf", "--as", "member", "--out", folder / "một")
    assert run(*words, "--pkcs11", MODULE, "--cert", "lệnh")["signer"] == MEMBER
    assert "--cert" in run(*words, "--pkcs11", MODULE, code=1)


def test_scanned_pages_are_proposed_then_filed(cell, tmp_path, data_folder, clock, capsys):
    (tmp_path / "trắng.png").write_bytes(_white())
    looked = cell("forms", "scan", tmp_path / "trắng.png")
    assert [one["fate"] for one in looked["pages"]] == ["no_code"]
    assert "filed" not in looked
    done = cell("forms", "scan", tmp_path / "trắng.png", "--yes", "--day", "2026-11-19")
    assert (done["filed"], done["in_tray"], done["incomplete"]) == (0, 1, [])
    words = ["forms", "scan", str(tmp_path / "trắng.png"), str(tmp_path / "ma.pdf"), "--yes"]
    assert cli.run([*words, "--data", str(data_folder)], clock=clock) == 1
    told = capsys.readouterr().out
    assert "Không đọc được mã" in told
    assert "ma.pdf: " in told
    assert "1 trang vào khay" in told


def _white() -> bytes:
    out = BytesIO()
    Image.new("L", (300, 400), 255).save(out, "PNG")
    return out.getvalue()
