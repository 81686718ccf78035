# SPDX-License-Identifier: BSD-3-Clause
"""graph_test.py PROGRAM - `tcplens graph` from outside, as TAP: what it chooses, its forms, its
complaints and exit statuses. What a record keeps and an axis shows is src/plot's to test."""
import csv
import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

import capture

PROGRAM = os.path.abspath(sys.argv[1])
FOLDER = tempfile.mkdtemp()
WEB = os.path.join(FOLDER, "web.pcap")
TWO = os.path.join(FOLDER, "two.pcap")
LONG = os.path.join(FOLDER, "long.pcap")
SVG = "{http://www.w3.org/2000/svg}"
KINDS = ("time-sequence", "throughput", "rtt", "in-flight", "window")
ENVIRONMENT = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "COLUMNS": "100", "LINES": "30"}


def run(*args, rc=0, stdin=None, **environment):
    done = subprocess.run([PROGRAM, "graph", *args], input=stdin, capture_output=True,
                          check=False, env=ENVIRONMENT | environment)
    assert done.returncode == rc, (args, done.returncode, done.stderr)
    return done.stdout.decode().replace("\u00a0", " "), done.stderr.decode()


def complaint(*args):
    out, err = run(*args, rc=2)
    assert out == "" and err.startswith("tcplens: ") and err.count("\n") == 1, (args, err)
    return err[len("tcplens: "):-1]


def transfer(segments, port=40000, size=1000, again=()):
    """A download without an end: a request, and segments of which some are sent again."""
    frames = capture.conversation(port)[:4]
    for i in range(segments):
        seq = 501 + i * size
        for flags in (capture.ACK, capture.ACK | capture.PSH)[:2 if i in again else 1]:
            frames.append(capture.tcp(flags, seq, 130, b"x" * size, to_server=False, port=port))
        frames.append(capture.tcp(capture.ACK, 130, seq + size, port=port))
    return frames


def test_text():
    out, err = run(WEB)
    assert err == "" and "10.0.0.2:80" in out.split("\n")[0], (out, err)
    for piece in ("SYN", "FIN", "sequence number (B)", "time since the first segment (ms)", "┤", "└┬"):
        assert piece in out.replace("└─┬", "└┬"), (piece, out)


def test_sizes():
    for width, height in ((40, 24), (80, 20), (120, 50)):
        for kind in KINDS:
            out, _ = run(kind, LONG, f"--width={width}", f"--height={height}", "-q")
            lines = out.split("\n")
            assert max(map(len, lines)) <= width, (kind, width, out)
            assert len(lines) == height, (kind, height, len(lines), out)
    assert len(run(WEB, LINES="24")[0].split("\n")) <= 24


def test_characters():
    out, _ = run(LONG, "-q", LC_ALL="C")
    assert out.isascii() and "+--" in out, out
    assert "\033" not in run(LONG)[0]
    assert "\033[0;38;5;33m" in run(LONG, "--color=always")[0]
    assert "时间与序列号" in run(LONG, "--lang=zh")[0]


def test_choice():
    out, err = run(TWO)
    assert "10.0.0.1:40002" in out and "connection 2 of 2" in err and "--conn" in err, (out, err)
    assert "10.0.0.1:40000" in run(TWO, "--conn=1")[0]
    assert run(TWO, "--conn=2")[1] == "" and run(TWO, "-q")[1] == ""
    first = run(TWO, "--from=initiator", "-q")[0].split("\n")[0]
    assert first.startswith("Time and sequence numbers: 10.0.0.1:40002 (client)"), first
    assert "10.0.0.1:40000" in run(TWO, "port 40000")[0]
    assert "10.0.0.1:40000" in run(TWO, "-Y", "http.response")[0]
    assert run(TWO, "-Y", "tcp.port == 40002")[0] == out


def test_standard_input():
    with open(TWO, "rb") as f:
        octets = f.read()
    out, err = run("-", stdin=octets)
    assert "10.0.0.1:40000" in out and "the first one" in err, (out, err)
    assert run("-", "--conn=2", "-q", stdin=octets)[0] == run(TWO, "-q")[0]
    assert "read twice" in run("-", "-Y", "tcp", stdin=octets, rc=2)[1]
    assert "side" in run("-", "-o", "xpl", stdin=octets, rc=2)[1]


