"""Signed forms for tests, made once each, and the verdict on any file."""

from datetime import timedelta
from functools import cache

from studycompanion.domain.signing import FileChecked, SignerRole
from studycompanion.forms.signing.adding import Request, sign
from studycompanion.forms.signing.box import BoxLines
from studycompanion.forms.signing.keys import FileKey, load_pkcs12
from studycompanion.forms.verify.checking import check
from studycompanion.forms.verify.trust import Trust
from tests.forms.samples import pdf
from tests.forms.toy_ca import PASSWORD, SIGNED_AT, Holder, authority, holder

MEMBER, SECRETARY = "Nguyễn Thị Ví Dụ", "Trần Văn Mẫu"


@cache
def key_of(one: Holder) -> FileKey:
    return load_pkcs12(one.pkcs12(), PASSWORD)


def member(kind: str = "rsa", **about) -> Holder:
    return holder(MEMBER, kind=kind, **about)


def secretary(kind: str = "ec", **about) -> Holder:
    return holder(SECRETARY, kind=kind, **about)


def request(role: SignerRole, name: str, *, visible: bool = True, when=SIGNED_AT) -> Request:
    lines = BoxLines(name, ("Chức vụ thử", "Ký số lúc 19:00 ngày 20/11/2026", "theo đồng hồ máy"))
    return Request(role=role, when=when, name=name, box=lines if visible else None)


def signed_by_member(paper: bytes, key, **about) -> bytes:
    return sign(paper, key, request(SignerRole.MEMBER, MEMBER, **about))


def signed_by_secretary(paper: bytes, key, **about) -> bytes:
    return sign(paper, key, request(SignerRole.SECRETARY, SECRETARY, **about))


@cache
def once(kind: str = "rsa", *, visible: bool = True) -> bytes:
    """A form that the member signed."""
    return signed_by_member(pdf(), key_of(member(kind)), visible=visible)


@cache
def twice(kind: str = "rsa", second: str = "ec") -> bytes:
    """A form that the member and then the secretary signed."""
    return signed_by_secretary(once(kind), key_of(secretary(second)))


def trust(*authorities: str, now=SIGNED_AT + timedelta(days=1)) -> Trust:
    names = authorities or ("CA thử nghiệm",)
    return Trust([authority(name).der for name in names], now)


def verdict(paper: bytes, trusted: Trust | None = None) -> FileChecked:
    return check(paper, "tệp.pdf", trusted or trust())
