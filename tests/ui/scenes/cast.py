"""The program's own classes of widgets, to compare with what the scenes show."""

import pkgutil
from typing import TypeVar

import studycompanion.ui

W = TypeVar("W")


def own_classes(kind: type[W]) -> set[type[W]]:
    """The window's own kinds of ``kind`` that appear on a screen: those that nothing builds on."""
    for module in pkgutil.walk_packages(studycompanion.ui.__path__, "studycompanion.ui."):
        pkgutil.resolve_name(module.name)
    found = {c for c in _below(kind) if c.__module__.startswith("studycompanion.ui.")}
    return {c for c in found if not any(issubclass(other, c) for other in found - {c})}


def _below(kind: type[W]) -> set[type[W]]:
    direct = kind.__subclasses__()
    return {*direct, *(deeper for one in direct for deeper in _below(one))}
