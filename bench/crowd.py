"""Many listeners of one room in one small process: plain WebSockets, one thread, no library between.

`python -m bench.crowd` reads its orders (JSON) from the first line of its input: connects everyone, says so, waits for
the next line, lets the speakers speak for so long, and answers with what was heard. It speaks the open protocol
(/bantuan/protokol): joins with the last number it has, comes back after each drop, says again what was not answered.
"""

import heapq
import itertools
import json
import re
import selectors
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

NAMESPACE = "/diskusi"
_N = re.compile(rb'"n":(\d+)')
_ACK = re.compile(rb"43/diskusi,(\d+)")
_JOIN = 0  # the number of the question; speakers count on from 1


@dataclass
class Orders:
    """What a crowd is to do. `doors` are ports that are taken in turns; a drop is `down` seconds out of `every`."""

    doors: list[int]
    cookies: list[str]
    room_id: str
    speakers: int = 3
    rate: float = 5.0  # messages a second, of all speakers together
    seconds: float = 20.0
    settle: float = 30.0  # seconds after the last message, for those who lack something
    ramp: float = 100.0  # connections a second
    every: float = 0.0
    down: float = 0.0


@dataclass
class Heard:
    """What became of it. Delays in seconds, from saying to hearing, of what was heard live."""

    listeners: int
    said: int
    answered: int  # of those: they are stored
    complete: int  # listeners who heard everything that was answered, once, in order
    heard: float  # share of everything
    repeated: int
    missing: int  # messages that somebody did not hear though a later one came
    drops: int
    kilobytes: float  # received by one listener
    delays: list[float] = field(repr=False)


class Crowd:
    """A crowd that has connected: `speak` and what came of it."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def start(self) -> None:
        """Let the speakers begin."""
        assert self._process.stdin is not None
        self._process.stdin.write("go\n")
        self._process.stdin.flush()

    def finish(self) -> Heard:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("the crowd ended without an answer")
        return Heard(**json.loads(line))


@contextmanager
def gathered(orders: Orders) -> Iterator[Crowd]:
    """Everyone connected and joined; a process of its own."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.crowd"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path.cwd()
    )
    try:
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(json.dumps(asdict(orders)) + "\n")
        process.stdin.flush()
        if process.stdout.readline() != "joined\n":
            raise RuntimeError("the crowd could not come in")
        yield Crowd(process)
    finally:
        process.kill()
        process.wait()


