"""Forms' texts by command line."""


def test_a_form_is_copied_edited_chosen_and_passed_on(cell, tmp_path):
    old = next(x for x in cell("template", "list") if (x["form"], x["code"]) == ("commitment", "7"))
    assert (old["own"], old["in_force"]) == (False, True)
    made = cell("template", "copy", old["id"], "--name", "Mẫu chi bộ", "--year", "2026")
    file = tmp_path / "mau.toml"
    assert cell("template", "export", made["id"], file)["file"] == str(file)
    file.write_text(file.read_text("utf-8").replace("BẢN CAM KẾT", "CAM KẾT"), "utf-8")
    newer = cell("template", "save", made["id"], file)
    assert (newer["code"], newer["edition"]) == (made["code"], 2)
    assert cell("template", "default", newer["id"])["id"] == newer["id"]
    force = {x["id"] for x in cell("template", "list") if x["in_force"]}
    assert newer["id"] in force
    assert old["id"] not in force
    assert cell("template", "import", file)["id"] == newer["id"]


def test_a_broken_file_is_refused_with_the_line_of_the_file(cell, tmp_path):
    old = cell("template", "list")[0]
    made = cell("template", "copy", old["id"], "--name", "Mẫu chi bộ", "--year", "2026")
    file = tmp_path / "mau.toml"
    cell("template", "export", made["id"], file)
    file.write_text(file.read_text("utf-8").replace('title = "BẢN CAM KẾT"', "title = 7"), "utf-8")
    for words in (("import", file), ("save", made["id"], file)):
        assert "dòng 10" in cell("template", *words, code=1)
    file.write_text("xin chào", "utf-8")
    assert "không phải mẫu giấy tờ" in cell("template", "save", made["id"], file, code=1)
    assert "có sẵn" in cell("template", "save", old["id"], _exported(cell, old, file), code=1)


def _exported(cell, old, file):
    cell("template", "export", old["id"], file)
    return file
