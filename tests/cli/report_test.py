# SPDX-License-Identifier: BSD-3-Clause
"""report_test.py PROGRAM - `tcplens report` from outside, as TAP: what a page holds and what it must
not, how it is written, complaints and exit statuses. How it looks is tests/web's to test."""
import base64
import html
import ipaddress
import json
import os
import re
import subprocess
import sys
import tempfile
import zlib

import capture

PROGRAM = os.path.abspath(sys.argv[1])
FOLDER = tempfile.mkdtemp()
WEB = os.path.join(FOLDER, "web.pcap")
TWO = os.path.join(FOLDER, "two.pcap")
EVIL = os.path.join(FOLDER, "<script>alert(1)<script>.pcap")
PAGE = os.path.join(FOLDER, "page.html")
ENVIRONMENT = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
DOCUMENT = re.compile(r'<script type="text/plain" data-document="([a-z]+/\d+)">([A-Za-z0-9+/=]*)</script>')
OVERVIEW = re.compile(r'<script type="application/json" id="overview">(.*?)</script>', re.S)


def run(*args, rc=0, stdin=None):
    done = subprocess.run([PROGRAM, "report", *args], input=stdin, capture_output=True, check=False,
                          env=ENVIRONMENT)
    assert done.returncode == rc, (args, done.returncode, done.stderr)
    return done.stdout.decode(), done.stderr.decode()


def complaint(*args):
    out, err = run(*args, rc=2)
    assert out == "" and err.startswith("tcplens: ") and err.count("\n") == 1, (args, err)
    return err[len("tcplens: "):-1]


def documents(page):
    found = {"overview": json.loads(OVERVIEW.search(page).group(1))}
    for name, deflated in DOCUMENT.findall(page):
        found[name] = json.loads(zlib.decompress(base64.b64decode(deflated), -15))
    return found


def report(*args, rc=0, stdin=None):
    return documents(run(*args, "-o", "-", rc=rc, stdin=stdin)[0])


def rows(document, key="rows"):
    table = document[key]
    return [dict(zip(table["columns"], row)) for row in table["rows"]]


def text(document, number):
    return document["texts"][number]["en"]


def test_overview():
    overview = report(TWO)["overview"]
    first, second = rows(overview, "connections")
    assert overview["format"] == 1 and overview["title"] == "two.pcap" and not overview["live"]
    assert overview["frames"] == overview["segments"] == overview["frames_listed"], overview
    assert (first["number"], second["number"]) == (1, 2) and first["detail"] and second["detail"]
    assert text(overview, first["opened"]) == "three-way handshake", overview["texts"]
    assert overview["texts"][first["opened"]]["zh"] == "三次握手"
    assert first["segments_out"] + first["segments_in"] == overview["segments"] // 2
    assert first["octets_out"] > 0 and first["states"] == "TIME-WAIT / CLOSED"


def test_connection():
    found = report(WEB)
    story = found["connection/1"]
    table = rows(story)
    assert [row["flags"] for row in table[:3]] == ["SYN", "SYN ACK", "ACK"]
    assert table[0]["client_state"] == "SYN-SENT" and table[0]["ack"] is None
    assert "asks to open" in text(story, table[0]["note"]) and table[0]["time"] == 0
    assert story["head"][0]["label"]["zh"] == "时间" and story["rows_left_out"] == 0
    for language in ("en", "zh"):
        assert story["ladder"][language].startswith("<svg"), story["ladder"]
        assert story["graphs"][0]["svg"][language].startswith("<svg")
    assert story["graphs"][0]["kind"] == "time-sequence"
    for finding in story["findings"]:
        assert finding["title"]["en"] and finding["text"]["zh"] and finding["confidence"]["en"]


def test_frames_and_trees():
    found = report(WEB)
    overview, listed = found["overview"], rows(found["frames/0"])
    assert len(listed) == overview["frames"] and [f["number"] for f in listed][:2] == [1, 2]
    assert "[SYN]" in listed[0]["info"] and listed[0]["connection"] == 1
    assert set(found["frames/0"]["colors"][listed[0]["color"]]) == {"name", "foreground", "background"}
    tree = found["trees/0"]["trees"][listed[0]["tree"]]
    octets = base64.b64decode(tree["octets"])
    items = rows(tree, "items")
    assert tree["frame"] == 1 and len(octets) == tree["shown"] <= tree["size"]
    port = next(i for i in items if i["field"] == "tcp.dstport")
    assert int.from_bytes(octets[port["start"]:port["start"] + port["size"]], "big") == 80
    assert port["text"] == "Destination Port: 80" and port["depth"] == 1


def test_payload_only_if_asked_for():
    for args, there in (((), False), (("--payload",), True), (("--payload", "--redact"), False)):
        found = report(WEB, *args)
        everything = json.dumps(found)
        octets = b"".join(base64.b64decode(t["octets"]) for t in found["trees/0"]["trees"])
        assert ("GET /x" in everything) == there and (b"GET /x" in octets) == there, args
        assert ("HTTP/1.1" in everything) == there
        assert found["overview"]["payload"] == ("--payload" in args)
    assert any("--payload" in t["en"] for t in report(WEB)["overview"]["left_out"])