class _One:
    """One connection after another of one person."""

    def __init__(self, crowd: "_Loop", place: int) -> None:
        self.crowd = crowd
        self.place = place
        self.last = -1  # not joined yet
        self.first = 0
        self.missing = self.repeated = self.drops = self.bytes = 0
        self.joined = False
        self.wire: socket.socket | None = None
        self.greeted = False
        self.buffer = bytearray()
        self.asked = itertools.count(1)
        self.waits: dict[int, int] = {}  # number of the question -> message

    def connect(self) -> None:
        self.wire = socket.socket()
        self.wire.setblocking(False)
        self.wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        doors = self.crowd.orders.doors
        self.wire.connect_ex(("127.0.0.1", doors[self.place % len(doors)]))
        self.greeted = self.joined = False
        self.buffer.clear()
        self.crowd.selector.register(self.wire, selectors.EVENT_WRITE, self)

    def greet(self) -> None:
        """The connection stands, or does not."""
        assert self.wire is not None
        if self.wire.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR):
            return self.lose()
        self.crowd.selector.modify(self.wire, selectors.EVENT_READ, self)
        cookie = self.crowd.orders.cookies[self.place]
        path = f"/socket.io/?EIO=4&transport=websocket&klien=k{self.place}"
        lines = [f"GET {path} HTTP/1.1", "Host: 127.0.0.1", f"Cookie: {cookie}", "Upgrade: websocket"]
        lines += ["Connection: Upgrade", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="]
        return self.write("\r\n".join([*lines, "", ""]).encode())

    def read(self) -> None:
        assert self.wire is not None
        try:
            part = self.wire.recv(65536)
        except BlockingIOError:
            return None
        except OSError:
            part = b""
        if not part:
            return self.lose()
        self.bytes += len(part)
        self.buffer += part
        if not self.greeted:
            head, found, rest = self.buffer.partition(b"\r\n\r\n")
            if not found:
                return None
            if b" 101 " not in head[:40]:
                return self.lose()
            self.greeted, self.buffer = True, rest
        while (message := self._message()) is not None:
            self._take(message)
        return None

    def lose(self) -> None:
        """The line is gone; back after a moment."""
        if self.wire is None:
            return
        if self.joined:
            self.drops += 1
        self.hang_up()
        self.crowd.later(0.3 + 0.7 * (self.place % 97) / 97, self.connect)

    def hang_up(self) -> None:
        if self.wire is not None:
            self.crowd.selector.unregister(self.wire)
            self.wire.close()
            self.wire, self.joined = None, False

    def drop(self) -> None:
        """Down for a while, again and again until the end; as a tunnel, nothing is said."""
        orders = self.crowd.orders
        if time.monotonic() + orders.down > self.crowd.ends:
            return
        if self.wire is not None:
            self.drops += 1
            self.hang_up()
            self.crowd.later(orders.down, self.connect)
        self.crowd.later(orders.every, self.drop)

    def say(self, number: int) -> None:
        words = f"Pesan ke-{number} dalam pengukuran ini, sepanjang yang biasa ditulis orang dalam diskusi."
        self._ask("send", number, {"klien_id": f"ukur-{number}", "teks": words})

    def write(self, data: bytes) -> None:
        if self.wire is not None:
            try:
                self.wire.send(data)
            except OSError:
                self.lose()

    def _join(self) -> None:
        self._ask("join", 0, {"sejak": self.last} if self.last >= 0 else {})

    def _ask(self, event: str, number: int, said: dict[str, Any]) -> None:
        question = _JOIN if event == "join" else next(self.asked)
        self.waits[question] = number
        body = json.dumps([event, {"ruang": self.crowd.orders.room_id} | said])
        self._text(f"42{NAMESPACE},{question}{body}".encode())

    def _text(self, content: bytes) -> None:
        length = len(content)
        head = struct.pack("!BB", 0x81, 0x80 | length) if length < 126 else struct.pack("!BBH", 0x81, 0xFE, length)
        self.write(head + b"\0\0\0\0" + content)  # a mask of zeros is a mask

    def _message(self) -> bytes | None:
        buffer = self.buffer
        if len(buffer) < 2:
            return None
        length, at = buffer[1] & 0x7F, 2
        if length == 126:
            length, at = int.from_bytes(buffer[2:4], "big"), 4
        elif length == 127:
            length, at = int.from_bytes(buffer[2:10], "big"), 10
        if len(buffer) < at + length or (at > 2 and len(buffer) < at):
            return None
        content = bytes(buffer[at : at + length])
        kind = buffer[0] & 0x0F
        del buffer[: at + length]
        return content if kind == 1 else b""

    def _take(self, message: bytes) -> None:
        if message.startswith(b'42/diskusi,["pesan"'):
            found = _N.search(message)
            assert found
            self._hear(int(found[1]), live=True)
        elif message == b"2":
            self._text(b"3")
        elif message.startswith(b"0"):
            self._text(f"40{NAMESPACE},".encode())
        elif message.startswith(b"44"):  # not now
            self.lose()
        elif message.startswith(b"40"):
            self._join()
        elif found := _ACK.match(message):
            self._answered(int(found[1]), json.loads(message[found.end() :])[0])

    def _answered(self, question: int, answer: dict[str, Any]) -> None:
        number = self.waits.pop(question, 0)
        if question != _JOIN:
            if answer["ok"]:
                self.crowd.was_answered(number, answer["n"])
            return
        if not answer["ok"]:
            wire = self.wire  # a new one asks by itself
            self.crowd.later(answer.get("tunggu", 1), lambda: self._join() if self.wire is wire else None)
            return
        if self.last < 0:
            self.first = self.last = answer["n"]
        for each in answer["pesan"]:
            self._hear(each["n"], live=False)
        self.joined = True

    def _hear(self, n: int, *, live: bool) -> None:
        if n <= self.last:
            self.repeated += 1
            return
        self.missing += n - self.last - 1
        self.last = n
        if live:
            self.crowd.arrivals.append((n, time.monotonic()))


class _Loop:
    """Everyone, and what is due when."""

    def __init__(self, orders: Orders) -> None:
        self.orders = orders
        self.selector = selectors.DefaultSelector()
        self.everyone = [_One(self, place) for place in range(len(orders.cookies))]
        self.arrivals: list[tuple[int, float]] = []
        self.said_at: list[float] = []
        self.answered: dict[int, int] = {}  # message -> its n
        self.ends = 0.0
        self._due: list[tuple[float, int, Any]] = []
        self._count = itertools.count()

    def later(self, seconds: float, do: Any) -> None:
        heapq.heappush(self._due, (time.monotonic() + seconds, next(self._count), do))

    def was_answered(self, number: int, n: int) -> None:
        self.answered[number] = n

    def run_until(self, true: Any, patience: float) -> bool:
        until = time.monotonic() + patience
        while not true():
            moment = time.monotonic()
            if moment > until:
                return False
            while self._due and self._due[0][0] <= moment:
                heapq.heappop(self._due)[2]()
            for key, mask in self.selector.select(0.005):
                one = key.data
                if mask & selectors.EVENT_WRITE:
                    one.greet()
                else:
                    one.read()
        return True

    def come_in(self) -> None:
        for place, one in enumerate(self.everyone):
            self.later(place / self.orders.ramp, one.connect)
        patience = 120 + len(self.everyone) / self.orders.ramp
        if not self.run_until(lambda: all(one.joined for one in self.everyone), patience):
            raise RuntimeError(f"{sum(one.joined for one in self.everyone)} of {len(self.everyone)} came in")

    def speak(self) -> None:
        orders = self.orders
        self.ends = time.monotonic() + orders.seconds
        speakers, listeners = self.everyone[: orders.speakers], self.everyone[orders.speakers :]
        if orders.every:
            for place, one in enumerate(listeners):
                self.later(orders.every * (place % 50) / 50, one.drop)
        self._speak_next(speakers)
        self.run_until(lambda: time.monotonic() > self.ends, orders.seconds + 1)
        self.run_until(self._all_is_heard, orders.settle)

    def _speak_next(self, speakers: Sequence[_One]) -> None:
        if time.monotonic() >= self.ends:
            return
        number = len(self.said_at)
        self.said_at.append(time.monotonic())
        self._say(speakers[number % len(speakers)], number)
        self.later(1 / self.orders.rate, lambda: self._speak_next(speakers))

    def _say(self, speaker: _One, number: int) -> None:
        """Until it is answered."""
        if number in self.answered:
            return
        if speaker.joined:
            speaker.say(number)
        self.later(3, lambda: self._say(speaker, number))

    def _all_is_heard(self) -> bool:
        if len(self.answered) < len(self.said_at):
            return False
        last = max(self.answered.values(), default=0)
        return all(one.last >= last for one in self.everyone)

    def report(self) -> Heard:
        last = max(self.answered.values(), default=0)
        said_at = {n: self.said_at[number] for number, n in self.answered.items()}
        wanted = [last - one.first for one in self.everyone]
        complete = [one.last >= last and not one.missing and not one.repeated for one in self.everyone]
        heard = sum(one.last - one.first - one.missing for one in self.everyone)
        return Heard(
            listeners=len(self.everyone),
            said=len(self.said_at),
            answered=len(self.answered),
            complete=sum(complete),
            heard=heard / max(sum(wanted), 1),
            repeated=sum(one.repeated for one in self.everyone),
            missing=sum(one.missing for one in self.everyone),
            drops=sum(one.drops for one in self.everyone),
            kilobytes=sum(one.bytes for one in self.everyone) / len(self.everyone) / 1000,
            delays=[at - said_at[n] for n, at in self.arrivals if n in said_at],
        )


def _main() -> None:
    loop = _Loop(Orders(**_mapping(sys.stdin.readline())))
    loop.come_in()
    print("joined", flush=True)
    sys.stdin.readline()
    loop.speak()
    print(json.dumps(asdict(loop.report())), flush=True)


def _mapping(line: str) -> Mapping[str, Any]:
    found: dict[str, Any] = json.loads(line)
    return found


if __name__ == "__main__":
    _main()
