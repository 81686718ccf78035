# SPDX-License-Identifier: BSD-3-Clause
"""compare.py - the states that tcplens infers from a capture against those that the kernels record.

A transition that leaves a trace on the wire must be inferred, in the same order. What a kernel
records otherwise than RFC 9293 counts, `as_rfc` translates; what a capture cannot show is listed
below, as few things as possible. A conclusion that a later segment disproves is no disagreement if
that segment withdraws it.
"""
import difflib
import json
import subprocess
from collections import defaultdict
from dataclasses import dataclass, field

from kernel_trace import Socket, Truth

A, B = "10.77.0.1", "10.77.0.2"

# What an observer cannot see, and the kernel records all the same. Each is counted in the report.
REQUEST_SOCKET = "handshake not completed: the kernel has no socket yet, so it records no SYN-RECEIVED"
SILENT_CLOSE = "the kernel gave its socket up and sent nothing"
MINI_SOCKET = "TIME-WAIT was ended by a RST: the kernel does not record what a TIME-WAIT socket does"

# What is told only by what reached an end, and when: in a capture made elsewhere, a segment that was
# lost, or crossed another, behind the capture point looks as if it had arrived in order.
# (recorded, inferred, why)
SEEN_FROM_AFAR = [
    (["SYN-RECEIVED", "FIN-WAIT-1"], ["SYN-RECEIVED", "ESTABLISHED", "FIN-WAIT-1"],
     "Fast Open: the server's FIN crosses the third ACK"),
    (["FIN-WAIT-1", "FIN-WAIT-2", "TIME-WAIT"], ["FIN-WAIT-1", "CLOSING", "TIME-WAIT"],
     "of two crossing FINs one was lost"),
    (["FIN-WAIT-1", "CLOSING", "TIME-WAIT"], ["CLOSE-WAIT", "LAST-ACK", "CLOSED"],
     "of two crossing FINs one was lost before the capture point"),
    (["CLOSE-WAIT", "LAST-ACK", "CLOSED"], ["CLOSE-WAIT", "CLOSED"], "a FIN crosses the RST"),
    (["FIN-WAIT-2", "CLOSED"], ["FIN-WAIT-2", "TIME-WAIT", "CLOSED"], "a FIN crosses the RST"),
    (["ESTABLISHED", "FIN-WAIT-1", "CLOSED"], ["ESTABLISHED", "CLOSED"], "a FIN crosses the RST"),
    (["ESTABLISHED", "CLOSED"], ["ESTABLISHED", "CLOSE-WAIT", "CLOSED"], "a FIN crosses the RST"),
    (["FIN-WAIT-1", "CLOSED"], ["FIN-WAIT-1", "FIN-WAIT-2", "TIME-WAIT", "CLOSED"],
     "a FIN crosses the RST"),
    (["FIN-WAIT-1", "CLOSED"], ["FIN-WAIT-1", "FIN-WAIT-2", "CLOSED"], "an ACK crosses the RST"),
]


@dataclass
class Inferred:
    """A connection as explained: the states that each end (by address) passed through."""

    states: dict[str, list[str]]
    retransmissions: dict[str, int]
    resets: dict[str, int]
    first_frame: int
    one_direction: bool
    withdrawn: int = 0


@dataclass
class Tally:
    connections: int = 0
    ends: int = 0
    transitions: int = 0
    agreed: int = 0
    withdrawn: int = 0
    resent: list[int] = field(default_factory=lambda: [0, 0])  # as recorded, as inferred
    resets: list[int] = field(default_factory=lambda: [0, 0])
    allowed: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    disagreements: list[str] = field(default_factory=list)