def test_redacted():
    plain, once = run(WEB, "-o", "-")[0], run(WEB, "--redact", "-o", "-")[0]
    again, keyed = run(WEB, "--redact", "-o", "-")[0], run(WEB, "--redact", "--redact-key=k", "-o", "-")[0]
    assert once != again and keyed == run(WEB, "--redact", "--redact-key=k", "-o", "-")[0]
    before, after = documents(plain), documents(keyed)
    old, new = (rows(d["overview"], "connections")[0] for d in (before, after))
    client, server = (old[side].rsplit(":", 1)[0] for side in ("client", "server"))
    everything = json.dumps(after)
    assert client not in everything and server not in everything and "web.pcap" not in keyed
    assert ipaddress.ip_address(client).packed not in base64.b64decode(
        after["trees/0"]["trees"][0]["octets"])
    assert old["client"].rsplit(":", 1)[1] == new["client"].rsplit(":", 1)[1]
    for column in ("health", "severity", "states", "segments_out", "octets_in", "duration_ns"):
        assert old[column] == new[column], column
    strip = [[row["flags"], row["seq"], row["note"] is None] for row in rows(before["connection/1"])]
    assert strip == [[row["flags"], row["seq"], row["note"] is None]
                     for row in rows(after["connection/1"])]
    assert after["overview"]["redacted"] and "redact" in complaint(WEB, "--redact-key=k")


def test_harmless():
    for args in ((EVIL, "--payload"), (EVIL, "--title=</script><script>alert(2)</script>")):
        page = run(*args, "-o", "-")[0]
        data = page[page.index('id="overview">'):page.rindex("<script")]
        scripts = re.findall(r"<script[^>]*>", page)
        assert "<script>" not in data and "<img" not in data
        assert all('type="application/json"' in s or 'type="text/plain"' in s for s in scripts[:-1])
        assert "default-src 'none'" in page and "unsafe-inline" not in page
    found = report(EVIL, "--payload")
    assert "<img" in json.dumps(found["connection/1"]) or "<img" in json.dumps(found["frames/0"])
    assert found["overview"]["title"] == os.path.basename(EVIL)
    assert html.escape("<img src=x") in found["connection/1"]["ladder"]["en"] or \
        "<img" not in found["connection/1"]["ladder"]["en"]


def test_limits():
    few = report(TWO, "--max-told=1", "--max-frames=5", "--max-trees=3")
    overview = few["overview"]
    assert [c["detail"] for c in rows(overview, "connections")].count(True) == 1
    assert overview["frames_listed"] == 5 and len(few["trees/0"]["trees"]) == 3
    said = " ".join(t["en"] for t in overview["left_out"])
    for option in ("--max-told", "--max-frames", "--max-trees"):
        assert option in said, said
    err = run(TWO, "--max-told=1", "-o", "-")[1]
    assert "1 of 2 connections" in err, err
    assert run(TWO, "--max-told=1", "-q", "-o", "-")[1] == ""


def test_written_whole_or_not_at_all():
    before = set(os.listdir(FOLDER))
    run(WEB, "-o", PAGE)
    assert set(os.listdir(FOLDER)) == before | {"page.html"}
    with open(PAGE, encoding="utf-8") as f:
        page = f.read()
    assert page == run(WEB, "-o", "-")[0]
    complaint(os.path.join(FOLDER, "none.pcap"), "-o", PAGE)
    complaint(WEB, "nonsense filter", "-o", PAGE)
    with open(PAGE, encoding="utf-8") as f:
        assert f.read() == page
    assert set(os.listdir(FOLDER)) == before | {"page.html"}
    complaint(WEB, "-o", os.path.join(FOLDER, "no", "such", "folder.html"))
    run(WEB, "-o", "/dev/null")


def test_standard_input():
    with open(TWO, "rb") as f:
        piped = report("-", stdin=f.read())
    filed = report(TWO)
    piped["overview"]["title"] = filed["overview"]["title"]
    assert piped == filed


def test_damage():
    path = os.path.join(FOLDER, "cut.pcap")
    with open(WEB, "rb") as f, open(path, "wb") as to:
        to.write(f.read()[:-7])
    out, err = run(path, "-o", "-", rc=1)
    overview = documents(out)["overview"]
    assert err.startswith("tcplens: ") and "ends early" in overview["complaints"][0]["en"], err
    assert rows(overview, "connections")[0]["detail"]


def test_usage():
    assert "report what?" in complaint()
    assert "one capture at a time" in complaint(WEB, TWO)
    assert "two filters" in complaint(WEB, "tcp", "-f", "udp")
    out, _ = run("--help")
    for option in ("--redact-key", "--payload", "--max-trees", "-o, --output"):
        assert option in out, option


def main():
    evil = capture.conversation(request=b"GET /<img/src=x\033[2J HTTP/1.1\r\nHost: <script>\r\n\r\n",
                                answer=b"<img src=x onerror=alert(1)></script>\033]0;x\7")
    for path, frames in ((WEB, capture.conversation()), (EVIL, evil),
                         (TWO, capture.conversation() + capture.conversation(40002))):
        with open(path, "wb") as f:
            f.write(capture.pcap(frames))
    return capture.run_tests(globals())


if __name__ == "__main__":
    sys.exit(main())
