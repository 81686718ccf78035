# SPDX-License-Identifier: BSD-3-Clause
"""follow_test.py PROGRAM - `tcplens follow` from outside, as TAP: which connection, the forms of
output, what is missing, sent again or hostile, complaints and exit statuses."""
import base64
import gzip
import json
import os
import subprocess
import sys
import tempfile

import capture
from capture import ACK, FIN, PSH, RST, tcp

PROGRAM = os.path.abspath(sys.argv[1])
FOLDER = tempfile.mkdtemp()
FILE = os.path.join(FOLDER, "web.pcap")
TWO = os.path.join(FOLDER, "two.pcap")
REQUEST = b"GET /x HTTP/1.1\r\nHost: a\r\n\r\n"
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"


def run(*args, rc=0, stdin=None, lang="C.UTF-8"):
    env = {**os.environ, "LC_ALL": lang, "COLUMNS": "60"}
    done = subprocess.run([PROGRAM, "follow", *args], input=stdin, capture_output=True, check=False,
                          env=env)
    assert done.returncode == rc, (args, done.returncode, done.stderr)
    return done.stdout, done.stderr.decode()


def text(*args, **how):
    out, err = run(*args, **how)
    assert err == "", err
    return out.decode()


def complaint(*args, **how):
    out, err = run(*args, rc=2, **how)
    assert out == b"" and err.startswith("tcplens: ") and err.count("\n") == 1, err
    return err[len("tcplens: "):-1]


def write(name, frames):
    path = os.path.join(FOLDER, name)
    with open(path, "wb") as f:
        f.write(capture.pcap(frames))
    return path


def to_server(seq, data, ack=501, flags=PSH | ACK):
    return tcp(flags, seq, ack, data)


def to_client(ack, data=b"", seq=501, flags=ACK):
    return tcp(flags, seq, ack, data, to_server=False)


def again(frame, identification):
    """Sent again, not captured again."""
    return frame[:18] + bytes([0, identification]) + frame[20:]


OPENING = capture.conversation()[:3]


def test_turns():
    assert text(FILE) == """\
Connection 1   10.0.0.1:40000 (client) → 10.0.0.2:80 (server)

── client · 0.003000 s · frame 4 · 28 bytes ────────────────
GET /x HTTP/1.1
Host: a


── server · 0.005000 s · frame 6 · 38 bytes ────────────────
HTTP/1.1 200 OK
Content-Length: 0

[the client has said all: FIN in frame 8]
[the server has said all: FIN in frame 9]
"""
    assert text(FILE, "1") == text("-r", FILE, "--conn", "1") == text(FILE)
    assert "帧 4 · 28 字节" in text(FILE, "--lang", "zh")
    assert "-- client * 0.003000 s" in text(FILE, "--ascii")
    assert "\x1b[0;38;5;33mGET" in text(FILE, "--color", "always")


def test_which_connection():
    assert complaint(TWO) == (
        f"{TWO} has 2 connections: which? Name its number, 1 to 2; \"tcplens flows\" lists them, and "
        "a filter may leave only one")
    assert complaint(TWO, "3") == \
        f"{TWO} has no connection 3: there are 2; \"tcplens flows\" lists them"
    assert complaint(TWO, "--stream", "2") == \
        f"{TWO} has no stream 2: there are 2 connections, and streams count from 0"
    assert complaint(FILE, "7") == \
        f"{FILE} has no connection 7: there is only 1; \"tcplens flows\" lists them"
    assert "no TCP connection that passes the filter" in complaint(FILE, "port 9")
    assert complaint("-", stdin=capture.pcap(OPENING)).startswith("which connection?")
    second = text(TWO, "2")
    assert "second" in second and "GET" not in second
    assert second == text(TWO, "--stream", "1")
    assert text(TWO, "port", "41000") == text(TWO, "-f", "port 41000") == \
        second.replace("Connection 2", "Connection 1")
    assert text(TWO, "--all").count("Connection") >= 2
    with open(TWO, "rb") as f:
        octets = f.read()
    assert text("-", "2", stdin=octets) == second
    with open(TWO + ".gz", "wb") as f:
        f.write(gzip.compress(octets))
    assert text(TWO + ".gz", "2") == second


