"""Signing with a USB token: a software one, and a made-up one for what it cannot do."""

import pkcs11
import pytest
from pkcs11 import TokenFlag, exceptions

from studycompanion.domain.signing import Level, Means, SignerRole
from studycompanion.errors import EnvironmentProblem, UserError
from studycompanion.forms.signing import modules, token
from studycompanion.forms.signing.adding import sign
from studycompanion.services import tokens
from tests import token_box
from tests.forms.samples import pdf
from tests.forms.signed import MEMBER, SECRETARY, once, request, verdict
from tests.forms.toy_ca import authority, holder
from tests.token_box import MODULE, PIN


@pytest.fixture(scope="module")
def module(tmp_path_factory):
    """A SoftHSM with an RSA and an EC key, a certificate alone, and its authority's."""
    if not MODULE.is_file():
        pytest.skip("SoftHSM is not installed")
    made = token_box.softhsm(tmp_path_factory.mktemp("hsm"))
    token_box.new_token()
    token_box.put(holder(MEMBER), label="rsa")
    token_box.put(holder(SECRETARY, kind="ec"), label="ec")
    token_box.put(holder("Người không khóa"), label="trơ", with_key=False)
    token_box.put(authority(), label="ca", with_key=False)
    yield made
    token_box.remove_token()


@pytest.fixture(autouse=True)
def fresh():
    tokens.forget_tries()
    yield
    tokens.forget_tries()


def code(*words, kind=UserError) -> str:
    with pytest.raises(kind) as caught:
        words[0](*words[1:])
    return caught.value.code


def test_people_are_listed_by_name_and_end_without_a_pin(module):
    found = tokens.held(module)
    assert [one.name for one in found] == [MEMBER, "Người không khóa", SECRETARY]
    assert found[0].not_after.year == 2029
    assert {one.token.label for one in found} == {"Thẻ thử"}
    assert tokens.pin_warning(found[0]) == ""


@pytest.mark.parametrize("label", ["rsa", "ec"])
def test_what_a_token_signs_is_good(module, label):
    key = tokens.open_token(tokens.named(module, label), PIN)
    role = SignerRole.MEMBER if label == "rsa" else SignerRole.SECRETARY
    paper = pdf() if label == "rsa" else once("rsa")
    found = verdict(sign(paper, key.key, request(role, key.certificate.name)))
    assert found.level is Level.GOOD
    assert found.signatures[-1].signer == key.certificate.name
    assert key.means is Means.TOKEN
    assert PIN not in repr(vars(key.key))
    key.close()
    assert code(lambda: key.key) == "key_closed"


def test_a_person_is_found_by_name_too(module):
    assert tokens.named(module, MEMBER).chosen.label == "rsa"
    assert code(tokens.named, module, "ai đó") == "token_label"


def test_the_program_stops_after_two_wrong_pins(module):
    one = tokens.named(module, "rsa")
    assert code(tokens.open_token, one, "000000") == "pin_wrong"
    assert "một lần" in tokens.pin_warning(one)
    assert tokens.may_try(one)
    assert code(tokens.open_token, one, "000001") == "pin_wrong"
    assert not tokens.may_try(one)
    assert code(tokens.open_token, one, PIN) == "pin_stopped"
    tokens.forget_tries()
    tokens.open_token(one, PIN).close()


def test_a_right_pin_forgets_the_wrong_one(module):
    one = tokens.named(module, "rsa")
    assert code(tokens.open_token, one, "000000") == "pin_wrong"
    tokens.open_token(one, PIN).close()
    assert code(tokens.open_token, one, "000000") == "pin_wrong"
    tokens.open_token(one, PIN).close()


def test_a_certificate_without_its_key_cannot_sign(module):
    one = tokens.named(module, "trơ")
    assert code(tokens.open_token, one, PIN) == "token_key_missing"
    assert tokens.may_try(one)


def test_a_missing_or_foreign_module_is_told(tmp_path):
    missing = tmp_path / "eps2003csp11.dll"
    assert code(tokens.held, missing, kind=EnvironmentProblem) == "token_module_missing"
    missing.write_bytes(b"no library")
    assert code(tokens.held, missing, kind=EnvironmentProblem) == "token_module_broken"


# --- a made-up token ---------------------------------------------------------------------------


class FakeToken:
    serial, label = b"A1 ", "Giả"

    def __init__(self, flags=0, opened=None) -> None:
        self.flags = TokenFlag.TOKEN_INITIALIZED | flags
        self._opened = opened

    def open(self, user_pin=None, rw=False):
        if isinstance(self._opened, Exception):
            raise self._opened
        return self._opened


class FakeSlot:
    def __init__(self, one: FakeToken) -> None:
        self._one = one

    def get_token(self):
        return self._one


class FakeLibrary:
    def __init__(self, *found, trouble=None) -> None:
        self._found, self._trouble = found, trouble

    def get_slots(self, token_present=False):
        if self._trouble:
            raise self._trouble
        return [FakeSlot(one) for one in self._found]


