#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""flows_test - `tcplens flows` as a program: that its forms agree, and what it refuses.

    flows_test.py TCPLENS SOURCE-ROOT
"""
import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

TCPLENS, ROOT = os.path.abspath(sys.argv[1]), Path(sys.argv[2])
CAPTURES = ROOT / "tests/captures"
ENVIRONMENT = {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PATH": os.environ["PATH"]}
# Beside tshark's own, but for fragments and errors that quote segments, all that is crafted.
done = 0
failed = 0


def check(ok: bool, what: str) -> None:
    global done, failed
    done += 1
    failed += not ok
    print(f"{'' if ok else 'not '}ok {done} - {what}")


def run(*args: str, stdin: bytes = b"") -> subprocess.CompletedProcess:
    return subprocess.run([TCPLENS, "flows", *map(str, args)], input=stdin, capture_output=True,
                          env=ENVIRONMENT, check=False)


def rows(*args: str) -> list[dict]:
    return list(csv.DictReader(io.StringIO(run("-o", "csv", *args).stdout.decode())))


def objects(*args: str) -> list[dict]:
    return [json.loads(line) for line in run("-o", "json", *args).stdout.splitlines()]


ALL = sorted(CAPTURES.glob("real-*.pcap"))


def test_forms() -> None:
    table, lines = rows(*ALL), objects(*ALL)
    check(len(table) == len(lines) > 20, "CSV and JSON have the same rows")
    check(all(int(a["connection"]) == b["connection"] and a["client_state"] == (b["client_state"] or "")
              and a["health"] == b["health"] and int(a["server_bytes"]) == b["server_bytes"]
              and int(round(float(a["duration"]) * 1e9)) == b["duration_ns"]
              for a, b in zip(table, lines)), "and say the same")
    zeek = run("-o", "zeek", *ALL).stdout.decode().splitlines()
    names = next(line for line in zeek if line.startswith("#fields")).split("\t")[1:]
    types = next(line for line in zeek if line.startswith("#types")).split("\t")[1:]
    logs = [dict(zip(names, line.split("\t"))) for line in zeek if not line.startswith("#")]
    check(len(names) == len(types) and all(len(log) == len(names) for log in logs),
          "each line of conn.log has a value for each field")
    check([log["id.orig_p"] for log in logs] == [row["client_port"] for row in table],
          "conn.log has the same rows")
    check(len({log["uid"] for log in logs}) == len(logs), "and no uid twice")
    again = run("-o", "zeek", *ALL).stdout.decode().splitlines()
    check(zeek == again, "and is the same each time")


def test_selection() -> None:
    every = rows(*ALL)
    kept = rows("--where", "retrans > 0", *ALL)
    check(0 < len(kept) < len(every) and kept == [
        row for row in every
        if int(row["client_retransmissions"]) + int(row["server_retransmissions"]) > 0],
        "--where keeps what its condition holds for")
    both = rows("--where", "retrans > 0 or not retrans > 0", *ALL)
    check(both == every, "and all, where it always holds")
    ordered = rows("--sort", "-server_bytes,client_port", *ALL)
    check(ordered == sorted(every, key=lambda r: (int(r["server_bytes"]), -int(r["client_port"]))),
          "--sort sorts by one column and then another")
    check(rows("--top", "5", "--sort", "-server_bytes,client_port", *ALL) == ordered[:5],
          "--top keeps the first of them")
    hosts = objects("--by", "host", *ALL)
    check(sum(h["sent"] for h in hosts) == sum(h["received"] for h in hosts)
          and sum(h["connections"] for h in hosts) == 2 * len(every),
          "what one host sends another one gets")
    ports = objects("--by", "service", *ALL)
    check(sum(p["connections"] for p in ports) == len(every), "each connection has one service")
    pairs = objects("--by", "pair", *ALL)
    check(sum(p["sent"] for p in pairs) == sum(int(r["client_bytes_unique"]) for r in every),
          "a pair sends what its clients send")


def refused(words: str, *args: str) -> bool:
    got = run(*args)
    return got.returncode == 2 and words in got.stderr.decode() and got.stdout == b""


def test_refusals() -> None:
    one = ALL[0]
    check(refused('did you mean "retransmissions"', "--where", "retrns > 3", one), "unknown column")
    check(run("--where", "port == x", one).stderr.decode().splitlines()[-1].endswith("          ^"),
          "the place is pointed at")
    check(refused("there is no column", "--sort", "bytes,nosuch", one), "unknown key")
    check(refused("there is no column", "--columns", "a,,b", one), "unknown columns")
    check(refused("Zeek's conn.log", "-o", "zeek", "--by", "host", one), "conn.log of hosts")
    check(refused("there is conv,tcp", "-z", "io,stat", "-r", one), "another statistic")
    check(refused("which connections", "--top", "3"), "no capture")
    cut = one.read_bytes()[:-7]
    got = run("-o", "csv", "-", stdin=cut)
    check(got.returncode == 1 and len(got.stdout.splitlines()) == 2,
          "a cut capture is listed as far as it goes")


def test_rotated() -> None:
    """Two files are one capture: a connection goes on from one to the other."""
    whole = (CAPTURES / "real-close.pcap").read_bytes()
    at, n = 24, 0
    while at < len(whole) and n < 6:
        at += 16 + int.from_bytes(whole[at + 8:at + 12], "little")
        n += 1
    parts = [whole[:at], whole[:24] + whole[at:]]
    if os.path.isdir("/dev/fd"):
        names = []
        for i, part in enumerate(parts):
            name = Path(os.environ.get("TMPDIR", "/tmp")) / f"flows-{os.getpid()}-{i}.pcap"
            name.write_bytes(part)
            names.append(name)
        table = rows(*names)
        for name in names:
            name.unlink()
        alone = rows(CAPTURES / "real-close.pcap")
        check(len(table) == 1 and table[0]["close"] == alone[0]["close"]
              and table[0]["server_bytes"] == alone[0]["server_bytes"],
              "a connection goes on in the next file")


def frames(capture: Path) -> list[tuple[bytes, bytearray]]:
    """The record headers and the packets of a capture of raw IP."""
    octets, at, out = capture.read_bytes(), 24, []
    while at < len(octets):
        n = int.from_bytes(octets[at + 8:at + 12], "little")
        out.append((octets[at:at + 16], bytearray(octets[at + 16:at + 16 + n])))
        at += 16 + n
    return out


def crowd(copies: int) -> bytes:
    """Each IPv4 capture many times over, at other addresses, and all at the same time."""
    alone = [f for f in map(frames, ALL) if all(packet[0] >> 4 == 4 for _, packet in f)]
    out = [ALL[0].read_bytes()[:24]]
    for i in range(max(map(len, alone))):
        for k in range(copies):
            for header, packet in (f[i] for f in alone if i < len(f)):
                packet[14] = packet[18] = k
                out += header, bytes(packet)
    return b"".join(out)


def test_threads() -> None:
    capture = Path(os.environ.get("TMPDIR", "/tmp")) / f"flows-{os.getpid()}-crowd.pcap"
    capture.write_bytes(crowd(100))
    for args in ["-W"], ["-o", "json"], ["-o", "csv", "--max-connections", "40000"], [
            "-q", "-o", "csv", "--max-connections", "64"], ["--by", "pair"], ["-c", "5000"]:
        alone = run("--threads", "1", *args, capture)
        check(alone.returncode == 0 and len(alone.stdout.splitlines()) > 100 and all(
            run("--threads", n, *args, capture).stdout == alone.stdout for n in ("2", "7")),
            f"{' '.join(args)}: the same with 1, 2 and 7 threads")
    numbers = [int(row["connection"]) for row in rows("--threads", "3", capture)]
    check(sorted(numbers) == list(range(1, len(numbers) + 1)), "each connection has its number")
    few = [int(row["connection"]) for row in rows("-q", "--max-connections", "64", capture)]
    check(sorted(few) == list(range(1, len(few) + 1)), "also where many are given up")
    capture.unlink()


def test_conversations() -> None:
    tshark = shutil.which("tshark")
    for capture in [*ALL, *sorted((CAPTURES / "crafted").glob("*.pcap"))]:
        if tshark is None:
            check(True, f"conv,tcp of {capture.name} # SKIP no tshark")
            continue
        theirs = subprocess.run([tshark, "-n", "-q", "-z", "conv,tcp", "-r", capture],
                                capture_output=True, check=False, env=ENVIRONMENT)
        ours = run("-q", "-z", "conv,tcp", "-r", capture)
        check(ours.stdout == theirs.stdout, f"conv,tcp of {capture.name} is tshark's")


test_forms()
test_selection()
test_refusals()
test_rotated()
test_threads()
test_conversations()
print(f"1..{done}")
sys.exit(failed != 0)
