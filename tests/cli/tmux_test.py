#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""tmux_test.py PROGRAM SOURCE - what a terminal really shows, as TAP: text and pictures within tmux,
40, 80 and 120 columns wide, are what they are in a pipe of that width, with nothing wrapped, lost or
left over. Skips without tmux.
"""
import os
import shutil
import subprocess
import sys
import tempfile
import time

import capture

PROGRAM, SOURCE = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
CAPTURES = os.path.join(SOURCE, "tests", "captures")
COMMANDS = (("explain", "004_hello.pcap"), ("ladder", "004_hello.pcap"),
            ("ladder", "--lang=zh", "004_hello.pcap"), ("graph", "--height=24", "real-zero-window.pcap"),
            ("follow", "000_http_v_n.pcap", "1"), ("flows", "real-port-reuse.pcap"))
ENVIRONMENT = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8", "TZ": "UTC",
               "HOME": "/nonexistent"}
LINES = 300  # a window that needs no scrolling
WAIT_S = 30


def words(command):
    return [command[0], *(os.path.join(CAPTURES, w) if w.endswith(".pcap") else w
                          for w in command[1:])]


def in_pipe(command, width):
    out = subprocess.run([PROGRAM, *words(command)], capture_output=True, check=True, text=True,
                         env=ENVIRONMENT | {"COLUMNS": str(width)}).stdout
    return [line.rstrip() for line in out.rstrip("\n").split("\n")]


def in_tmux(command, width):
    """The lines of a window in which the command ran, once it has ended."""
    with tempfile.TemporaryDirectory() as place:
        server, done = os.path.join(place, "socket"), os.path.join(place, "done")
        tmux = ["tmux", "-S", server, "-f", "/dev/null"]
        line = " ".join(f"'{w}'" for w in [PROGRAM, *words(command)])
        script = f"{line} 2>/dev/null; echo >{done}; sleep {WAIT_S}"
        subprocess.run([*tmux, "new-session", "-d", "-x", str(width), "-y", str(LINES), script],
                       check=True, env=ENVIRONMENT)
        try:
            for _ in range(WAIT_S * 20):
                if os.path.exists(done):
                    break
                time.sleep(0.05)
            time.sleep(0.1)  # until tmux has read the last of it
            out = subprocess.run([*tmux, "capture-pane", "-p"], check=True, capture_output=True,
                                 env=ENVIRONMENT, text=True).stdout
        finally:
            subprocess.run([*tmux, "kill-server"], check=False, env=ENVIRONMENT)
    return [line.rstrip() for line in out.rstrip("\n").split("\n")]


def check_width(width):
    for command in COMMANDS:
        wanted, shown = in_pipe(command, width), in_tmux(command, width)
        if command[0] == "follow" and width < 80:
            continue  # bytes of others are not wrapped by us
        assert shown == wanted, (width, command, [(a, b) for a, b in zip(shown, wanted) if a != b][:3],
                                 len(shown), len(wanted))


def test_40_columns():
    check_width(40)


def test_80_columns():
    check_width(80)


def test_120_columns():
    check_width(120)


if __name__ == "__main__":
    if shutil.which("tmux") is None:
        print("1..0 # SKIP no tmux")
        sys.exit(0)
    sys.exit(capture.run_tests(globals()))