def test_svg():
    for kind in KINDS:
        out, _ = run(kind, LONG, "-o", "svg")
        root = ET.fromstring(out)
        texts = ["".join(t.itertext()) for t in root.iter(SVG + "text")]
        assert root.tag == SVG + "svg" and "prefers-color-scheme" in out
        assert "R" in texts and any("10.0.0.2:80 (server)" in t for t in texts), (kind, texts)
        assert "<script" not in out and "href" not in out and len(out) < 1 << 20


def test_tooltips():
    root = ET.fromstring(run(LONG, "-o", "svg")[0])
    titles = [t.text for t in root.iter(SVG + "title")]
    assert any("R: sent again" in t and t.startswith("#") for t in titles), titles


def test_csv():
    rows = list(csv.DictReader(run(LONG, "-o", "csv")[0].splitlines()))
    assert len(rows) == len(transfer(3000, again=(7, 1500))), len(rows)
    assert {r["from"] for r in rows} == {"client", "server"}
    assert [r["marks"] for r in rows if "retransmission" in r["marks"]] == ["retransmission"] * 2
    assert rows[0]["flags"] == "S" and rows[0]["seq"] == "0" and rows[0]["ack"] == ""
    assert max(int(r["next_seq"]) for r in rows) == 3000001
    only = list(csv.DictReader(run(LONG, "-o", "csv", "--from=responder")[0].splitlines()))
    assert {r["from"] for r in only} == {"server"}


def test_xpl():
    out, _ = run(LONG, "-o", "xpl")
    assert out.startswith("dtime signed\ntitle\n10.0.0.2:80_==>_10.0.0.1:40000 (time sequence graph)\n")
    assert out.endswith("\ngo\n") and out.count("\nR\n") == 2
    for kind in KINDS[1:]:
        assert run(kind, LONG, "-o", "xpl")[0].endswith("\ngo\n")


def test_names_of_kinds():
    for short, name in (("tseq", "time-sequence"), ("tput", "throughput"), ("flight", "in-flight"),
                        ("win", "window")):
        assert run(short, WEB)[0] == run(name, WEB)[0]
    assert run(WEB)[0] == run("time-sequence", WEB)[0]


def test_complaints():
    for args, words in (((), "plot what?"), (("rtt",), "plot what?"),
                        ((WEB, "--conn", "9"), "no connection 9"),
                        ((WEB, "port 1"), "no TCP connection"),
                        ((WEB, "-f", "tcp", "port 80"), "two filters"),
                        ((WEB, TWO), "one capture at a time"),
                        ((WEB, "-o", "png"), "png"), ((WEB, "--from", "me"), "me"),
                        (("/nowhere.pcap",), "nowhere"), ((WEB, "--width=39"), "39"),
                        ((TWO, "-Y", "tcp.port == 1"), "display filter"),
                        ((WEB, "no such filter"), "filter")):
        said = complaint(*args)
        assert words in said, (args, said)


def test_damage():
    path = os.path.join(FOLDER, "cut.pcap")
    with open(LONG, "rb") as f, open(path, "wb") as to:
        to.write(f.read()[:-7])
    for form in ("text", "svg", "csv", "xpl"):
        out, err = run(path, "-o", form, rc=1)
        assert len(out) > 1000 and err.startswith("tcplens: "), (form, err)


def test_help():
    out, _ = run("--help")
    for word in (*KINDS, "--from", "--conn", "--height", "-o, --output"):
        assert word in out, word
    done = subprocess.run([PROGRAM, "help", "graph"], capture_output=True, check=True)
    assert done.stdout.decode() == out


def main():
    long = transfer(3000, again=(7, 1500))
    for path, frames in ((WEB, capture.conversation()), (LONG, long),
                         (TWO, capture.conversation() + transfer(20, port=40002))):
        with open(path, "wb") as f:
            f.write(capture.pcap(frames))
    return capture.run_tests(globals())


if __name__ == "__main__":
    sys.exit(main())
