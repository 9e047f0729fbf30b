"""What a process that answers queries can no longer do: open a socket, outlive its server, take all memory.

Everything here is asked of the operating system, not of the query engine. Linux can do all of it; elsewhere what is missing
is left out, and `kg.protocol` still refuses every query that would call another address.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

__all__ = ["at_most", "become_unhurried", "die_with_parent", "limit_memory", "without_network"]

_PR_SET_PDEATHSIG, _PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 1, 22, 38
_SECCOMP_MODE_FILTER = 2
_MACHINES = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""By machine: the audit number of the architecture and the number of the system call ``socket``."""
_IO_URING_SETUP = 425
_FOREIGN = 0x40000000
"""System calls from this number on belong to another calling convention (x32)."""
_LOAD, _IS, _IS_AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_KILL, _ALLOW, _REFUSE = 0x80000000, 0x7FFF0000, 0x00050000 | errno.EPERM


class _Instruction(ctypes.Structure):
    _fields_ = (("code", ctypes.c_ushort), ("yes", ctypes.c_ubyte), ("no", ctypes.c_ubyte), ("k", ctypes.c_uint32))


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.POINTER(_Instruction)))


def without_network() -> bool:
    """Make it impossible for this process and its threads to open a socket, and return whether that worked.

    To be called before threads start. A seccomp filter (Linux): ``socket`` and io_uring fail with EPERM, for good.
    """
    machine = _MACHINES.get(platform.machine())
    if sys.platform != "linux" or machine is None:
        return False
    architecture, socket_call = machine
    instructions = (
        (_LOAD, 0, 0, 4),  # the architecture of the call
        (_IS, 1, 0, architecture),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, 0),  # the number of the call
        (_IS_AT_LEAST, 3, 0, _FOREIGN),
        (_IS, 2, 0, socket_call),
        (_IS, 1, 0, _IO_URING_SETUP),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    )
    listed = (_Instruction * len(instructions))(*(_Instruction(*parts) for parts in instructions))
    program = _Program(len(instructions), listed)
    control = ctypes.CDLL(None, use_errno=True).prctl
    refused = control(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or control(
        _PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0
    )
    return not refused


def die_with_parent() -> None:
    """Let the operating system kill this process when the one that started it ends, however it ends (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def limit_memory(more: int) -> None:
    """Let this process take so many bytes more than it has now, and write no core dump when it wants more.

    What counts is private memory (RLIMIT_DATA): the files of the store, which are mapped and shared, do not.
    """
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError):  # no /proc: not Linux, where the limit would not count mappings either
        status = Path("/proc/self/status").read_text(encoding="ascii")
        taken = next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmData:"))
        resource.setrlimit(resource.RLIMIT_DATA, (taken + more, taken + more))


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Let the operating system end this process when the block takes longer, even if no Python code gets a turn."""
    if sys.platform == "win32":
        yield
        return
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def become_unhurried(process: int) -> None:
    """Give a process less of the processor than its neighbours get."""
    if sys.platform != "win32":
        with suppress(OSError):  # it has just ended
            os.setpriority(os.PRIO_PROCESS, process, 10)
