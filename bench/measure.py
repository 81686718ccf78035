#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""measure.py FOLDER - time the stages and the peers on the captures in FOLDER; bench/run calls it.

Each figure is the median of RUNS runs, CPU time (user and system) divided by TCP segments, and
stands beside the command that repeats it. What varies least is the number of instructions.
"""
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys

RUNS = 5
PEER_RUNS = 3
ENV = dict(os.environ, TZ="UTC", LC_ALL="C")
STAGES = [("read", "read"), ("decode", "read + decode"), ("track", "read + decode + track"),
          ("analysis", "read + decode + analysis"),
          ("explain", "explain --brief, all of it"), ("dump", "dump -nn, all of it")]


def run(command, quiet=True):
    """CPU seconds, peak memory in KiB, and standard output of one run."""
    out = subprocess.DEVNULL if quiet else subprocess.PIPE
    p = subprocess.Popen(command, env=ENV, stdin=subprocess.DEVNULL, stdout=out,
                         stderr=subprocess.DEVNULL)
    text = b"" if quiet else p.stdout.read()
    _, status, usage = os.wait4(p.pid, 0)
    p.returncode = os.waitstatus_to_exitcode(status)
    if p.returncode:
        raise RuntimeError(f"{' '.join(command)}: status {p.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss, text.decode()


def line(what, ns, rate, mib, command):
    print(f"{what:<30}{ns:>8}{rate:>8}{mib:>8}   {command}")


def stages(path, runs):
    """The stages of one file; the number of its TCP segments."""
    segments = 0
    for stage, what in STAGES:
        command = ["build/bench/stages", stage, path, str(runs)]
        _, _, out = run(command, quiet=False)
        frames, tcp, conns, ns, kib = (int(n) for n in out.split())
        segments = max(segments, tcp)
        per = ns / (tcp or frames)
        line(what, f"{per:.1f}", f"{1000 / per:.1f}", f"{kib / 1024:.1f}", " ".join(command))
        if stage == "track":
            found = f"({tcp:,} TCP segments in {conns:,} connections)"
    print(f"{'':<30}{found}")
    return segments


def peak(kib):
    """In MiB. The kernel counts what the process was before exec, too: this program."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return f"{kib / 1024:.0f}" if kib > own else f"<{own / 1024:.0f}"


def peers(path, segments):
    for command in (["build/tcplens", "explain", "--brief", path],
                    ["tcpdump", "--count", "-nn", "-r", path],
                    ["tcpdump", "-nn", "-r", path],
                    ["tshark", "-n", "-q", "-z", "conv,tcp", "-r", path],
                    ["tcptrace", "-n", path]):
        if not shutil.which(command[0]):
            print(f"{command[0]:<30}not installed")
            continue
        try:
            times, memory, _ = zip(*(run(command) for _ in range(PEER_RUNS)))
        except RuntimeError as e:
            print(e)
            continue
        per = statistics.median(times) * 1e9 / segments
        line(command[0].split("/")[-1], f"{per:.0f}", f"{1000 / per:.2f}",
             peak(max(memory)), "TZ=UTC " + " ".join(command))


def instructions(path, segments):
    """Instructions a segment, by the processor's counter or, on the first frames, by valgrind."""
    for stage, what in STAGES:
        command = ["build/bench/stages", stage, path]
        counted = subprocess.run(["perf", "stat", "-x,", "-e", "instructions:u", *command], env=ENV,
                                 capture_output=True, text=True, check=False) \
            if shutil.which("perf") else None
        found = counted and re.search(r"^(\d+),", counted.stderr, re.M)
        if found:
            line(what, f"{int(found[1]) / segments:.0f}", "", "",
                 "perf stat -e instructions:u " + " ".join(command))
            continue
        if not shutil.which("valgrind"):
            print("neither a working perf nor valgrind: instructions not counted")
            return
        head = os.path.join(os.path.dirname(path), "head.pcap")
        subprocess.run(["tcpdump", "-Z", "root", "-r", path, "-c", "50000", "-w", head], env=ENV,
                       capture_output=True, check=True)
        command[2] = head
        counted = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null",
                                  *command], env=ENV, capture_output=True, text=True, check=True)
        n = int(re.search(r"Collected : (\d+)", counted.stderr)[1])
        line(what, f"{n / 50000:.0f}", "", "", "valgrind --tool=callgrind " + " ".join(command))


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = sys.argv[1]
    segments = {}
    for name, what in (("many", "many short connections"), ("few", "few long connections"),
                       ("open", "100,000 connections open at the same time")):
        path = os.path.join(folder, name + ".pcap")
        if not os.path.exists(path):
            continue
        print(f"\n{what}: {path}, {os.path.getsize(path) / 1e6:.0f} MB, median of {RUNS} runs")
        line("", "ns/seg", "M seg/s", "MiB", "command")
        segments[path] = stages(path, RUNS)
    first = next(iter(segments))
    print(f"\npeers, on {first}, median of {PEER_RUNS} runs")
    line("", "ns/seg", "M seg/s", "MiB", "command")
    peers(first, segments[first])
    print(f"\ninstructions a segment, on {first}")
    instructions(first, segments[first])


if __name__ == "__main__":
    main()
