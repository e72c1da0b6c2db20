"""Commands about topics that share a form or are put away."""

from studycompanion import cli


def made(run, title):
    return run("topic", "add", "--title", title, "--year", "2026")["id"]


def test_topics_share_a_form_and_part_again(cell):
    one, other = made(cell, "Kỷ cương"), made(cell, "Nêu gương")
    found = cell("forms", "together", "--topic", one, "--with", other)
    assert [(line["id"], line["leads"]) for line in found] == [(one, True), (other, False)]
    [alone] = cell("forms", "together", "--topic", other, "--alone")
    assert alone["id"] == other


def test_who_has_not_signed_is_listed_and_written(ward, tmp_path):
    lines = "Chi bộ;Tổ đảng;Họ và tên", "Chi bộ 1;Tổ 2;Lê An", "Chi bộ 1;Tổ 1;Vũ Bình"
    roster = tmp_path / "ds.csv"
    roster.write_text("\n".join(lines), "utf-8")
    ward("roster", "import", roster)
    one = made(ward, "Kỷ cương")
    found = ward("forms", "unsigned", "--topic", one, "--cell", "Chi bộ 1")
    assert [(line["full_name"], line["group"]) for line in found] == [
        ("Vũ Bình", "Tổ 1"),
        ("Lê An", "Tổ 2"),
    ]
    assert len(ward("forms", "unsigned", "--topic", one, "--group", "Tổ 1")) == 1
    out = tmp_path / "chưa ký.xlsx"
    assert ward("forms", "unsigned", "--topic", one, "--out", out) == {"file": str(out)}
    assert out.exists()


def test_an_unknown_topic_is_refused_and_nothing_is_shared(cell):
    one = made(cell, "Kỷ cương")
    cell("forms", "together", "--topic", one, "--with", "khong-co", code=1)
    assert len(cell("forms", "together", "--topic", one, "--alone")) == 1


def test_putting_a_topic_away_is_said_in_a_sentence(cell, data_folder, clock, capsys):
    one = made(cell, "Kỷ cương")
    for more, word in (((), "Đã cất"), (("--back",), "trở lại")):
        words = ("topic", "archive", one, *more, "--data", str(data_folder))
        assert cli.run(words, clock=clock) == 0
        said = capsys.readouterr().out
        assert word in said
        assert "“Kỷ cương”" in said
    assert cli.run(("topic", "list", "--data", str(data_folder)), clock=clock) == 0
    assert "không" in capsys.readouterr().out
