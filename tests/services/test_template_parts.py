"""A form's words as fields, and back into its text."""

import tomllib

import pytest

from studycompanion.services.template_parts import parts, with_parts
from tests.forms.samples import template_body
from tests.forms.test_toml_writer import SHIPPED


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_fields_put_back_as_they_are_change_no_value(path):
    body = path.read_text("utf-8")
    found = {part.path: part.value for part in parts(body)}
    assert ("title",) in found
    assert tomllib.loads(with_parts(body, found)) == tomllib.loads(body)


def test_a_field_changes_only_itself():
    old = tomllib.loads(template_body())
    new = tomllib.loads(with_parts(template_body(), {("sections", 1, "lines"): "5"}))
    assert new["sections"][1].pop("lines") == 5
    assert old["sections"][1].pop("lines") == 3
    assert new == old


def test_a_line_without_a_label_is_left_out():
    new = tomllib.loads(with_parts(template_body(), {("fields", 1, "label"): " "}))
    assert "birth" not in [field["key"] for field in new["fields"]]