# RFC 9293 3.3.2, figure 5, besides the arrows to CLOSED.
ARROWS = {
    "CLOSED": {"LISTEN", "SYN-SENT", "SYN-RECEIVED", "ESTABLISHED"},
    "LISTEN": {"SYN-SENT", "SYN-RECEIVED"},
    "SYN-SENT": {"SYN-RECEIVED", "ESTABLISHED"},
    "SYN-RECEIVED": {"LISTEN", "ESTABLISHED", "FIN-WAIT-1", "CLOSE-WAIT"},
    "ESTABLISHED": {"FIN-WAIT-1", "CLOSE-WAIT"},
    "FIN-WAIT-1": {"FIN-WAIT-2", "CLOSING"},
    "FIN-WAIT-2": {"TIME-WAIT"},
    "CLOSING": {"TIME-WAIT"},
    "CLOSE-WAIT": {"LAST-ACK"},
    "LAST-ACK": set(),
    "TIME-WAIT": set(),
}
# Two arrows that one segment may take, and the state between them.
TWO_STEPS = {
    ("FIN-WAIT-1", "TIME-WAIT"): "FIN-WAIT-2",  # a FIN that acknowledges a FIN
    ("ESTABLISHED", "CLOSING"): "FIN-WAIT-1",  # it closes, and had been closed to
}
# What counts as sent again. The cable captures nothing twice: a copy to the last octet is a second
# SYN-ACK, which has neither an IP identification nor a later time stamp of its own.
REPEATS = {"retransmits", "fast-retransmits", "spurious", "fills-partly-new", "asks-again",
           "agrees-again", "closes-again", "dup-capture"}


def explained(tcplens: str, capture, *arguments: str) -> dict:
    """(port at A, port at B) → the connections between them, in order."""
    run = subprocess.run([tcplens, "explain", "-o", "json", "-q", capture, *arguments],
                         capture_output=True, check=True)
    by_number, out = {}, defaultdict(list)
    for line in run.stdout.splitlines():
        entry = json.loads(line)
        if entry["type"] == "connection":
            ends = {entry[f"{side}_address"]: entry[f"{side}_port"] for side in ("client", "server")}
            addresses = {side: entry[f"{side}_address"] for side in ("client", "server")}
            inferred = Inferred({A: [], B: []}, {A: 0, B: 0}, {A: 0, B: 0}, entry["first_frame"],
                                entry["one_direction"])
            by_number[entry["connection"]] = inferred, addresses
            out[ends[A], ends[B]].append(inferred)
        elif entry["type"] == "segment":
            add_segment(*by_number[entry["connection"]], entry)
    return out


def add_segment(inferred: Inferred, addresses: dict[str, str], segment: dict):
    sender = addresses[segment["from"]]
    asks = segment["flags"].split()[:1] == ["SYN"] and segment["ack"] is None
    for side, address in addresses.items():
        before, after = segment[f"{side}_state_before"], segment[f"{side}_state"]
        states = inferred.states[address]
        for state in (before, after):
            if asks and sender == address and state == "SYN-RECEIVED" and "SYN-SENT" not in states:
                states.append("SYN-SENT")  # it asked, and had been asked: two steps in one
            if state:
                inferred.withdrawn += move(states, state)
    inferred.resets[sender] += "RST" in segment["flags"]
    inferred.retransmissions[sender] += any(t["code"] in REPEATS for t in segment["tells"])


def move(states: list[str], state: str) -> bool:
    """Go to `state`. If no arrow leads there, what was concluded before is withdrawn as far as is
    needed: the segment proves that it had not happened. Is anything withdrawn?"""
    if not states and state in ("CLOSED", "LISTEN"):
        return False  # before its first segment
    if not states or states[-1] == state:
        states[-1:] = [state]
        return False
    known = len(states)
    if state in states:
        del states[states.index(state) + 1 :]
        return True
    while states and not ways(states[-1], state):
        states.pop()
    withdrawn = len(states) < known
    states += ways(states[-1], state) if states else [state]
    return withdrawn


def ways(start: str, end: str) -> list[str]:
    """The states after `start` up to `end`, if one arrow leads there, or two in one segment."""
    if end in ARROWS[start] or end == "CLOSED":
        return [end]
    return [TWO_STEPS[start, end], end] if (start, end) in TWO_STEPS else []


def as_rfc(socket: Socket, left: str | None, replaced: bool) -> list[str]:
    """The kernel's states as RFC 9293 counts them. TIME-WAIT, and FIN-WAIT-2 without a user, are
    kept in another structure: the socket itself is closed on entry. What became of the connection
    shows in what the kernel had left at the end, unless a new connection took its place."""
    states = list(socket.states)
    if states[-1] == "CLOSED" and states[-2:-1] and states[-2] in ("FIN-WAIT-2", "CLOSING"):
        if left == "TIME-WAIT" or replaced:
            states[-1] = "TIME-WAIT"
        elif left == "FIN-WAIT-2":
            states.pop()
    return states