def test_display_filter():
    assert text(TWO, "-Y", "tcp.port == 41000") == text(TWO, "2")
    assert text(TWO, "-Y", 'http.request.uri == "/x"') == text(TWO, "1")
    assert complaint(TWO, "-Y", "tcp.flags.syn") == (
        "more than one connection has a packet that matches, 1 and 2 to begin with: which? Name its "
        "number")
    assert complaint(TWO, "-Y", "tcp.port == 9") == \
        f"none of the 2 connections of {TWO} has a packet that matches"
    assert complaint(TWO, "-Y", "tcp", "--all") == \
        "--display-filter and --all cannot be used together"
    assert run(TWO, "-Y", "tcp.nonsense", rc=2)[1].startswith("tcplens: -Y: ")


def test_forms():
    assert run(FILE, "-o", "raw", "--only", "client") == (REQUEST, "")
    assert run(FILE, "-o", "raw", "--only", "server") == (ANSWER, "")
    assert "00000010  48 6f 73 74 3a 20 61 0d  0a 0d 0a" not in text(FILE, "-o", "hex")
    assert "\n00000010  0a 48 6f 73 74 3a 20 61  0d 0a 0d 0a " in text(FILE, "-o", "hex")
    assert "GET" not in text(FILE, "--only", "server")
    assert text(FILE, "-o", "c").startswith(
        "/* connection 1, frames 4 to 4 */\nstatic const unsigned char conn1_client_0[28] = {\n"
        "    0x47, 0x45, 0x54,")
    yaml = text(FILE, "-o", "yaml")
    assert yaml.startswith("peers:\n  - peer: 0\n    host: 10.0.0.1\n    port: 40000\n")
    assert base64.b64encode(ANSWER).decode() in yaml.replace("\n      ", "")
    objects = [json.loads(line) for line in text(FILE, "-o", "json").splitlines()]
    assert [o["type"] for o in objects] == ["said", "said", "said-note", "said-note"]
    assert objects[0]["text"].encode() == REQUEST and objects[0]["base64"] is None
    assert (objects[1]["side"], objects[1]["bytes"], objects[1]["offset"]) == ("server", 38, 0)
    assert [o["note"] for o in objects[2:]] == ["fin", "fin"]


def test_most():
    out = text(FILE, "--max-octets", "3", "--width", "0")
    assert "\nGET\n" in out and "HTT\n" in out
    assert "[25 bytes more of the client are not shown; see --max-octets]" in out


def test_missing_and_again():
    path = write("lost.pcap", OPENING + [
        to_server(101, b"aaaa"), again(to_server(101, b"aaaa"), 7), again(to_server(101, b"aXXa"), 8),
        to_server(110, b"cccc"), to_client(114), to_server(120, b"eeee"), to_client(118, b"yes")])
    out = text(path, "--width", "0")
    for part in ("aaaa\n[5 bytes are missing here: not captured, but frame 8 acknowledges what",
                 "cccc\n[the client sends 8 bytes again, in 2 segments: frames 5–6]\n"
                 "[frames 6 and 4 differ in 2 bytes; those of frame 4 are shown]\n",
                 "[6 bytes are missing here: not captured]\neeee\n"):
        assert part in out, (part, out)
    raw, err = run(path, "-o", "raw", "--only", "client")
    assert raw == b"aaaacccceeee" and err == \
        "tcplens: 11 bytes are missing, and nothing stands in their place\n"
    assert run(path, "-q", "-o", "raw", "--only", "client") == (raw, "")
    notes = [json.loads(line) for line in text(path, "-o", "json").splitlines()]
    assert [n["reason"] for n in notes if n.get("note") == "missing"] == \
        ["acknowledged", "capture-end"]
    assert "# bytes missing: 5\n" in text(path, "-o", "yaml")


