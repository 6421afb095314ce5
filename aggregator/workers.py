"""Processes that read pages: one that hangs, grows or dies costs one page, and is replaced."""

from __future__ import annotations

import contextlib
import gc
import itertools
import os
import pickle
import queue
import select
import socket
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypeVar

from aggregator.errors import WorkerError, shows_tracebacks

T = TypeVar("T")

STARTS_WITHIN = 60.0
"""Seconds a new worker has to say that it is ready: a cold disk and a busy machine were seen to need 8."""

COLLECTED_EVERY = (20_000, 20, 20)
"""Thresholds of the garbage collector (`gc.set_threshold`) in processes that read: some pages make 100,000 objects."""

_GLANCE = 0.25
"""Seconds between two looks at a busy worker's memory."""

LARGEST_AT_REST = 200
"""Megabytes that an idle worker may hold; one that has grown beyond is replaced. Python gives little back of what one
huge page took, and a harvest that met one in each worker would hold it to its end. Real pages leave some 110."""

LARGE = 2_000_000
"""Bytes of one argument from which on a call is a large one. Feeds, sitemaps and pages of this size are rare (none of
1,423 real pages), and what is made to be dear to read would, in all workers at once, need too much memory."""

_FIRST, _USUAL, _LAST = 0, 1, 2

_PAGE_SIZE = os.sysconf("SC_PAGE_SIZE")


class PageLost(Exception):
    """A worker hung, grew too large or died over one page; the text says which, in a clause."""


class _Job:
    """One call for a worker and the future that waits for it."""

    __slots__ = ("call", "first", "future", "large")

    def __init__(
        self,
        call: tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]],
        *,
        large: bool = False,
        first: bool = False,
    ) -> None:
        self.call = call
        self.large = large
        self.first = first
        self.future: Future[Any] = Future()


class Workers:
    """A pool of reading processes.

    `submit(function, *arguments)` returns a future; function, arguments and result cross by pickle, so
    the function must be importable. A future fails with `PageLost` where the worker was lost over it,
    with the function's own exception where it raised, and with `WorkerError` where no worker can start.
    Large calls take turns: only one worker at a time is busy with one, so that the others serve the rest.
    """

    def __init__(self, count: int, *, seconds: float = 30.0, memory_mb: int = 400) -> None:
        """Prepare `count` workers, each started with its first job.

        `seconds` and `memory_mb` (resident) are what one job may take before its worker is ended.
        """
        self._jobs: queue.PriorityQueue[tuple[int, int, _Job | None]] = queue.PriorityQueue()
        self._order = itertools.count()
        self._turns = threading.Condition()
        self._large_waiting: deque[_Job] = deque()
        self._large_under_way = False
        self._threads = [
            threading.Thread(target=self._serve, args=(seconds, memory_mb), name=f"worker-{n}", daemon=True)
            for n in range(count)
        ]
        for thread in self._threads:
            thread.start()

    def submit(self, function: Callable[..., T], *arguments: Any, **named: Any) -> Future[T]:
        """Queue one call; one with more than `LARGE` bytes in an argument takes its turn."""
        return self._queue(_Job((function, arguments, named), large=_is_large(arguments)))

    def submit_first(self, function: Callable[..., T], *arguments: Any, **named: Any) -> Future[T]:
        """Queue one call that comes before all that wait already: others wait for what it finds."""
        return self._queue(_Job((function, arguments, named), large=_is_large(arguments), first=True))

    def submit_large(self, function: Callable[..., T], *arguments: Any, **named: Any) -> Future[T]:
        """Queue one call that takes its turn, whatever its arguments look like."""
        return self._queue(_Job((function, arguments, named), large=True))

    def _queue(self, job: _Job) -> Future[Any]:
        if job.large:
            with self._turns:
                if self._large_under_way:
                    self._large_waiting.append(job)
                    return job.future
                self._large_under_way = True
        self._put(job)
        return job.future

    def _put(self, job: _Job | None) -> None:
        rank = _LAST if job is None else _FIRST if job.first else _USUAL
        self._jobs.put((rank, next(self._order), job))

    def _end_turn(self) -> None:
        """Let the next large call have its turn."""
        with self._turns:
            if self._large_waiting:
                self._put(self._large_waiting.popleft())
            else:
                self._large_under_way = False
            self._turns.notify_all()

    def close(self) -> None:
        """Finish what was submitted, then end all workers."""
        with self._turns:
            self._turns.wait_for(lambda: not self._large_waiting)
        for _ in self._threads:
            self._put(None)
        for thread in self._threads:
            thread.join()

    def __enter__(self) -> Workers:
        """Return self."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close."""
        self.close()

    def _serve(self, seconds: float, memory_mb: int) -> None:
        """Feed one worker, as long as there are jobs; start another where it is lost."""
        worker: _Worker | None = None
        while (job := self._jobs.get()[-1]) is not None:
            if job.future.set_running_or_notify_cancel():
                worker = _work(job, worker, seconds=seconds, memory_mb=memory_mb)
            if job.large:
                self._end_turn()
        if worker is not None:
            worker.close()


