#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""lab_test.py PROGRAM - every play of `tcplens lab`, performed and looked at, as TAP.

Plays mostly wait, and each has hosts of its own: so all tests run at the same time.

Plays need network namespaces and /dev/net/tun; where they cannot be made the tests that perform
them skip.
"""
import concurrent.futures
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import traceback
import urllib.request

PROGRAM = os.path.abspath(sys.argv[1])
ENV = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TZ": "UTC"}
# What each play must show: health, how it closed, and findings that are its point.
POINTS = {
    "echo": ("noted", "four-segments", {"half-close"}),
    "greeting": ("clean", None, {"server-speaks-first"}),
    "server-closes-first": ("noted", "four-segments", {"time-wait-holder"}),
    "http": ("clean", None, set()),
    "refused": ("refused", None, {"connection-refused"}),
    "abort": ("aborted", "reset", set()),
    "unread-data-rst": ("aborted", "reset", set()),
    "half-close": ("noted", "four-segments", {"half-close"}),
    "slow-reader": ("stalled", None, {"zero-window", "zero-window-probe"}),
    "keep-alive": ("clean", None, {"keep-alive"}),
    "backlog-full": ("lossy", None, set()),
    "many": ("clean", None, set()),
}


class Skip(Exception):
    pass


def lab(*args, timeout=60):
    p = subprocess.run([PROGRAM, "lab", *args], env=ENV, capture_output=True, text=True,
                       stdin=subprocess.DEVNULL, timeout=timeout, check=False)
    return p.returncode, p.stdout, p.stderr


def needs_hosts():
    status, _, err = lab("run", "--on", "hosts", "--brief", "-q", "refused")
    if status != 0:
        raise Skip(err.strip())


def facts(path):
    out = subprocess.run([PROGRAM, "explain", "-o", "json", path], env=ENV, capture_output=True,
                         text=True, check=True).stdout
    return [json.loads(line) for line in out.splitlines()]


def perform(name, *args):
    """What a play's capture says: connections and findings."""
    with tempfile.TemporaryDirectory() as place:
        os.chmod(place, 0o777)
        path = os.path.join(place, "play.pcapng")
        status, out, err = lab("run", "--on", "hosts", "-w", path, *args, name)
        assert status == 0, (status, out, err)
        objects = facts(path)
    return ([o for o in objects if o["type"] == "connection"],
            {o["finding"] for o in objects if o["type"] == "finding"}, out, err)


def test_list_and_show_know_every_play():
    status, out, _ = lab("list")
    names = [line.split()[0] for line in out.split("\n\n")[0].splitlines()[1:]]
    assert status == 0 and set(POINTS) <= set(names), names
    for name in POINTS:
        for lang in "en", "zh":
            status, out, err = lab("show", "--lang", lang, name)
            assert status == 0 and "client: connect" in out and not err, (name, out, err)
    chinese = lab("list", "--lang", "zh")[1]
    assert "四次挥手" in chinese


def test_mistakes():
    for args, word in (((), "list, show, run"), (("run",), "which one"), (("run", "ecko"), '"echo"'),
                       (("show", "nothing-like-it"), "lists what there is"),
                       (("run", "-w", "-", "echo"), "name a file"),
                       (("serve", "refused"), "nobody listens"), (("connect", "echo"), "which host"),
                       (("run", "--brief", "--table", "echo"), "together")):
        status, out, err = lab(*args)
        assert status == 2 and not out and word in err and err.count("\n") == 1, (args, out, err)


def check_play(name):
    needs_hosts()
    health, close, findings = POINTS[name]
    connections, found, out, err = perform(name)
    told = {c["health"] for c in connections}
    assert health in told, (name, told, out)
    assert close is None or close in {c["close"] for c in connections}, (name, connections)
    assert findings <= found, (name, found)
    assert len(connections) == {"many": 2000, "backlog-full": 4}.get(name, 1), len(connections)
    assert "[client] connect" in err, err
    assert "checksum-offload" not in found, "the cable carries whole packets"


def test_quick_plays():
    for name in "greeting", "server-closes-first", "http", "refused", "abort", "unread-data-rst":
        check_play(name)


def test_half_close():
    check_play("half-close")


def test_slow_reader():
    check_play("slow-reader")


def test_keep_alive():
    check_play("keep-alive")


def test_backlog_full():
    check_play("backlog-full")


def test_many():
    check_play("many")


def test_echo():
    check_play("echo")