def test_order():
    path = write("order.pcap", OPENING + [to_server(105, b"bbbb"), to_server(101, b"aaaa"),
                                          to_server(109, b"\xe4\xb8"), to_server(111, b"\xad!\n")])
    assert "\naaaabbbb中!\n" in text(path)


def test_hostile():
    data = b"\x1b]0;title\x07\x9b31m\rover\tx\xff\n\xe2\x80\xaeright\n"
    path = write("hostile.pcap", OPENING + [to_server(101, data)])
    for form in ("text", "hex", "c", "yaml", "json"):
        out = run(path, "-o", form)[0]
        assert not any(c in out for c in (b"\x1b", b"\x07", b"\r", b"\xe2\x80\xae"))
    assert ".]0;title..31m.over\tx.\n...right\n" in text(path)
    assert run(path, "-o", "raw", "--only", "client")[0] == data


def test_resets_and_what_is_behind_a_fin():
    path = write("reset.pcap", OPENING + [
        to_server(101, b"aaaa", flags=FIN | ACK), to_server(106, b"more"),
        to_client(106, b"because", flags=RST | ACK)])
    out = text(path, "--width", "0")
    assert "[the client sends 4 bytes behind its FIN, not shown: frame 5]" in out
    assert "[the server resets the connection: frame 6]" in out and "because" not in out


def test_as_tshark():
    rule = "=" * 67 + "\n"
    assert text(FILE, "-z", "follow,tcp,ascii,0") == (
        f"\n{rule}Follow: tcp,ascii\nFilter: tcp.stream eq 0\nNode 0: 10.0.0.1:40000\n"
        f"Node 1: 10.0.0.2:80\n28\n{REQUEST.decode()}\n\t38\n{ANSWER.decode()}\n{rule}")
    assert f"\t{ANSWER.hex()}\n" in text(FILE, "-z", "follow,tcp,raw,0,2")
    assert REQUEST.hex() not in text(FILE, "-z", "follow,tcp,raw,0,2-9")
    assert "Node 0: :0\n" in text(FILE, "-z", "follow,tcp,hex,9")
    done = subprocess.run([PROGRAM, "show", "-q", "-r", FILE, "-z", "follow,tcp,ascii,0"],
                          capture_output=True, check=True)
    assert done.stdout.decode() == text(FILE, "-z", "follow,tcp,ascii,0")
    for words in ("follow,udp,ascii,0", "follow,tcp,foo,0", "follow,tcp,ascii", "follow,tcp,ascii,",
                  "follow,tcp,ascii,0,0", "follow,tcp,ascii,0,3-2", "follow,tcp,ascii,0,2-",
                  "follow,tcp,ascii,99999999999999999999", "follow,tcp,ascii,0x"):
        assert complaint(FILE, "-z", words).startswith(f"-z {words}: it should be follow,tcp,MODE,")


def answer(body, *fields):
    return b"\r\n".join([b"HTTP/1.1 200 OK", b"Content-Length: %d" % len(body), *fields, b"", body])


def test_http():
    packed = gzip.compress(b"unpacked\n")
    answers = (answer(packed, b"Content-Encoding: gzip") + answer(b"\0\1", b"Content-Type: a/b") +
               b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nch\r\n4\r\nunks\r\n0\r\n\r\n" +
               b"HTTP/1.1 200 OK\r\n\r\nuntil the end")
    path = write("http.pcap", capture.conversation(
        request=b"GET /a/../.x%2f?q HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\n\r\n" * 2, answer=answers))
    out = text(path, "--http", "--width", "0")
    assert "client, message 4 · 0.003000 s · frame 4 · body of 0 bytes" in out
    for part in ("Encoding: gzip\n\nunpacked\n", "[2 bytes that are no text, a/b: --bodies saves them]",
                 "chunked\n\nchunks\n", "OK\n\nuntil the end\n"):
        assert part in out, (part, out)
    messages = [json.loads(line) for line in text(path, "--http", "-o", "json").splitlines()]
    assert [m["text"] for m in messages[4:]] == ["unpacked\n", None, "chunks", "until the end"]
    assert all(m["whole"] and m["decoded"] for m in messages)
    assert (messages[0]["method"], messages[0]["target"]) == ("GET", "/a/../.x%2f?q")
    assert "server, message 4" in text(path, "--http", "--only", "server")
    assert run(TWO, "2", "--http")[1].startswith("tcplens: 12 bytes were left out")
    assert complaint(path, "--http", "-o", "c") == "messages are shown as text or JSON only"


