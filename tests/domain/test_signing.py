"""How grave each fault of a signed file is."""

from studycompanion.domain.signing import FileChecked, Level, Problem, SignatureFound, level_of


def checked(*problems: Problem | None, whole: Problem | None = None) -> FileChecked:
    found = tuple(SignatureFound(field=str(n), problem=p) for n, p in enumerate(problems))
    return FileChecked(name="a.pdf", signatures=found, problem=whole)


def test_a_file_is_as_good_as_its_worst_signature():
    assert checked(None, None).level is Level.GOOD
    assert checked(None, Problem.UNTRUSTED).level is Level.DOUBTFUL
    assert checked(Problem.UNTRUSTED, Problem.ALTERED).level is Level.BAD
    assert checked(None, whole=Problem.SIGNATURE_REMOVED).level is Level.BAD


def test_the_gravest_fault_is_named():
    assert checked(None).worst is None
    assert checked(Problem.UNTRUSTED, Problem.EXPIRED).worst is Problem.EXPIRED
    assert checked(Problem.OVERLAID, whole=Problem.SIGNATURE_REMOVED).worst is (
        Problem.SIGNATURE_REMOVED
    )


def test_no_fault_is_good():
    assert level_of(None) is Level.GOOD
    assert Level.GOOD not in {level_of(one) for one in Problem}