def _is_large(arguments: tuple[Any, ...]) -> bool:
    return any(isinstance(one, bytes) and len(one) > LARGE for one in arguments)


def _work(job: _Job, worker: _Worker | None, *, seconds: float, memory_mb: int) -> _Worker | None:
    """Do one job with `worker`, or a new one; return the worker for the next job, None where that needs a new one."""
    try:
        if worker is None or not worker.alive():
            worker = _Worker()
        answer = worker.ask(job.call, seconds=seconds, memory_mb=memory_mb)
    except PageLost as lost:
        assert worker is not None
        worker.kill()
        job.future.set_exception(lost)
        return None
    except BaseException as error:  # noqa: BLE001  the thread must outlive any one job; the waiter is told
        job.future.set_exception(error)
        return worker
    if isinstance(answer, BaseException):
        job.future.set_exception(answer)
    else:
        job.future.set_result(answer)
    if worker.resident_mb() <= LARGEST_AT_REST:
        return worker
    worker.close()
    return None


class _Worker:
    """One child process and the line to it.

    A fresh interpreter, not a fork: the parent has threads, and a fork would copy their locks. Not
    `multiprocessing`'s spawn either: that imports the user's main module again.
    """

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            self._line = Connection(ours.detach())
            try:
                self._process = subprocess.Popen(
                    [sys.executable, "-m", "aggregator.workers", str(theirs.fileno())],
                    pass_fds=[theirs.fileno()],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=None if shows_tracebacks(os.environ) else subprocess.DEVNULL,
                    env=os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
                    start_new_session=True,  # Ctrl-C is the parent's to answer: pages under way are kept
                )
            except OSError as error:
                self._line.close()
                raise WorkerError(f"No worker process could be started ({error}): free memory or processes.") from None
        self._ready = select.poll()  # kept: `Connection.poll` makes one for each call
        self._ready.register(self._line.fileno(), select.POLLIN)
        try:
            ready = self._line.poll(STARTS_WITHIN) and self._line.recv() == "ready"
        except (EOFError, OSError):
            ready = False
        if not ready:
            self.kill()
            raise WorkerError("No worker process could be started: run `aggregator doctor` to see what is missing.")

    def resident_mb(self) -> int:
        """Return the memory it holds."""
        return resident_mb(self._process.pid)

    def alive(self) -> bool:
        """Return whether the process still runs."""
        return self._process.poll() is None

    def ask(self, call: object, *, seconds: float, memory_mb: int) -> Any:
        """Send one call and return its answer; raise PageLost where none comes within the limits."""
        try:
            self._line.send_bytes(pickle.dumps(call, protocol=pickle.HIGHEST_PROTOCOL))
            end = time.monotonic() + seconds
            while not self._ready.poll(1_000 * min(_GLANCE, max(0.0, end - time.monotonic()))):
                if time.monotonic() >= end:
                    raise PageLost(f"reading took more than {seconds:g} s")
                if (size := self.resident_mb()) > memory_mb:
                    raise PageLost(f"reading took {size} MB of memory, more than {memory_mb}")
            return pickle.loads(self._line.recv_bytes())
        except (EOFError, OSError):
            raise PageLost("the process that read it died") from None

    def kill(self) -> None:
        """End the process at once."""
        self._line.close()
        with contextlib.suppress(OSError):
            self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """End the process by closing the line, as it expects."""
        self._line.close()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self.kill()


def resident_mb(pid: int) -> int:
    """Return the resident memory of a process in MB; 0 where the system does not tell."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_bytes().split()[1])
    except (OSError, IndexError, ValueError):
        return 0
    return pages * _PAGE_SIZE // 1_000_000


def main(fd: int) -> None:
    """Answer calls that come over the socket `fd`, until the other side closes it."""
    import aggregator.reading  # noqa: F401  what every job needs is loaded before "ready" is said

    # What is loaded stays: the collector need not look at the register of organisations again and again; and what a
    # page leaves behind goes without it.
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTED_EVERY)
    with Connection(fd) as line, contextlib.suppress(EOFError, OSError):
        line.send("ready")
        while True:
            function, arguments, named = pickle.loads(line.recv_bytes())
            try:
                answer = function(*arguments, **named)
                reply = pickle.dumps(answer, protocol=pickle.HIGHEST_PROTOCOL)
            except Exception as error:  # noqa: BLE001  one bad page must not end the worker: the caller is told
                reply = pickle.dumps(_told(error), protocol=pickle.HIGHEST_PROTOCOL)
            line.send_bytes(reply)


def _told(error: Exception) -> Exception:
    """Return `error` if it crosses by pickle and comes out whole, else one that says the same."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:  # noqa: BLE001  whatever a foreign exception's constructor wants
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


if __name__ == "__main__":
    main(int(sys.argv[1]))