def test_bodies():
    folder, other = os.path.join(FOLDER, "bodies"), os.path.join(FOLDER, "other")
    path = write("bodies.pcap", capture.conversation(
        request=b"PUT /a/../.x%2f?q HTTP/1.1\r\nContent-Length: 2\r\n\r\nup"
                b"GET / HTTP/1.1\r\n\r\nGET /.. HTTP/1.1\r\n\r\n",
        answer=answer(b"one") + answer(b"two") + answer(b"three")))
    assert text(path, "--bodies", folder) == (
        "           2  1-1-request-_x_2f\n           3  1-1-_x_2f\n"
        "           3  1-2-index\n           5  1-3-_.\n")
    assert sorted(os.listdir(folder)) == ["1-1-_x_2f", "1-1-request-_x_2f", "1-2-index", "1-3-_."]
    os.mkdir(other)
    with open(os.path.join(other, "victim"), "w", encoding="ascii") as f:
        f.write("safe")
    os.symlink("victim", os.path.join(other, "1-2-index"))
    os.symlink("nowhere", os.path.join(other, "1-3-_."))
    assert "1-1-2-index" in text(path, "--bodies", other)
    with open(os.path.join(other, "victim"), encoding="ascii") as f:
        assert f.read() == "safe"
    assert not os.path.exists(os.path.join(other, "nowhere"))
    assert "no HTTP message with a body was found" in run(TWO, "1", "--bodies", other)[1]
    assert complaint(path, "--bodies", path).startswith(f"--bodies {path}: cannot be opened: ")


def test_complaints():
    assert complaint().startswith("follow what? Name a capture file")
    assert complaint(FILE, "-o", "raw") == \
        "-o raw: which side's bytes? Say --only client or --only server"
    assert "place for more than one connection" in complaint(TWO, "--all", "-o", "yaml")
    assert complaint(FILE, "--conn", "1", "--all") == "--conn and --all cannot be used together"
    assert complaint(FILE, "-z", "follow,tcp,raw,0", "-o", "c") == \
        "-z and --output cannot be used together"
    assert complaint(FILE, "nonsense").endswith("(taken as a filter, since it is no number)")
    assert "cannot be opened" in complaint(os.path.join(FOLDER, "none.pcap"))
    with open(FILE, "rb") as f:
        octets = f.read()
    cut = os.path.join(FOLDER, "cut.pcap")
    with open(cut, "wb") as f:
        f.write(octets[:-5])
    out, err = run(cut, rc=1)
    assert b"GET /x" in out and "cut" in err, err


def test_help():
    assert text("--help").startswith("Usage: tcplens follow ")
    done = subprocess.run([PROGRAM, "help", "follow"], capture_output=True, check=True)
    assert done.stdout.decode() == text("--help")


def main():
    with open(FILE, "wb") as f:
        f.write(capture.pcap(capture.conversation()))
    first, second = capture.conversation(), capture.conversation(41000, b"second", b"answer")
    with open(TWO, "wb") as f:
        f.write(capture.pcap([frame for pair in zip(first, second) for frame in pair]))
    return capture.run_tests(globals())


if __name__ == "__main__":
    sys.exit(main())
