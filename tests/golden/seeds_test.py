#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""seeds_test - what the five seed captures must make tcplens say, whatever its words.

    seeds_test.py TCPLENS SOURCE-ROOT

Each claim was written from the packets, and where an article says otherwise the packets count.
"""
import subprocess
import sys
from pathlib import Path

from story import Connection, explain

MS = 1_000_000


class Claims:
    """TAP: one line a claim."""

    def __init__(self):
        self.count = self.failed = 0

    def that(self, claim: str, holds, got=None):
        self.count += 1
        self.failed += not holds
        print(f"{'ok' if holds else 'not ok'} {self.count} - {claim}")
        if not holds and got is not None:
            print(f"# got {got}")

    def same(self, claim: str, got, wanted):
        self.that(claim, got == wanted, f"{got!r}, expected {wanted!r}")


def opened(c: Claims, name: str, conn: Connection):
    facts = conn.facts
    c.same(f"{name}: three-way handshake", facts["open"], "three-way")
    c.same(f"{name}: handshake in frames 1-3",
           [facts[f"{k}_frame"] for k in ("syn", "syn_ack", "open")], [1, 2, 3])
    c.same(f"{name}: states through the handshake",
           [(conn.segments[n]["client_state"], conn.segments[n]["server_state"])
            for n in (1, 2, 3)],
           [("SYN-SENT", "LISTEN"), ("ESTABLISHED", "SYN-RECEIVED"),
            ("ESTABLISHED", "ESTABLISHED")])
    c.that(f"{name}: every segment has a meaning",
           all(s["tells"] for s in conn.segments.values()),
           [n for n, s in conn.segments.items() if not s["tells"]])
    c.that(f"{name}: every number has a source",
           all(s["seq_source"] not in (None, "other") and s["ack_source"] not in (None, "other")
               for s in conn.segments.values()),
           [(n, s["seq_source"], s["ack_source"]) for n, s in conn.segments.items()])
    c.that(f"{name}: every sum is right", all(sums(s) for s in conn.segments.values()),
           [n for n, s in conn.segments.items() if not sums(s)])


def sums(segment: dict) -> bool:
    """base + length + SYN + FIN is the number, wherever a frame is named."""
    return all(segment[f"{which}_source_frame"] is None or
               segment[f"{which}_source_base"] + segment[f"{which}_source_length"]
               + segment[f"{which}_source_syn"] + segment[f"{which}_source_fin"] == segment[which]
               for which in ("seq", "ack"))


def phases(conn: Connection, phase: str) -> list[int]:
    return [n for n, s in conn.segments.items() if s["phase"] == phase]


def http_v_n(c: Claims, conn: Connection):
    name, facts = "000", conn.facts
    opened(c, name, conn)
    c.same("000: 12 segments", list(conn.segments), list(range(1, 13)))
    c.same("000: closed in three segments", facts["close"], "three-segments")
    c.same("000: the close is 10-12", phases(conn, "closing"), [10, 11, 12])
    c.same("000: the client closes", facts["closer"], "client")
    c.that("000: FIN and ACK are one in 11", "closes-and-acks-fin" in conn.tells(11),
           conn.tells(11))
    c.that("000: the request is in 4", "http-request" in conn.tells(4), conn.tells(4))
    c.that("000: the response begins in 6", "http-response" in conn.tells(6), conn.tells(6))
    c.that("000: its body is in 8",
           {"sends-more", "http-response"} & set(conn.tells(8)), conn.tells(8))
    c.same("000: 12 times offload", conn.findings.get("checksum-offload", {}).get("count"), 12)
    c.that("000: no wrong checksum", "checksum-wrong" not in conn.findings)
    fin = conn.segments[10]
    c.same("000: 75 is the FIN's number", (fin["seq"], fin["seq_next"], fin["length"]), (75, 76, 0))
    c.same("000: the last data octet is 74", facts["client_bytes"], 74)
    c.same("000: left in", (facts["client_state"], facts["server_state"]),
           ("TIME-WAIT", "CLOSED"))


def article_table(c: Claims, root: Path, conn: Connection):
    """The article's table, row by row; its row 11 is no packet, 12 and 13 are frames 11 and 12."""
    path = root / "tests/captures/000_http_v_n.connection-table.txt"
    rows = [line.split("\t") for line in path.read_text().splitlines()[2:]]
    frames = [*range(1, 11), None, 11, 12]
    for row, (frame, cells) in enumerate(zip(frames, rows), 1):
        if frame is None:
            continue
        segment, raw = conn.segments[frame], "_raw" if row <= 3 else ""
        direction = "C→S" if segment["from"] == "client" else "S→C"
        ack = segment[f"ack{raw}"]
        length = segment["length"]
        spread = f"{segment['seq']}:{segment['seq'] + length}" if length else "-"
        got = [direction, str(segment[f"seq{raw}"]), spread, str(length), str(ack)]
        wanted = [cells[0], cells[2], cells[3], cells[4], cells[5] if frame > 1 else "None"]
        c.same(f"000: the article's row {row} is frame {frame}", got, wanted)