def test_losses_are_the_same_every_time():
    needs_hosts()
    _, found, _, _ = perform("greeting", "--loss", "30", "--seed", "5", "--delay", "2")
    assert found & {"retransmission-timeout", "fast-retransmission", "syn-retransmission",
                    "spurious-retransmission", "tail-loss-probe"}, found


def test_whoever_watches_may_leave():
    needs_hosts()
    p = subprocess.Popen([PROGRAM, "lab", "run", "echo"], env=ENV, stdout=subprocess.PIPE,
                         stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True)
    while "accept" not in p.stderr.readline():
        pass
    p.terminate()
    out, err = p.communicate(timeout=10)
    assert "Connection 1" in out, (out, err)
    assert "[server] close" not in err, err


def test_one_side_alone():
    with socket.socket() as s:  # a port that is free
        s.bind(("127.0.0.1", 0))
        port = str(s.getsockname()[1])
    server = subprocess.Popen([PROGRAM, "lab", "serve", "-p", port, "http"], env=ENV, text=True,
                              stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)
    try:
        assert re.search(r"serving http at 127\.0\.0\.1 port \d+", server.stderr.readline())
        for _ in range(2):
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/x", timeout=10) as page:
                assert b"Hello from TCP" in page.read()
        status, _, err = lab("connect", "-p", port, "http", "127.0.0.1")
        assert status == 0 and "read 158 octets" in err, err
    finally:
        server.kill()
        server.communicate()
    status, _, err = lab("connect", "-p", port, "http", "127.0.0.1")
    assert status == 0 and "Connection refused" in err, err


def extcap(*args):
    return subprocess.run([PROGRAM, *args], env=ENV, capture_output=True, text=True, timeout=30,
                          stdin=subprocess.DEVNULL, check=False)


def test_wireshark_is_answered():
    p = extcap("--extcap-interfaces", "--extcap-version=4.0")
    assert p.returncode == 0 and p.stdout.startswith("extcap {version="), p
    values = re.findall(r"^interface \{value=([^}]*)\}\{display=[^}]+\}$", p.stdout, re.M)
    assert {f"tcplens-lab-{name}" for name in POINTS} <= set(values), values
    p = extcap("--extcap-dlts", "--extcap-interface", "tcplens-lab-echo")
    assert p.stdout == "dlt {number=101}{name=RAW}{display=Raw IP}\n", p
    p = extcap("--extcap-config", "--extcap-interface=tcplens-lab-echo")
    assert p.stdout.count("arg {number=") == 2 and "{call=--delay}" in p.stdout, p
    for args in (("--extcap-dlts", "--extcap-interface", "eth0"), ("--extcap-config",),
                 ("--capture", "--extcap-interface", "tcplens-lab-echo")):
        p = extcap(*args)
        assert p.returncode == 2 and p.stderr.count("\n") == 1, p


def test_wireshark_captures_a_play():
    needs_hosts()
    with tempfile.TemporaryDirectory() as place:
        os.chmod(place, 0o777)
        pipe, kept = os.path.join(place, "pipe"), os.path.join(place, "kept.pcapng")
        os.mkfifo(pipe, 0o666)
        p = subprocess.Popen([PROGRAM, "--capture", "--extcap-interface", "tcplens-lab-greeting",
                              "--fifo", pipe, "--delay", "2", "--loss=0"], env=ENV,
                             stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)
        with open(pipe, "rb") as f, open(kept, "wb") as to:
            to.write(f.read())
        _, err = p.communicate(timeout=10)
        assert p.returncode == 0 and not err, (p.returncode, err)
        connection, = (o for o in facts(kept) if o["type"] == "connection")
        assert connection["health"] == "clean" and connection["server_bytes"] == 18, connection


def verdict(test):
    try:
        test()
        return True, ""
    except Skip as why:
        return True, f" # SKIP {why}"
    except Exception:  # pylint: disable=broad-except
        return False, "".join("\n# " + line for line in traceback.format_exc().splitlines())


def main():
    tests = [(n, f) for n, f in sorted(globals().items()) if n.startswith("test_")]
    print(f"1..{len(tests)}")
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(len(tests)) as pool:
        for i, ((name, _), (good, more)) in enumerate(
                zip(tests, pool.map(verdict, [f for _, f in tests])), 1):
            failed += not good
            print(f"{'' if good else 'not '}ok {i} - {name}{more}", flush=True)
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
