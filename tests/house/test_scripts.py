"""What the scripts keep to, so that they can go out lighter than they are written (kernel/assets.py)."""

import re

from tests.installation import ROOT

_COMMENT = re.compile(r"^[ \t]*//.*$", re.M)
_TEXT = re.compile(r"`[^`]*`")


def test_no_script_has_a_text_over_several_lines() -> None:
    scripts = sorted((ROOT / "static" / "js").rglob("*.js"))
    texts = [(path.name, text) for path in scripts for text in _TEXT.findall(_COMMENT.sub("", path.read_text()))]
    assert len(texts) > 20
    assert [each for each in texts if "\n" in each[1]] == []
