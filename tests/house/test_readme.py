"""What the README lists is what the code knows."""

import re
import tomllib

from flask import Flask

from config import ROOT, settings

README = (ROOT / "README.md").read_text()


def test_every_make_target_it_names_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.M))
    assert set(re.findall(r"\bmake ([a-z-]+)", README)) <= targets


def test_every_command_it_names_exists(app: Flask) -> None:
    named = re.findall(r"\.venv/bin/flask ([a-z]+) ([a-z]+)", README)
    assert named
    for group, command in named:
        assert command in app.cli.commands[group].commands, f"flask {group} {command}"  # type: ignore[attr-defined]


def test_every_setting_it_names_is_read() -> None:
    source = (ROOT / "config.py").read_text() + (ROOT / "Makefile").read_text()
    for name in re.findall(r"`([A-Z]+_[A-Z_]+)\b", README):
        assert name in source, name
    assert settings({"SECRET_KEY": "x"})["SECRET_KEY"] == "x"


def test_the_order_of_the_packages_is_the_one_that_is_checked() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(each["layers"] for each in contracts if each["id"] == "packages")
    assert " > ".join(layer.replace(" | ", ", ") for layer in layers) in " ".join(README.split())


def test_every_path_it_names_exists() -> None:
    for path in re.findall(r"`((?:community|templates|static|tests)/[\w/.]+)`", README):
        assert (ROOT / path).exists(), path


def test_its_picture_is_there() -> None:
    (picture,) = re.findall(r"!\[[^]]+\]\(([^)]+)\)", README)
    assert (ROOT / picture).stat().st_size < 400_000
