"""Time, CPU and memory of a command and all processes that it starts."""

from __future__ import annotations

import contextlib
import os
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

GLANCE = 0.2
"""Seconds between two looks at the memory."""

PATIENCE = 0.01
"""Seconds between two looks at whether the command has ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What a command took."""

    code: int
    out: str
    err: str
    wall: float
    """Seconds from start to end."""

    cpu: float
    """Seconds of CPU, user and system, of the command and of all children that it waited for."""

    own: float
    """The part of `cpu` that the command itself used, without its children, as last seen before its end."""

    pss_mb: float
    """The most memory seen at one moment: the proportional set size of the whole tree, in MiB."""

    others: float
    """Share of the machine's CPU that went to processes that are neither the command nor `beside`."""


def run(
    command: Sequence[str], *, cwd: Path, environ: Mapping[str, str] | None = None, beside: Sequence[int] = ()
) -> Ran:
    """Run `command` to its end; `beside` are processes that work for it, such as a server."""
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        before, before_beside, begun = machine_cpu(), sum(map(process_cpu, beside)), time.monotonic()
        own = time.process_time()
        process = subprocess.Popen(command, cwd=cwd, env=environ, stdout=out, stderr=err)
        most = seen = 0.0
        look_at = begun
        while True:
            pid, status, used = os.wait4(process.pid, os.WNOHANG)
            now = time.monotonic()
            if pid:
                break
            if now >= look_at:
                most = max(most, sum(map(pss_mb, tree(process.pid))))
                seen = process_cpu(process.pid)
                look_at = now + GLANCE
            time.sleep(PATIENCE)
        wall = time.monotonic() - begun
        process.returncode = os.waitstatus_to_exitcode(status)  # it is reaped: Popen must not wait for it
        cpu = used.ru_utime + used.ru_stime
        ours = cpu + time.process_time() - own + sum(map(process_cpu, beside)) - before_beside
        busy = machine_cpu() - before
        out.seek(0)
        err.seek(0)
        return Ran(
            code=process.returncode,
            out=out.read(),
            err=err.read(),
            wall=wall,
            cpu=cpu,
            own=seen,
            pss_mb=most,
            others=max(busy - ours, 0.0) / (wall * (os.cpu_count() or 1)),
        )


def tree(pid: int) -> list[int]:
    """Return a process and all that descend from it."""
    found = [pid]
    for one in found:
        with contextlib.suppress(OSError):  # it may end at any moment, between two looks into it as well
            for path in Path(f"/proc/{one}/task").glob("*/children"):
                found += map(int, path.read_text().split())
    return found


def pss_mb(pid: int) -> float:
    """Return the proportional set size of a process in MiB; 0 where it has ended."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0


def process_cpu(pid: int) -> float:
    """Return the seconds of CPU that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def machine_cpu() -> float:
    """Return the seconds of CPU that the whole machine has used since it started, time stolen from it included."""
    fields = list(map(int, Path("/proc/stat").read_text().splitlines()[0].split()[1:9]))
    user, nice, system, _, _, irq, softirq, steal = fields
    return (user + nice + system + irq + softirq + steal) / os.sysconf("SC_CLK_TCK")
