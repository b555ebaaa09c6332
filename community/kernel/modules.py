"""Browser libraries that come as many ES modules: joined to one file, without comments. No bundler.

A library of thirty modules would be thirty requests, and half of its text is documentation. Each module becomes a
function that is run once, in the order of the imports; nothing is renamed and nothing left out. What this cannot read
(a circle of imports, a form of import or export that it does not know) stops the application at start.
"""

import re
from pathlib import Path, PurePosixPath

# What is said literally: strings, templates, and regular expressions, which begin where a value may.
_LITERAL = r"""(?P<keep>'(?:\\.|[^'\\\n])*' | "(?:\\.|[^"\\\n])*" | `(?:\\.|[^`\\])*`
    | (?<=[(,=:\[!&|?{};]) [ ]* /(?![/*]) (?:\\. | \[(?:\\.|[^\]\\\n])*\] | [^/\\\n\[])+ /[a-z]*)"""
_COMMENT = re.compile(rf"{_LITERAL} | (?P<long>/\*.*?\*/) | //[^\n]* | (?P<lines>[ \t]*\n\s*)", re.VERBOSE | re.DOTALL)
_IDLE = re.compile(rf"{_LITERAL} | (?<=[^\w$+\-/\s])[ ]+ | [ ]+(?=[^\w$+\-/\s])", re.VERBOSE | re.DOTALL)
_IMPORT = re.compile(r"^import\s*(?P<what>\*\s*as\s+[\w$]+|\{[^}]*\})\s*from\s*'(?P<source>[^']+)';?$", re.MULTILINE)
_NAMED = re.compile(r"^export (?P<kind>const|let|class|function) (?P<name>[\w$]+)", re.MULTILINE)
_LISTED = re.compile(r"^export \{(?P<names>[^}]*)\};?$", re.MULTILINE)
_PASSED_ON = re.compile(r"^export (?P<names>\{[\w$,\s]*\})\s*from\s*(?P<source>'[^']+');?$", re.MULTILINE)
_UNKNOWN = re.compile(r"^(?:import|export)\b[^\n]{0,60}", re.MULTILINE)


class Unreadable(Exception):
    """A module in a form that is not known here."""


def joined(entry: Path, libraries: Path) -> bytes:
    """The module `entry` and all it imports as one module that exports what `entry` does.

    `libraries` is the folder in which bare names (`lib0/array`) are looked up. Raises Unreadable.
    """
    names: dict[Path, str] = {}
    parts: list[str] = []
    exported = _add(entry, libraries, names, parts, ())
    last = names[entry]
    parts.extend(f"const {last}_{each} = {last}.{each};" for each in exported)
    parts.append("export { " + ", ".join(f"{last}_{each} as {each}" for each in exported) + " };\n")
    return _IDLE.sub(lambda match: match["keep"] or "", "\n".join(parts)).encode()  # spaces that part nothing


def without_comments(source: str) -> str:
    """The script without comments, indentation and empty lines."""

    def kept(match: re.Match[str]) -> str:
        if match["keep"] is not None:
            return match["keep"]
        if match["lines"] is not None:
            return "\n"
        return " " if match["long"] is not None else ""

    # Twice: where a comment stood alone, its line is now empty.
    return _COMMENT.sub(kept, _COMMENT.sub(kept, source)).strip()


def _add(path: Path, libraries: Path, names: dict[Path, str], parts: list[str], above: tuple[Path, ...]) -> list[str]:
    """Put `path` after everything it imports; what it exports."""
    if path in above:
        raise Unreadable(f"{path} imports itself by way of others")
    body = without_comments(path.read_text())
    body = _PASSED_ON.sub(r"import \g<names> from \g<source>;\nexport \g<names>;", body)

    def imported(match: re.Match[str]) -> str:
        target = _found(match["source"], path, libraries)
        if target not in names:
            _add(target, libraries, names, parts, (*above, path))
        what = match["what"]
        if what.startswith("*"):
            return f"const {what.split()[-1]} = {names[target]};"
        return f"const {what.replace(' as ', ': ')} = {names[target]};"

    body = _IMPORT.sub(imported, body)
    exports = {match["name"]: match["name"] for match in _NAMED.finditer(body)}
    for match in _LISTED.finditer(body):
        for each in filter(None, map(str.strip, match["names"].split(","))):
            inside, _, outside = each.partition(" as ")
            exports[outside or inside] = inside
    body = _LISTED.sub("", _NAMED.sub(lambda match: f"{match['kind']} {match['name']}", body))
    if unknown := _UNKNOWN.search(body):
        raise Unreadable(f"{path}: {unknown[0]}")
    names[path] = f"__m{len(names)}"
    given = ", ".join(inside if inside == outside else f"{outside}: {inside}" for outside, inside in exports.items())
    parts.append(f"const {names[path]} = (() => {{\n{body}\nreturn {{ {given} }};\n}})();")
    return list(exports)


def _found(source: str, importer: Path, libraries: Path) -> Path:
    place = importer.parent if source.startswith(".") else libraries
    name = source if PurePosixPath(source).suffix in {".js", ".mjs"} else f"{source}.js"
    path = (place / name).resolve()
    if not path.is_file():
        raise Unreadable(f"{importer}: no module {source}")
    return path
