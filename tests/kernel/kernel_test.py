#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""kernel_test - what tcplens infers of real connections, against what the kernels record.

    kernel_test.py TCPLENS TRAFFIC

Plays connections of every kind between two kernels (traffic.c), captured at three points, while
tracefs records every change of a socket's state. Skips where it is not root or has no tracefs.
"""
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from compare import A, B, compare, explained
from kernel_trace import Recorder, Unavailable, sockets_left

POINTS = {"near-a": A, "middle": "", "near-b": B}
SHOWN = 3  # disagreements of each kind that are shown in full


def play(traffic: str, directory: Path):
    with Recorder() as recorder:
        subprocess.run([traffic, directory], check=True, timeout=120)
        return recorder.truth()


def kinds_of(directory: Path):
    names = {}
    for line in (directory / "kinds").read_text().splitlines():
        port, _, name = line.split(" ", 2)
        names[int(port) // 1000] = name
    return lambda port: names.get(port // 1000, "?")


def report(number: int, point: str, near: str, tally) -> bool:
    good = not tally.disagreements and tally.connections >= 1000
    print(f"{'ok' if good else 'not ok'} {number} - {point}: {tally.connections} connections, "
          f"{tally.transitions} transitions, {tally.agreed} agree, "
          f"{len(tally.disagreements)} of {tally.ends} ends disagree")
    if near:
        print(f"# near the sender: {tally.resent[0]} retransmissions recorded, "
              f"{tally.resent[1]} inferred; {tally.resets[0]} resets recorded, "
              f"{tally.resets[1]} inferred")
    print(f"# withdrawn: {tally.withdrawn} conclusions that a later segment disproved")
    for name, count in tally.allowed.items():
        print(f"# allowed: {name}: {count}")
    shown = Counter()
    for disagreement in tally.disagreements:
        kind = disagreement.split(",")[0]
        shown[kind] += 1
        if shown[kind] <= SHOWN:
            print("# " + disagreement.replace("\n", "\n# "))
    for kind, count in shown.most_common():
        print(f"# disagree: {count} of kind {kind}")
    return good


def report_one_direction(number: int, explanations: dict) -> bool:
    """Of one direction alone, not much can be known; but that it is one must be said."""
    found = [c for between in explanations.values() for c in between]
    silent = sum(not c.one_direction for c in found)
    good = len(found) >= 1000 and not silent
    print(f"{'ok' if good else 'not ok'} {number} - one direction only: {len(found)} connections, "
          f"{silent} of them not said to be one-sided")
    return good


def main() -> int:
    tcplens, traffic = sys.argv[1:3]
    with tempfile.TemporaryDirectory() as scratch:
        directory = Path(sys.argv[3] if len(sys.argv) > 3 else scratch)
        try:
            truth = play(traffic, directory)
        except Unavailable as why:
            print(f"1..0 # SKIP {why}")
            return 0
        left = {**sockets_left(directory / "left-a"), **sockets_left(directory / "left-b")}
        failed = 0
        for number, (point, near) in enumerate(POINTS.items(), 1):
            explanations = explained(tcplens, directory / f"{point}.pcap")
            failed += not report(number, point, near,
                                 compare(truth, left, explanations, kinds_of(directory), near))
        one_sided = explained(tcplens, directory / "near-a.pcap", f"src host {A}")
        failed += not report_one_direction(len(POINTS) + 1, one_sided)
        print(f"1..{len(POINTS) + 1}")
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
