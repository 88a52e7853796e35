"""Examples in docstrings give what they say, and every public name is explained, in full and on the API page."""

from __future__ import annotations

import doctest
import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import onrecord
from onrecord import review
from onrecord._echoes.result import Echoes
from onrecord._echoes.view import EchoView
from onrecord._plot.charts import Plots
from onrecord._show.page import DocumentView

MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(onrecord.__path__, "onrecord.")
    if module.name != "onrecord.__main__"
)
API = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
ON_THE_PAGE = set(re.findall(r"^::: ([\w.]+)$", API, re.MULTILINE))

#: What public calls give: their methods are public as well.
RESULTS = [DocumentView, EchoView, Echoes, Plots]


def public() -> Iterator[tuple[str, Any]]:
    """Every public name, with what it names."""
    for module in (onrecord, review):
        for name in module.__all__:
            value = getattr(module, name)
            if not inspect.ismodule(value) and name != "__version__":
                yield f"{module.__name__}.{name}", value
    yield from ((f"{kind.__module__}.{kind.__name__}", kind) for kind in RESULTS)


def calls() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every public function, and every public method of a public class, its own and those that it inherits."""
    for name, value in public():
        if inspect.isfunction(value):
            yield name, value
        elif inspect.isclass(value) and not issubclass(value, Exception):
            for member in dir(value):
                method = inspect.getattr_static(value, member)
                method = method.__func__ if isinstance(method, classmethod) else method
                if not member.startswith("_") and inspect.isfunction(method):
                    yield f"{name}.{member}", method


@pytest.mark.parametrize("name", ["onrecord", *MODULES])
def test_examples(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name), optionflags=doctest.ELLIPSIS).failed == 0


@pytest.mark.parametrize("name", onrecord.__all__)
def test_public_names_are_explained(name: str) -> None:
    value = getattr(onrecord, name)
    assert name == "__version__" or inspect.getdoc(value)


@pytest.mark.parametrize("name", [name for name, _ in public()])
def test_public_names_are_on_the_api_page(name: str) -> None:
    assert name in ON_THE_PAGE or name == "onrecord.OnrecordError"


@pytest.mark.parametrize(
    ("name", "call"), list(calls()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_docstrings_have_numpydoc_sections(name: str, call: Callable[..., Any]) -> None:
    text = inspect.getdoc(call) or ""
    if text.startswith("As `onrecord."):  # a method of the namespace: the function says all
        return
    sections = dict(zip(*[iter(re.split(r"^(\w+)\n-+\n", text, flags=re.MULTILINE)[1:])] * 2, strict=True))
    signature = inspect.signature(call)
    taken = [parameter for parameter in signature.parameters if parameter not in ("self", "cls")]
    explained = re.findall(r"^(\*{0,2}\w+) : ", sections.get("Parameters", ""), re.MULTILINE)
    assert [parameter.lstrip("*") for parameter in explained] == taken
    assert {"Returns", "Yields"} & set(sections) or signature.return_annotation == "None"
    if name.removeprefix("onrecord.") in onrecord.__all__:
        assert ">>>" in sections.get("Examples", "")


@pytest.mark.parametrize(("name", "value"), [pair for pair in public() if inspect.isclass(pair[1])])
def test_classes_explain_what_they_are_made_of(name: str, value: type) -> None:
    if issubclass(value, Exception) or name not in (f"onrecord.{name}" for name in onrecord.__all__):
        return
    text = inspect.getdoc(value) or ""
    assert "Examples\n--------" in text or hasattr(value, "__dataclass_fields__")
    for member, property_ in inspect.getmembers(value, lambda one: isinstance(one, property)):
        assert inspect.getdoc(property_), member
