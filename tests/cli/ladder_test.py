# SPDX-License-Identifier: BSD-3-Clause
"""ladder_test.py PROGRAM - `tcplens ladder` from outside, as TAP: its forms, what it leaves out, its
complaints and exit statuses. What a ladder holds is src/picture's to test."""
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
EVIL = os.path.join(FOLDER, "evil.pcap")
SVG = "{http://www.w3.org/2000/svg}"
ENVIRONMENT = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "COLUMNS": "100"}


def run(*args, rc=0, stdin=None, **environment):
    done = subprocess.run([PROGRAM, "ladder", *args], input=stdin, capture_output=True,
                          check=False, env=ENVIRONMENT | environment)
    assert done.returncode == rc, (args, done.returncode, done.stderr)
    return done.stdout.decode().replace("\u00a0", " "), done.stderr.decode()


def complaint(*args):
    out, err = run(*args, rc=2)
    assert out == "" and err.startswith("tcplens: ") and err.count("\n") == 1, (args, err)
    return err[len("tcplens: "):-1]


def widest(out):
    return max(map(len, out.split("\n")))


def test_text():
    out, err = run(WEB)
    assert err == "" and out.startswith("Connection 1 ") and widest(out) <= 100, (out, err)
    for piece in ("├── SYN      seq 0 +1", "~LISTEN", " opening ──", "HTTP request GET /x", "TIME-WAIT",
                  "◀── FIN ACK  seq 39 +1"):
        assert piece in out, (piece, out)


def test_widths():
    for width in (40, 60, 80, 120):
        out, _ = run(WEB, f"--width={width}")
        assert widest(out) <= width and "SYN-RECEIVED" in out and "seq 0 +1" in out, out
    assert "too narrow" in complaint(WEB, "--width=39")


def test_characters():
    out, _ = run(WEB, LC_ALL="C")
    assert out.isascii() and "+-- SYN" in out, out
    assert "\033" not in run(WEB)[0]
    assert "\033[0;38;5;33m" in run(WEB, "--color=always")[0]
    assert "建立连接" in run(WEB, "--lang=zh")[0]


def test_svg():
    out, err = run(WEB, "-o", "svg")
    root = ET.fromstring(out)
    texts = ["".join(t.itertext()) for t in root.iter(SVG + "text")]
    assert err == "" and root.tag == SVG + "svg" and "prefers-color-scheme" in out
    assert "SYN-SENT" in texts and any("seq 0 +1" in t for t in texts), texts
    assert "<script" not in out and "href" not in out


def test_one_image():
    _, err = run(TWO, "-o", "svg")
    assert "connection 1 of 2" in err and "--conn" in err and "--hosts" in err, err
    for args in (("--conn", "2"), ("--hosts",), ("-q",)):
        assert run(TWO, "-o", "svg", *args)[1] == "", args
    out, _ = run(TWO, "--hosts", "-o", "svg")
    assert "#1" in out and "#2" in out and out.count("<svg") == 1


def test_html():
    out, _ = run(TWO, "-o", "html")
    assert out.startswith("<!DOCTYPE html>") and out.count("<svg") == 2
    assert "default-src 'none'" in out and "<script" not in out and "<title>two.pcap<" in out
    assert 'lang="zh"' in run(TWO, "-o", "html", "--lang=zh")[0]


def test_mermaid():
    out, _ = run(WEB, "-o", "mermaid")
    assert out.startswith("sequenceDiagram\n") and "    h0->>h1: SYN  seq 0 +1" in out, out


def test_hostile():
    for form in ("text", "svg", "html", "mermaid"):
        out, _ = run(EVIL, "-o", form, "--data")
        assert "\033" not in out and "\u202e" not in out, (form, out)
        assert form == "text" or "<img" not in out, (form, out)


def test_choices():
    assert run(WEB, "src port 80")[0] != run(WEB)[0]
    out, _ = run(WEB, "--from", "#4", "--to", "#5")
    assert "HTTP request" in out and "SYN-SENT" not in out, out
    assert run(WEB, "--from", "2500us", "--to", "0.0045")[0] == out
    assert run(TWO, "-Y", "tcp.stream == 1")[0] == run(TWO, "--conn", "2")[0]
    assert run(TWO, "-Y", "tcp.stream == 1", "-o", "svg")[0] == \
        run(TWO, "--conn", "2", "-o", "svg")[0]
    assert "the first of 2 connections that match" in run(TWO, "-Y", "tcp", "-o", "mermaid")[1]
    assert "seq 100 +1" in run(WEB, "-S")[0]
    assert "“GET /x HTTP/1.1" in run(WEB, "--data")[0]
    assert "… 7 segments not shown …" in run(WEB, "--max-rows=4")[0]
    with open(WEB, "rb") as f:
        assert run("-", stdin=f.read())[0] == run(WEB)[0]


def test_complaints():
    for args, words in (((), "draw what?"),
                        ((WEB, "--from", "soon"), "--from \"soon\""),
                        ((WEB, "--to", "#0"), "--to \"#0\""),
                        ((WEB, "--conn", "9"), "no connection 9"),
                        ((WEB, "--hosts", "--conn", "1"), "cannot be used together"),
                        ((WEB, "-f", "tcp", "port 80"), "two filters"),
                        ((WEB, TWO), "one capture at a time"),
                        ((WEB, "-o", "png"), "png"),
                        (("/nowhere.pcap",), "nowhere"),
                        ((WEB, "no such filter"), "filter")):
        said = complaint(*args)
        assert words in said, (args, said)
    assert 'did you mean "tcp.len"?' in run(WEB, "-Y", "tcp.lenn", rc=2)[1]


def test_damage():
    path = os.path.join(FOLDER, "cut.pcap")
    with open(WEB, "rb") as f, open(path, "wb") as to:
        to.write(f.read()[:-7])
    out, err = run(path, rc=1)
    assert "seq 0 +1" in out and err.startswith("tcplens: "), err


def test_help():
    out, _ = run("--help")
    for option in ("--hosts", "--fold", "--time", "--from", "--max-rows", "-o, --output"):
        assert option in out, option
    done = subprocess.run([PROGRAM, "help", "ladder"], capture_output=True, check=True)
    assert done.stdout.decode() == out


def main():
    evil = capture.conversation(request=b"GET /<img/src=x\033[2J\xe2\x80\xae HTTP/1.1\r\n\r\n",
                                answer=b"<img src=x onerror=alert(1)>\033]0;x\7")
    for path, frames in ((WEB, capture.conversation()), (EVIL, evil),
                         (TWO, capture.conversation() + capture.conversation(40002))):
        with open(path, "wb") as f:
            f.write(capture.pcap(frames))
    return capture.run_tests(globals())


if __name__ == "__main__":
    sys.exit(main())