def any_vvn(c: Claims, conn: Connection):
    facts = conn.facts
    opened(c, "001", conn)
    c.same("001: 11 frames", list(conn.segments), list(range(1, 12)))
    c.same("001: closed in four segments", facts["close"], "four-segments")
    c.same("001: the close is 8-11", phases(conn, "closing"), [8, 9, 10, 11])
    c.that("001: half-closed for 4.99 s", 4990 * MS <= (facts["half_closed_ns"] or 0) < 5000 * MS,
           facts["half_closed_ns"])
    ack = conn.tell(9, "close-confirmed")
    c.that("001: the FIN's ACK came after 40 ms", ack and 40 * MS < ack["ns"] < 41 * MS, ack)
    c.that("001: which is a delayed ACK", 9 in conn.findings.get("delayed-ack", {}).get("frames", []),
           list(conn.findings))
    c.that("001: half-close is a finding", "half-close" in conn.findings, list(conn.findings))
    c.same("001: 5 times offload", conn.findings.get("checksum-offload", {}).get("count"), 5)
    c.that("001: no wrong checksum", "checksum-wrong" not in conn.findings)


def loopback(c: Claims, conn: Connection):
    facts = conn.facts
    opened(c, "002", conn)
    c.same("002: 13 segments", list(conn.segments), list(range(1, 14)))
    c.same("002: the server speaks first", conn.segments[4]["from"], "server")
    ack = conn.segments[5]
    c.same("002: ack 15 confirms 14 octets", (ack["ack"], ack["ack_source_length"],
                                              ack["ack_source_base"]), (15, 14, 1))
    c.same("002: 14 octets are acknowledged", conn.tell(5, "acks").get("n"), 14)
    c.same("002: windows x256", (facts["client_window_shift"], ack["window"]), (8, 10233 * 256))
    c.same("002: MSS 65495", (facts["client_mss"], facts["server_mss"]), (65495, 65495))
    c.that("002: the checksums are right",
           not {"checksum-wrong", "checksum-offload"} & set(conn.findings), list(conn.findings))
    c.same("002: closed in four segments by the client", (facts["close"], facts["closer"]),
           ("four-segments", "client"))


def distinct(c: Claims, tcplens: str, capture: Path, conn: Connection):
    facts = conn.facts
    opened(c, "003", conn)
    c.same("003: 13 segments", list(conn.segments), list(range(1, 14)))
    c.same("003: the server closes first", facts["closer"], "server")
    c.same("003: and keeps TIME-WAIT", (facts["client_state"], facts["server_state"]),
           ("CLOSED", "TIME-WAIT"))
    text = subprocess.run([tcplens, "explain", "-S", "--lang=en", capture], capture_output=True,
                          check=False).stdout.decode()
    for number in (107490516, 2963356419, 107490517, 107490530, 2963356426):
        c.that(f"003: -S shows {number}", str(number) in text)


def hello(c: Claims, conn: Connection):
    facts = conn.facts
    opened(c, "004", conn)
    c.same("004: 10 frames", list(conn.segments), list(range(1, 11)))
    c.same("004: times are UTC", facts["start"], "2024-09-18T07:01:32.461594000Z")
    c.same("004: the round trip is 438 us", facts["handshake_ns"], 438_000)
    c.same("004: server 122 us, client 316 us",
           (facts["rtt_to_server_ns"], facts["rtt_to_client_ns"]), (122_000, 316_000))
    c.that("004: frame 7 is a plain ACK of 6",
           conn.segments[7]["phase"] == "data" and conn.tell(7, "acks").get("frame") == 6,
           conn.segments[7])
    c.same("004: the close is 8-10", (phases(conn, "closing"), facts["close"]),
           ([8, 9, 10], "three-segments"))
    c.same("004: 97 and 126 octets", (facts["client_bytes"], facts["server_bytes"]), (97, 126))
    c.that("004: the response took 2.6 ms", 2600_000 <= (facts["response_ns"] or 0) < 2650_000,
           facts["response_ns"])
    c.same("004: left in", (facts["client_state"], facts["server_state"]),
           ("TIME-WAIT", "CLOSED"))
    c.same("004: 4 times offload", conn.findings.get("checksum-offload", {}).get("count"), 4)


def main() -> int:
    tcplens, root = sys.argv[1], Path(sys.argv[2])
    captures, c = root / "tests/captures", Claims()
    stories = {}
    for name in ("000_http_v_n", "001_any_vvn", "002_loopback", "003_distinct_S", "004_hello"):
        connections = explain(tcplens, captures / f"{name}.pcap")
        c.same(f"{name}: one connection", list(connections), [1])
        stories[name] = connections.get(1)
    if None not in stories.values():
        http_v_n(c, stories["000_http_v_n"])
        article_table(c, root, stories["000_http_v_n"])
        any_vvn(c, stories["001_any_vvn"])
        loopback(c, stories["002_loopback"])
        distinct(c, tcplens, captures / "003_distinct_S.pcap", stories["003_distinct_S"])
        hello(c, stories["004_hello"])
    print(f"1..{c.count}")
    return c.failed != 0


if __name__ == "__main__":
    sys.exit(main())
