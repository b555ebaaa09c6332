"""Libraries of many modules become one file that says the same."""

import re
from pathlib import Path

import pytest

from community.kernel.assets import JOINED
from community.kernel.modules import Unreadable, joined, without_comments
from tests.installation import ROOT


def library(folder: Path, **modules: str) -> Path:
    """A library below `folder`/lib; `isi.js` is where it begins."""
    (folder / "lib").mkdir()
    for name, text in modules.items():
        (folder / "lib" / f"{name}.js").write_text(text)
    return folder / "lib" / "isi.js"


def test_each_module_stands_once_after_what_it_imports(tmp_path: Path) -> None:
    entry = library(
        tmp_path,
        isi="import * as satu from 'lib/satu'\nimport { dua as d } from './dua.js'\nexport const isi = satu.a + d\n",
        satu="import { dua } from './dua.js'\nexport const a = dua\n",
        dua="/** Says two. */\nexport const dua = 2 // two\nexport { dua as lagi }\n",
    )
    text = joined(entry, tmp_path).decode()
    assert text.count("const dua=2") == 1
    assert text.index("const dua=2") < text.index("const a=dua") < text.index("const isi=satu.a + d")
    assert re.search(r"export\s*\{\s*__m2_isi as isi\s*\};\n$", text)
    assert "two" not in text


def test_what_a_module_passes_on_is_exported(tmp_path: Path) -> None:
    entry = library(tmp_path, isi="export { dua } from './dua.js'\n", dua="export class dua {}\n")
    assert "as dua" in joined(entry, tmp_path).decode()


@pytest.mark.parametrize(
    "source",
    [
        "const a = 'http://x' // gone",
        'const a = "/* stays */"',
        "const a = `satu // stays\n  ${b}`",
        "const a = /[/'\"]\\/\\/*/g.test(b)",
        "const a = b / c / d",
    ],
)
def test_what_is_said_literally_stays(source: str) -> None:
    kept = source.split(" // gone")[0]
    assert without_comments(f"/* away */\n\n  {source}") == kept


@pytest.mark.parametrize(
    ("modules", "why"),
    [
        ({"isi": "import './lain.js'\n", "lain": ""}, "import './lain.js'"),
        ({"isi": "import * as a from './tidakada.js'\n"}, "no module"),
        ({"isi": "import * as a from './b.js'\n", "b": "import * as a from './isi.js'\n"}, "by way of others"),
        ({"isi": "export default 1\n"}, "export default"),
    ],
)
def test_what_is_not_known_stops_the_start(tmp_path: Path, modules: dict[str, str], why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        joined(library(tmp_path, **modules), tmp_path)


def test_the_libraries_of_this_house_are_joined() -> None:
    for entry, _ in JOINED.values():
        libraries = ROOT / "node_modules"
        text = joined(libraries / entry, libraries).decode()
        assert not re.search(r"^(import|export)\b(?!\s*\{)", text, re.MULTILINE) and "/**" not in text
