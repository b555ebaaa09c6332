"""Stylesheets, scripts and icons: gathered once at start under one hash, compressed, served for ever.

`static/css` is joined in the order of its layers into app.css; scripts keep their paths, so that modules may import
each other; browser libraries are taken from node_modules (`npm ci`), those of many modules as one file
(kernel/modules.py). No bundler.
"""

import gzip
import hashlib
import os
import re
import shutil
import tempfile
from pathlib import Path

from flask import Flask
from whitenoise import WhiteNoise

from community.kernel import modules

LAYERS = ("layers.css", "tokens.css", "reset.css", "base.css", "components", "features")
VENDOR = {
    "vendor/htmx.min.js": "htmx.org/dist/htmx.min.js",
    "vendor/socket.io.esm.min.js": "socket.io-client/dist/socket.io.esm.min.js",
    "vendor/idb-keyval.js": "idb-keyval/dist/index.js",
    "vendor/tus.min.js": "tus-js-client/dist/tus.min.js",
}
# Joined of the modules that they import; with the libraries whose versions say whether anything has changed.
JOINED = {"vendor/yjs.js": ("yjs/dist/yjs.mjs", ("yjs", "lib0"))}
# Comments and indentation are for who reads the source: a room of many small files is a tenth lighter without them. Of
# comments in scripts whole lines alone go, and leave an empty one, so that a fault still names its line; no script has
# a text of several lines, which would lose its indentation (tests/house).
_STYLE_COMMENT = re.compile(rb"/\*.*?\*/", re.S)
_SCRIPT_COMMENT = re.compile(rb"^[ \t]*//.*$|^[ \t]+", re.M)
# Of libraries, what describes their functions: lines of their own, each with its star. A licence stays.
_LIBRARY_COMMENT = re.compile(
    rb"^[ \t]*/\*\*\n(?:[ \t]*\*(?!/|[^\n]*@(?:license|preserve))[^\n]*\n)*[ \t]*\*/\n"
    rb"|^//# sourceMappingURL=[^\n]*$",
    re.M,
)
_INDENT = re.compile(rb"\n\s+")
KEPT = 3  # builds: a page opened before an update still finds its files


def _stylesheet(static: Path) -> bytes:
    parts: list[Path] = []
    for name in LAYERS:
        path = static / "css" / name
        parts.extend(sorted(path.glob("*.css")) if path.is_dir() else [path])
    joined = b"\n".join(part.read_bytes() for part in parts if part.exists())
    return _INDENT.sub(b"\n", _STYLE_COMMENT.sub(b"", joined))


def _gather(root: Path) -> dict[str, bytes]:
    static = root / "static"
    found = {"app.css": _stylesheet(static)}
    for folder in ("js", "icons"):
        for path in sorted((static / folder).rglob("*")):
            if path.is_file():
                content = path.read_bytes()
                if path.suffix == ".js":
                    content = _SCRIPT_COMMENT.sub(b"", content)
                found[str(path.relative_to(static))] = content
    for name, source in VENDOR.items():
        path = root / "node_modules" / source
        if path.exists():
            found[name] = _LIBRARY_COMMENT.sub(b"", path.read_bytes())
    return found


def build(root: Path, into: Path) -> tuple[str, frozenset[str]]:
    """Write the assets of `root` below `into`; return their hash and names. A build that stands is left alone.

    Its files have no age: what never changes under its address is never asked for again, and goes out without the
    headers that would be asked by, 70 bytes for each of the thirty files of a room.
    """
    found = _gather(root)
    digest = hashlib.sha256()
    for name, content in found.items():
        digest.update(name.encode() + b"\0" + content)
    joined = {name: entry for name, (entry, _) in JOINED.items() if (root / "node_modules" / entry).exists()}
    for name in joined:
        digest.update(name.encode() + b"\0" + _versions(root, JOINED[name][1]))
    build_id = digest.hexdigest()[:12]
    into.mkdir(parents=True, exist_ok=True)
    if not (into / build_id).exists():
        draft = Path(tempfile.mkdtemp(dir=into, prefix="."))
        draft.chmod(0o755)
        libraries = root / "node_modules"
        found |= {name: modules.joined(libraries / entry, libraries) for name, entry in joined.items()}
        for name, content in found.items():
            path = draft / name
            path.parent.mkdir(parents=True, exist_ok=True)
            packed = path.with_name(path.name + ".gz")
            path.write_bytes(content)
            packed.write_bytes(gzip.compress(content, 9, mtime=0))
            for each in (path, packed):
                os.utime(each, (0, 0))
        try:
            draft.rename(into / build_id)
        except OSError:  # another process was first
            shutil.rmtree(draft, ignore_errors=True)
        builds = sorted((path for path in into.iterdir() if path.is_dir()), key=lambda path: path.stat().st_mtime)
        for old in builds[:-KEPT]:
            shutil.rmtree(old, ignore_errors=True)
    return build_id, frozenset(found) | joined.keys()


def _versions(root: Path, libraries: tuple[str, ...]) -> bytes:
    """What a joined file is made of, in short: the libraries as npm describes them, and how they are joined."""
    described = [root / "node_modules" / each / "package.json" for each in libraries]
    return b"\0".join(each.read_bytes() for each in (*described, Path(modules.__file__)))


def init_app(app: Flask, root: Path) -> None:
    """Build the assets and serve them at /static/<hash>/..."""
    into = app.config["INSTANCE"] / "assets"
    build_id, names = build(root, into)

    def asset(name: str) -> str:
        if name not in names:
            raise LookupError(f"no asset {name}: is it in static/, or is `npm ci` missing?")
        return f"/static/{build_id}/{name}"

    app.jinja_env.globals["asset"] = asset
    app.extensions["assets"] = (build_id, names)
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=into,
        prefix="static/",
        immutable_file_test=lambda path, url: True,
        allow_all_origins=False,
    )
