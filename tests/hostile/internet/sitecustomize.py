"""An Internet of our own for one process: its names, its public addresses, and a note of every connection.

Python imports this module by its name before anything else where its folder leads PYTHONPATH. The program under
test is not changed: what is replaced is what it asks of the system. `HOSTILE_INTERNET` names a JSON file:

    names   name → its addresses, one list for each time it is looked up; the last one stays
    ports   port → the port on loopback where connections to any public address and that port arrive

Every other connection goes where it says. Look-ups and connections are written down beside that file, one a line.
"""

from __future__ import annotations

import ipaddress
import json
import os
import socket
import threading
import weakref
from typing import Any

_Address = tuple[Any, ...]

_FILE = os.environ["HOSTILE_INTERNET"]
with open(_FILE, encoding="utf-8") as _file:
    _said = json.load(_file)
_NAMES: dict[str, list[list[str]]] = _said["names"]
_PORTS: dict[int, int] = {int(port): to for port, to in _said["ports"].items()}

_times: dict[str, int] = {}
_lock = threading.Lock()
_far: weakref.WeakKeyDictionary[socket.socket, _Address] = weakref.WeakKeyDictionary()
"""Socket → the address that it was connected to, as its user believes."""

_connect, _connect_ex, _getpeername = socket.socket.connect, socket.socket.connect_ex, socket.socket.getpeername
_getaddrinfo = socket.getaddrinfo


def _note(kind: str, *words: object) -> None:
    line = " ".join([kind, *(str(word) for word in words)]) + "\n"
    handle = os.open(f"{_FILE}.log", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.write(handle, line.encode("utf-8", "backslashreplace"))
    os.close(handle)


def _is_ours(host: str) -> bool:
    """Return whether the public address belongs to our own sites."""
    return host.startswith(("93.184.", "2606:2800:"))


def _way(sock: socket.socket, address: Any) -> Any:
    """Return where a connection to `address` is led, and write it down."""
    if sock.family not in (socket.AF_INET, socket.AF_INET6):
        return address
    host, port = str(address[0]), int(address[1])
    _note("connect", host, port)
    if not _is_ours(host):
        return address
    if port not in _PORTS:
        raise ConnectionRefusedError(111, "Connection refused")
    _far[sock] = tuple(address)
    near = "127.0.0.1" if sock.family == socket.AF_INET else "::ffff:127.0.0.1"
    return (near, _PORTS[port], *address[2:])


def connect(self: socket.socket, address: Any) -> None:
    _connect(self, _way(self, address))


def connect_ex(self: socket.socket, address: Any) -> int:
    return _connect_ex(self, _way(self, address))


def getpeername(self: socket.socket) -> Any:
    return _far.get(self) or _getpeername(self)


def _look_up(name: str) -> list[str] | None:
    """Return the addresses of `name` this time; None: a literal, or nothing to do with us."""
    plain = name.rstrip(".").lower()
    with _lock:
        answers = _NAMES.get(plain)
        if answers is None:
            return None
        turn = _times.get(plain, 0)
        _times[plain] = turn + 1
    _note("lookup", plain)
    return answers[min(turn, len(answers) - 1)]


def getaddrinfo(
    host: Any, port: Any, family: int = 0, type: int = 0, proto: int = 0, flags: int = 0
) -> list[tuple[Any, ...]]:
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else host
    found = _look_up(name) if name else None
    if found is None:
        if name and not _needs_no_looking_up(name):
            _note("lookup", name)
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return list(_getaddrinfo(host, port, family, type, proto, flags))
    number = int(port or 0)
    answers: list[tuple[Any, ...]] = []
    for one in found:
        is_6 = ":" in one
        kind = socket.AF_INET6 if is_6 else socket.AF_INET
        if family in (0, kind):
            far = (one, number, 0, 0) if is_6 else (one, number)
            answers.append((kind, type or socket.SOCK_STREAM, proto or socket.IPPROTO_TCP, "", far))
    if not answers:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    return answers


def _needs_no_looking_up(name: str) -> bool:
    """Return whether the system reads `name` as an address, or knows it without asking anybody."""
    if name == "localhost":
        return True
    try:
        ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        try:
            socket.inet_aton(name)
        except OSError:
            return False
    return True


def gethostbyname(name: Any) -> str:
    return str(getaddrinfo(name, 0, socket.AF_INET)[0][4][0])


for _name, _ours in {"connect": connect, "connect_ex": connect_ex, "getpeername": getpeername}.items():
    setattr(socket.socket, _name, _ours)
for _name, _asks in {"getaddrinfo": getaddrinfo, "gethostbyname": gethostbyname}.items():
    setattr(socket, _name, _asks)
