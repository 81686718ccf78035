# SPDX-License-Identifier: BSD-3-Clause
"""filter_test.py PROGRAM - display filters from outside, as TAP: which command takes what of a
match, and how mistakes are shown. Which frames match is tools/check-filters' to test."""
import os
import subprocess
import sys
import tempfile

import capture

PROGRAM = os.path.abspath(sys.argv[1])
FOLDER = tempfile.mkdtemp()
TWO = os.path.join(FOLDER, "two.pcap")
ENVIRONMENT = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "COLUMNS": "100", "TZ": "UTC"}


def run(*args, rc=0):
    done = subprocess.run([PROGRAM, *args], capture_output=True, check=False, env=ENVIRONMENT)
    assert done.returncode == rc, (args, done.returncode, done.stderr)
    return done.stdout.decode(), done.stderr.decode()


def frames(*args):
    out, err = run("show", "-r", TWO, "-T", "fields", "-e", "frame.number", *args)
    assert err == "", err
    return [int(line) for line in out.split()]


def test_show():
    everything = frames()
    data = frames("-Y", "tcp.len > 0")
    assert data and set(data) < set(everything), data
    assert sorted(data + frames("-Y", "not tcp.len > 0")) == everything
    assert frames("tcp.len", ">", "0") == data, "operands behind the file are a filter"
    assert frames("-Y", "tcp.len > 0", "-c", str(data[0])) == data[:1], "-c counts what is read"
    assert frames("-Y", "frame.number in {2..3}") == [2, 3]
    out, _ = run("show", "-r", TWO, "-V", "-Y", f"frame.number == {data[0]}")
    assert out.count("Frame ") >= 1 and f"Frame {data[0]}: " in out, out


def test_show_saves_what_it_shows():
    saved = os.path.join(FOLDER, "saved.pcap")
    run("show", "-r", TWO, "-Y", "tcp.len > 0", "-w", saved)
    out, _ = run("show", "-r", saved, "-T", "fields", "-e", "tcp.len")
    assert out.split() and "0" not in out.split(), out


def test_dump():
    lines = run("dump", "-nn", "-r", TWO, "-Y", "tcp.len > 0")[0].splitlines()
    assert len(lines) == len(frames("-Y", "tcp.len > 0")) and \
        all("length 0" not in line for line in lines), lines
    assert run("dump", "-nn", "-r", TWO, "-Y", "tcp.len > 0", "-c", "1")[0].splitlines() == lines[:1]
    saved = os.path.join(FOLDER, "dumped.pcap")
    run("dump", "-r", TWO, "-Y", "tcp.len > 0", "-w", saved)
    assert len(run("dump", "-nn", "-r", saved)[0].splitlines()) == len(lines)
    told = run("dump", "-nn", "-r", TWO, "--explain", "-Y", "tcp.flags.fin == 1")[0]
    every = run("dump", "-nn", "-r", TWO, "--explain")[0]
    notes = [line for line in told.splitlines() if line.startswith(" ")]
    assert notes and all(line in every for line in notes), "what is hidden is part of the story"


def test_connections():
    whole = run("explain", TWO, "--brief")[0].splitlines()
    assert len(whole) == 2, whole
    for n, line in enumerate(whole):
        assert run("explain", TWO, "--brief", "-Y", f"tcp.stream == {n}")[0].splitlines() == [line]
    assert run("explain", TWO, "--brief", "-Y", "tcp.stream == 7")[0] == ""
    assert run("explain", TWO, "--brief", "-Y", "tcp")[0].splitlines() == whole
    rows = run("flows", TWO, "-o", "csv")[0].splitlines()
    for threads in ("1", "4"):
        assert run("flows", TWO, "-o", "csv", "--threads", threads, "-Y",
                   "tcp.stream == 1")[0].splitlines() == [rows[0], rows[2]]
    assert run("flows", TWO, "-o", "csv", "-Y", "udp.port")[0].splitlines() in ([], rows[:1])


def test_mistakes_have_a_place():
    for command, args in (("show", ["-r", TWO, "-V"]), ("dump", ["-r", TWO]), ("explain", [TWO]),
                          ("flows", [TWO])):
        _, err = run(command, *args, "-Y", "tcp && tcp.prot == 80", rc=1 if command == "dump" else 2)
        lines = err.splitlines()
        assert lines[-3:] == [
            'tcplens: -Y: there is no field "tcp.prot"; did you mean "tcp.port"?',
            "tcplens:   tcp && tcp.prot == 80",
            "tcplens:          ^"], (command, err)
    _, err = run("show", "-r", TWO, "-V", "-Y", 'http.host == "中文" && x', rc=2)
    assert err.splitlines()[-1] == "tcplens:   " + " " * 14 + "\u3000" * 2 + " " * 5 + "^", err
    _, err = run("show", "-r", TWO, "-V", "-Y", "tcp && " * 40 + "nosuch", rc=2)
    lines = err.splitlines()
    assert lines[1].index("nosuch") == lines[2].index("^") and len(lines[1]) < 100, err
    _, err = run("show", "-r", TWO, "-V", "-Y", "\x1b[31m == 1", rc=2)
    assert "\x1b" not in err, err


def test_bounds():
    nested = "(" * 5000 + "tcp" + ")" * 5000
    assert "nested too deeply" in run("show", "-r", TWO, "-V", "-Y", nested, rc=2)[1]
    assert "longer than" in run("show", "-r", TWO, "-V", "-Y", "tcp " * 20000, rc=2)[1]
    slow = 'frame matches "(x+x+)+y|([a-z0-9]*)*!"'
    run("show", "-r", TWO, "-T", "fields", "-e", "frame.number", "-Y", slow)


def main():
    with open(TWO, "wb") as f:
        f.write(capture.pcap(capture.conversation() + capture.conversation(40002)))
    sys.exit(capture.run_tests(globals()))


main()
