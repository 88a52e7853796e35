"""Examples in docstrings give what they say, and every public name is explained."""

from __future__ import annotations

import doctest
import importlib
import inspect
import pkgutil

import pytest

import onrecord

MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(onrecord.__path__, "onrecord.")
    if module.name != "onrecord.__main__"
)


@pytest.mark.parametrize("name", ["onrecord", *MODULES])
def test_examples(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name), optionflags=doctest.ELLIPSIS).failed == 0


@pytest.mark.parametrize("name", onrecord.__all__)
def test_public_names_are_explained(name: str) -> None:
    value = getattr(onrecord, name)
    assert name == "__version__" or inspect.getdoc(value)
