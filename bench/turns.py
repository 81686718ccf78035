# SPDX-License-Identifier: BSD-3-Clause
"""turns.py - run programs in turn and measure each: CPU seconds, wall seconds, peak memory."""
import os
import statistics
import subprocess
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
CAPTURES = "build/bench/captures"


class Run:
    """CPU seconds of all processes of a pipe, wall seconds, and the peak memory of the last one."""

    def __init__(self):
        self.cpu, self.wall, self.kib = 0.0, 0.0, 0

    def add(self, process, usage, status):
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise RuntimeError(f"{' '.join(process.args)}: status {process.returncode}")
        self.cpu += usage.ru_utime + usage.ru_stime
        self.kib = usage.ru_maxrss


def environment(tz):
    env = {k: v for k, v in os.environ.items() if k not in ("TZ", "LC_ALL")}
    env["LC_ALL"] = "C"
    if tz:
        env["TZ"] = tz
    return env


def run(command, out, tz="UTC", source=None):
    """Run `command`, fed by the command `source` if there is one, which counts too."""
    used = Run()
    env = environment(tz)
    begun = time.monotonic()
    processes = []
    with open(out, "wb") as stdout:
        given = subprocess.DEVNULL
        if source:
            processes.append(subprocess.Popen(source, env=env, stdin=subprocess.DEVNULL,
                                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL))
            given = processes[0].stdout
        processes.append(subprocess.Popen(command, env=env, stdin=given, stdout=stdout,
                                          stderr=subprocess.DEVNULL))
        if source:
            processes[0].stdout.close()
        for p in processes:
            _, status, usage = os.wait4(p.pid, 0)
            used.add(p, usage, status)
    used.wall = time.monotonic() - begun
    return used


def in_turn(runs, *commands):
    """The commands in turn, `runs` times: of each its runs, as keyword arguments of run()."""
    results = [[] for _ in commands]
    for _ in range(runs):
        for kept, command in zip(results, commands):
            kept.append(run(**command))
    return results


def cpu(runs):
    return statistics.median(r.cpu for r in runs)


def wall(runs):
    return statistics.median(r.wall for r in runs)


def mib(runs):
    return max(r.kib for r in runs) / 1024


def longer(path, times):
    """A shell command that writes the pcap file `path` so many times over, as one file."""
    return f"(cat {path}; for i in $(seq {times - 1}); do tail -c +25 {path}; done)"


def make(path, *targets):
    """The program and what else ninja builds; and the capture `path`, which is made the first time."""
    subprocess.run(["ninja", "-C", "build", "tcplens", *targets], check=True,
                   stdout=subprocess.DEVNULL)
    if os.path.exists(path):
        return
    print(f"making {path}, which takes a minute")
    subprocess.run(["script/bootstrap", "build", "bench"], check=True)
    subprocess.run(["bench/make-captures", os.path.dirname(path), os.path.basename(path)[:-5]],
                   check=True)
