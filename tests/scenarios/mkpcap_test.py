#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""mkpcap_test - mkpcap's octets and its messages, against what is known without it."""
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(sys.argv[1])
ENDS = "end C 10.0.0.1:1000 isn 100\nend S 10.0.0.2:80 isn 4294967295\n"
# What is wrong, and the message that must say so, with line and column.
MISTAKES = [
    (ENDS + "0 C > X 0:0(0)", "3:7: flags are letters of FSRP.UEW, or '-', not 'X'"),
    (ENDS + "0 C > S 0:9(8)", "3:9: from 0 to 9 it is not 8"),
    (ENDS + "0 C > S", "3:8: the range START:END(LENGTH) is missing"),
    (ENDS + "0 Q > S 0:0(0)", "3:3: the sender must be one of C, S, not 'Q'"),
    (ENDS + "x C > S 0:0(0)", "3:1: a line's first word must be one of"),
    (ENDS + "0 C > . 1:5(4) ack 1 \"abc\"", "3:22: the range has 4 octets, these are 3"),
    (ENDS + "0 C > . 1:5(4) ack 1 \"abc", "3:22: the text has no end"),
    (ENDS + "0 C > . 1:2(1) ack 1 0xa", "3:22: '0xa' is no even number of hex digits"),
    (ENDS + "0 C > S 0:0(0) win 65536", "3:20: the window must be a number from 0 to 65535"),
    (ENDS + "0 C > S 0:0(0) <mss 1 wscale 2>", "3:23: ',' is missing"),
    (ENDS + "0 C > S 0:0(0) <mss 1", "3:22: ',' is missing"),
    (ENDS + "0 C > S 0:0(0) <kind 1 0x" + 41 * "00" + ">", "the options take 44 octets, 40"),
    (ENDS + "0 C > S 0:0(0) maybe", "3:16: 'maybe' makes no sense here"),
    (ENDS + "0 copy 1", "3:8: a frame number must be a number from 0 to 0"),
    (ENDS + "0 C > icmp frag-needed 1 about 0", "3:32: "),
    ("end C 10.0.0.1 isn 1", "1:7: '10.0.0.1' is no ADDRESS:PORT"),
    (ENDS + "end D 10.0.0.3:1", "3:5: a script has two ends"),
    (ENDS, "1:1: the script has no captured frame"),
]


def mkpcap(text: str) -> subprocess.CompletedProcess:
    with tempfile.NamedTemporaryFile("w", suffix=".pkt") as script:
        script.write(text)
        script.flush()
        return subprocess.run([ROOT / "tools/mkpcap", script.name, "-o", "-"],
                              capture_output=True, check=False)


def frames(savefile: bytes) -> list[tuple[int, bytes]]:
    """(time in ns since the first, octets) of each record."""
    out, at = [], 24
    while at < len(savefile):
        seconds, ns, caplen, _ = struct.unpack_from("<IIII", savefile, at)
        out.append((seconds * 10**9 + ns, savefile[at + 16 : at + 16 + caplen]))
        at += 16 + caplen
    return [(t - out[0][0], octets) for t, octets in out]


def folded(octets: bytes) -> int:
    total = sum(struct.unpack(f">{len(octets) // 2}H", octets))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return total


def main() -> int:
    checks: list[tuple[str, bool]] = []
    for text, message in MISTAKES:
        run = mkpcap(text)
        error = run.stderr.decode()
        checks.append((message, run.returncode == 2 and message in error))
    run = mkpcap(ENDS + '0.5 C > P. -1:4(5) ack 0 win 7 <nop,nop,TS val 1 ecr 2> "hi" ... // note\n'
                        "+.000000001 S > . 1:1(0) ack #4 checksum partial cut 60\n0.1 copy 1\n")
    got = frames(run.stdout)
    checks.append(("three frames", len(got) == 3))
    first, second = got[0][1], got[1][1]
    checks += [
        ("times", [t for t, _ in got] == [0, 1, -400000000]),
        ("copied", got[2][1] == first),
        ("IP checksum", folded(first[14:34]) == 0xFFFF),
        ("relative numbers", struct.unpack(">II", first[38:46]) == (99, 4294967295)),
        ("a number that wraps", struct.unpack(">I", second[38:42]) == (0,)),
        ("an absolute number", struct.unpack(">I", second[42:46]) == (4,)),
        ("payload", first[66:] == b"hiwxy"),
        ("TCP checksum", folded(first[26:34] + struct.pack(">HH", 6, 37) + first[34:] + b"\0")
         == 0xFFFF),
        ("partial checksum", struct.unpack(">H", second[50:52])[0]
         == folded(second[26:34] + struct.pack(">HH", 6, 20))),
    ]
    for number, (name, good) in enumerate(checks, 1):
        print(f"{'ok' if good else 'not ok'} {number} - {name}")
    print(f"1..{len(checks)}")
    return not all(good for _, good in checks)


if __name__ == "__main__":
    sys.exit(main())