@pytest.fixture
def plugged(monkeypatch, tmp_path):
    """``plugged(FakeToken(...))`` is what every module sees."""
    path = tmp_path / "fake.so"
    path.write_bytes(b"")

    def plug(*found, trouble=None):
        library = FakeLibrary(*found, trouble=trouble)
        monkeypatch.setattr(pkcs11, "lib", lambda _: library)
        return path

    return plug


def held_on(one: FakeToken, module):
    [found] = token.plugged_in(module)
    told = token.read_certificate(holder(MEMBER).der)
    chosen = token.TokenCertificate(certificate=told, label="a", key_id=b"1")
    return tokens.Held(token=found, chosen=chosen)


@pytest.mark.parametrize(
    ("flag", "state", "said"),
    [
        (TokenFlag.USER_PIN_COUNT_LOW, "low", "đã có lần sai"),
        (TokenFlag.USER_PIN_FINAL_TRY, "final_try", "chỉ còn MỘT lần"),
        (TokenFlag.USER_PIN_LOCKED, "locked", "đã bị khóa"),
    ],
)
def test_what_the_token_says_of_its_pin_is_passed_on(plugged, flag, state, said):
    one = FakeToken(flag)
    found = held_on(one, plugged(one))
    assert found.token.pin.value == state
    assert said in tokens.pin_warning(found)
    assert tokens.may_try(found) is (state != "locked")
    if state == "locked":
        assert code(tokens.open_token, found, PIN) == "pin_locked"


@pytest.mark.parametrize(
    ("raised", "kind", "wanted"),
    [
        (exceptions.PinLocked(), UserError, "pin_locked"),
        (exceptions.PinLenRange(), UserError, "pin_wrong"),
        (exceptions.PinExpired(), UserError, "pin_expired"),
        (exceptions.DeviceRemoved(), EnvironmentProblem, "token_gone"),
        (exceptions.TokenNotPresent(), EnvironmentProblem, "token_gone"),
    ],
)
def test_each_refusal_has_its_sentence(plugged, raised, kind, wanted):
    one = FakeToken(opened=raised)
    found = held_on(one, plugged(one))
    assert code(tokens.open_token, found, PIN, kind=kind) == wanted


class PulledHandle:
    key_type = pkcs11.KeyType.RSA

    def sign(self, *_, **__):
        raise exceptions.DeviceRemoved


class RawHandle:
    key_type = pkcs11.KeyType.RSA

    def __init__(self) -> None:
        self.asked = []

    def sign(self, data, mechanism):
        self.asked.append((mechanism, len(data)))
        if mechanism is pkcs11.Mechanism.SHA256_RSA_PKCS:
            raise exceptions.MechanismInvalid
        return b"made"


class Session:
    is_open = True

    def __init__(self, *handles) -> None:
        self._handles = handles

    def get_objects(self, _):
        return iter(self._handles)

    def close(self) -> None:
        self.is_open = False
        raise exceptions.SessionHandleInvalid


def test_a_token_pulled_out_while_signing_is_told(plugged):
    session = Session(PulledHandle())
    one = FakeToken(opened=session)
    key = tokens.open_token(held_on(one, plugged(one)), PIN)
    assert code(key.key.sign, b"data", kind=EnvironmentProblem) == "token_gone"
    key.close()
    assert not session.is_open


def test_a_token_that_does_not_hash_gets_the_digest(plugged):
    handle = RawHandle()
    one = FakeToken(opened=Session(handle))
    key = tokens.open_token(held_on(one, plugged(one)), PIN)
    assert key.key.sign(b"data") == b"made"
    assert [length for _, length in handle.asked] == [4, 19 + 32]


def test_no_token_and_an_empty_one_are_told(plugged, monkeypatch):
    assert code(tokens.held, plugged(), kind=EnvironmentProblem) == "token_absent"
    unset = FakeToken()
    unset.flags = TokenFlag.WRITE_PROTECTED
    assert code(tokens.held, plugged(unset), kind=EnvironmentProblem) == "token_absent"
    path = plugged(FakeToken())
    monkeypatch.setattr(token, "certificates", lambda _: ())
    assert code(tokens.held, path, kind=EnvironmentProblem) == "token_empty"
    gone = plugged(trouble=exceptions.DeviceRemoved())
    assert code(tokens.held, gone, kind=EnvironmentProblem) == "token_gone"


def test_modules_are_looked_for_where_each_system_keeps_them(tmp_path, monkeypatch):
    assert all(one.path.is_file() for one in tokens.modules())
    monkeypatch.setenv("SYSTEMROOT", str(tmp_path))
    (tmp_path / "System32").mkdir()
    (tmp_path / "System32" / "viettel-ca_v6.dll").write_bytes(b"")
    (tmp_path / "System32" / "viettel-ca_v5.dll").write_bytes(b"")
    found = modules.installed_modules("win32")
    assert [(one.vendor, one.path.name) for one in found] == [("Viettel-CA", "viettel-ca_v6.dll")]
