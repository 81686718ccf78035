# SPDX-License-Identifier: BSD-3-Clause
"""kernel_trace.py - what the kernel itself says of its TCP sockets, through an own tracefs instance."""
import os
import re
import subprocess
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

TRACEFS = Path("/sys/kernel/tracing")
EVENTS = ("sock/inet_sock_set_state", "tcp/tcp_retransmit_skb", "tcp/tcp_retransmit_synack",
          "tcp/tcp_send_reset")
BUFFER_KIB = 16384
RFC_NAMES = {
    "TCP_CLOSE": "CLOSED", "TCP_LISTEN": "LISTEN", "TCP_SYN_SENT": "SYN-SENT",
    "TCP_SYN_RECV": "SYN-RECEIVED", "TCP_ESTABLISHED": "ESTABLISHED",
    "TCP_FIN_WAIT1": "FIN-WAIT-1", "TCP_FIN_WAIT2": "FIN-WAIT-2",
    "TCP_CLOSE_WAIT": "CLOSE-WAIT", "TCP_CLOSING": "CLOSING", "TCP_LAST_ACK": "LAST-ACK",
    "TCP_TIME_WAIT": "TIME-WAIT",
}
STATE = re.compile(r"inet_sock_set_state:.* sport=(\d+) dport=(\d+) saddr=(\S+) daddr=(\S+) "
                   r".*oldstate=(\w+) newstate=(\w+)")
RETRANSMIT = re.compile(r"tcp_retransmit_(?:skb|synack):.* sport=(\d+) dport=(\d+) "
                        r"saddr=(\S+) daddr=(\S+)(?!.* err=-)")
RESET = re.compile(r"tcp_send_reset:.* src=([\d.]+):(\d+) dest=([\d.]+):(\d+)")


class Unavailable(Exception):
    """This machine cannot show the truth; the message says why."""


@dataclass
class Socket:
    """A socket's life: the states it went through, oldest first."""

    states: list[str] = field(default_factory=list)


@dataclass
class Truth:
    """Everything by (local address, local port, remote address, remote port). The resets that a
    listener sends are recorded with remote port 0."""

    lives: dict = field(default_factory=lambda: defaultdict(list))
    retransmissions: dict = field(default_factory=lambda: defaultdict(int))
    resets: dict = field(default_factory=lambda: defaultdict(int))
    events: int = 0


class Recorder:
    """`with Recorder() as r: …; r.truth()`: a trace instance, gone again afterwards."""

    def __init__(self):
        self.mounted = False
        self.dir = TRACEFS / "instances" / f"tcplens-test-{os.getpid()}"

    def __enter__(self):
        if os.geteuid() != 0:
            raise Unavailable("needs root")
        if not (TRACEFS / "instances").is_dir():
            mount = subprocess.run(["mount", "-t", "tracefs", "nodev", TRACEFS],
                                   capture_output=True, check=False)
            if mount.returncode != 0:
                raise Unavailable("tracefs cannot be mounted")
            self.mounted = True
        try:
            self.dir.mkdir()
            (self.dir / "buffer_size_kb").write_text(str(BUFFER_KIB))
            for event in EVENTS:
                (self.dir / "events" / event / "enable").write_text("1")
        except OSError as error:
            self.__exit__()
            raise Unavailable(f"tracefs lacks an event: {error}") from error
        return self

    def __exit__(self, *_):
        if self.dir.is_dir():
            self.dir.rmdir()
        if self.mounted:
            subprocess.run(["umount", TRACEFS], check=False)

    def truth(self) -> Truth:
        (self.dir / "tracing_on").write_text("0")
        lost = [p for p in (self.dir / "per_cpu").glob("cpu*/stats")
                if not re.search(r"^overrun: 0$", p.read_text(), re.M)]
        if lost:
            raise RuntimeError("the trace buffer was too small")
        return parse((self.dir / "trace").read_text())


def parse(text: str) -> Truth:
    truth = Truth()
    for line in text.splitlines():
        if match := STATE.search(line):
            sport, dport, saddr, daddr, old, new = match.groups()
            if int(dport):
                note_state(truth.lives[saddr, int(sport), daddr, int(dport)], old, new)
                truth.events += 1
        elif match := RETRANSMIT.search(line):
            sport, dport, saddr, daddr = match.groups()
            truth.retransmissions[saddr, int(sport), daddr, int(dport)] += 1
        elif match := RESET.search(line):
            saddr, sport, daddr, dport = match.groups()
            truth.resets[saddr, int(sport), daddr, int(dport)] += 1
    return truth


def note_state(lives: list[Socket], old: str, new: str):
    """A socket is born by leaving CLOSED, or as a listener's child in SYN-RECEIVED."""
    if old in ("TCP_CLOSE", "TCP_LISTEN") or not lives:
        lives.append(Socket([] if old in ("TCP_CLOSE", "TCP_LISTEN") else [RFC_NAMES[old]]))
    lives[-1].states.append(RFC_NAMES[new])


def sockets_left(path: Path) -> dict:
    """/proc/net/tcp: (local address, port, remote address, port) → state of what is left."""
    names = {5: "FIN-WAIT-2", 6: "TIME-WAIT"}
    left = {}
    for line in path.read_text().splitlines()[1:]:
        local, remote, state = line.split()[1:4]
        ends = []
        for end in (local, remote):
            address, port = end.split(":")
            ends += [".".join(str(octet) for octet in bytes.fromhex(address)[::-1]), int(port, 16)]
        left[tuple(ends)] = names.get(int(state, 16), "?")
    return left