def transitions(states: list[str]) -> list[tuple[str, str]]:
    return list(zip(["(begin)", *states], states))


def allowance(kernel: list[str], inferred: list[str], afar: bool) -> str:
    """Why these two may differ; "" if they may not."""
    if inferred == kernel[:-1] and kernel[-1] == "CLOSED":
        return SILENT_CLOSE
    if kernel[-2:] == ["FIN-WAIT-2", "CLOSED"] and \
            inferred == [*kernel[:-1], "TIME-WAIT", "CLOSED"]:
        return MINI_SOCKET
    for recorded, seen, why in SEEN_FROM_AFAR if afar else []:
        for at in range(len(kernel) - len(recorded) + 1):
            end = at + len(recorded)
            if kernel[at:end] == recorded and kernel[:at] + seen + kernel[end:] == inferred:
                return why
    return ""


def compare_end(tally: Tally, label: str, kernel: list[str] | None, inferred: list[str],
                afar: bool):
    tally.ends += 1
    if kernel is None:
        if inferred[:1] in ([], ["SYN-RECEIVED"]) and not set(inferred[1:]) - {"LISTEN", "CLOSED"}:
            tally.allowed[REQUEST_SOCKET] += bool(inferred)
        else:
            tally.disagreements.append(f"{label}:\n    kernel   no socket\n"
                                       f"    inferred {' '.join(inferred)}")
        return
    wanted = transitions(kernel)
    tally.transitions += len(wanted)
    matcher = difflib.SequenceMatcher(None, wanted, transitions(inferred), autojunk=False)
    tally.agreed += sum(block.size for block in matcher.get_matching_blocks())
    if kernel == inferred:
        return
    why = allowance(kernel, inferred, afar)
    if why:
        tally.allowed[why] += 1
    else:
        tally.disagreements.append(f"{label}:\n    kernel   {' '.join(kernel)}\n"
                                   f"    inferred {' '.join(inferred)}")


def compare_counts(tally: Tally, label: str, truth: Truth, key: tuple, found: list[Inferred]):
    """What an end sent again, and its resets, in a capture near it. A recorded retransmission may
    leave in several segments; a listener's resets are recorded without the peer (see compare)."""
    end = key[0]
    for name, totals, recorded, inferred in (
            ("retransmissions", tally.resent, truth.retransmissions[key],
             sum(i.retransmissions[end] for i in found)),
            ("resets", tally.resets, truth.resets[key], sum(i.resets[end] for i in found))):
        totals[0] += recorded
        totals[1] += inferred
        if inferred < recorded:
            tally.disagreements.append(f"{label}: {recorded} {name} recorded, {inferred} inferred")


def compare(truth: Truth, left: dict, explanations: dict, kind_of, near: str) -> Tally:
    """`near` is the address of the end at which the capture was made, "" if it is neither's."""
    tally = Tally()
    callers = {key for key in truth.lives if key[0] == A}
    for _, port_a, _, port_b in sorted(callers):
        keys = {A: (A, port_a, B, port_b), B: (B, port_b, A, port_a)}
        lives = {end: truth.lives.get(key, []) for end, key in keys.items()}
        found = explanations.get((port_a, port_b), [])
        label = f"{kind_of(port_a)}, port {port_a}"
        tally.connections += len(lives[A])
        if len(found) != len(lives[A]):
            tally.disagreements.append(f"{label}: {len(lives[A])} connections, {len(found)} found")
            continue
        for i, inferred in enumerate(found):
            tally.withdrawn += inferred.withdrawn
            for end, key in keys.items():
                kernel = None
                if i < len(lives[end]):
                    kernel = as_rfc(lives[end][i], left.get(key), replaced=i + 1 < len(found))
                compare_end(tally, f"{label}, frame {inferred.first_frame}, end {'AB'[end == B]}",
                            kernel, inferred.states[end], afar=end != near)
        if near:
            compare_counts(tally, f"{label}, end {'AB'[near == B]}", truth, keys[near], found)
    if near:
        tally.resets[0] += sum(n for key, n in truth.resets.items() if key[0] == near
                               and key[3] == 0)
        if tally.resets[0] != tally.resets[1]:
            tally.disagreements.append(f"resets: {tally.resets[0]} recorded, "
                                       f"{tally.resets[1]} captured")
    return tally
