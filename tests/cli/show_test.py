# SPDX-License-Identifier: BSD-3-Clause
"""show_test.py PROGRAM - `tcplens show` from outside, as TAP: the forms of rows, complaints, exit
statuses. What the fields say is tests/fields' and tests/analysis' to test."""
import json
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

import capture

PROGRAM = os.path.abspath(sys.argv[1])
FOLDER = tempfile.mkdtemp()
FILE = os.path.join(FOLDER, "web.pcap")


def run(*args, rc=0, stdin=None):
    done = subprocess.run([PROGRAM, "show", *args], input=stdin, capture_output=True, check=False)
    assert done.returncode == rc, (args, done.returncode, done.stderr)
    return done.stdout.decode(), done.stderr.decode()


def rows(*args, **how):
    """What comes of two fields, one of which has two values."""
    out, err = run("-r", FILE, "-T", "fields", "-e", "frame.number", "-e", "tcp.port", *args, **how)
    assert err == "", err
    return out.split("\n")[:2]


def complaint(*args):
    out, err = run(*args, rc=2)
    assert out == "" and err.startswith("tcplens: ") and err.count("\n") == 1, err
    return err[len("tcplens: "):-1]


def test_forms_of_rows():
    for args, expected in (
            ((), ["1\t40000,80", "2\t80,40000"]),
            (("-E", "header=y"), ["frame.number\ttcp.port", "1\t40000,80"]),
            (("-E", "header=n"), ["1\t40000,80", "2\t80,40000"]),
            (("-E", "separator=,", "-E", "aggregator=/s"), ["1,40000 80", "2,80 40000"]),
            (("-E", "separator=/t"), ["1\t40000,80", "2\t80,40000"]),
            (("-E", "separator=|", "-E", "separator=;"), ["1;40000,80", "2;80,40000"]),
            (("-E", "occurrence=f"), ["1\t40000", "2\t80"]),
            (("-E", "occurrence=last"), ["1\t80", "2\t40000"]),
            (("-E", "quote=d", "-E", "header=y"), ["frame.number\ttcp.port", '"1"\t"40000,80"']),
            (("-E", "quote=s"), ["'1'\t'40000,80'", "'2'\t'80,40000'"]),
            (("-E", "bom=y"), ["\ufeff1\t40000,80", "2\t80,40000"]),
            (("-n", "-l", "-q", "--exact"), ["1\t40000,80", "2\t80,40000"]),
            (("--max-connections", "1"), ["1\t40000,80", "2\t80,40000"]),
            (("-c", "1"), ["1\t40000,80", ""]),
            (("-a", "packets:1", "-c", "2"), ["1\t40000,80", ""]),
            (("-N", "m", "-c", "1", "-a", "packets:2"), ["1\t40000,80", ""]),
            (("-f", "src port 80"), ["2\t80,40000", "5\t80,40000"])):
        assert rows(*args) == expected, (args, rows(*args))


def test_list():
    first = "    1   0.000000     10.0.0.1 → 10.0.0.2     TCP 54 40000 → 80 [SYN] Seq=0 Win="
    assert run("-r", FILE, "-T", "tabs")[0].startswith(
        "    1\t  0.000000\t    10.0.0.1\t→\t10.0.0.2    \tTCP\t54\t40000 → 80 [SYN]")
    out, err = run("-r", FILE)
    assert err == "" and out.startswith(first), out
    assert out.count("\n") == run("-r", FILE, "-e", "frame.number")[0].count("\n")
    asked = 'gui.column.format:"No.","%m","Stream","%Cus:tcp.stream:0:R","To","%d","From","%s"'
    out, _ = run("-r", FILE, "-c", "1", "-o", asked)
    assert out == "    1 0 10.0.0.2     ←     10.0.0.1\n", out
    out, _ = run("-r", FILE, "-c", "1", "-t", "ud", "-e", "_ws.col.Time")
    assert out[4] == out[7] == "-" and out.endswith("Z\n"), out
    out, _ = run("-r", FILE, "-c", "1", "-V", "-P", "-x")
    assert out.startswith(first) and "\nFrame 1: " in out and "\n\n0000  " in out, out
    out, _ = run("-r", FILE, "-c", "1", "-x")
    assert out.startswith(first) and "\n\n0000  " in out and out.endswith("\n\n"), out


def test_two_passes():
    asked = ("-r", FILE, "-T", "fields", "-e", "tcp.completeness", "-e", "tcp.stream.pnum")
    once = [row.split("\t") for row in run(*asked)[0].splitlines()]
    twice = [row.split("\t") for row in run("-2", *asked)[0].splitlines()]
    assert once[0][0] == "0" and once[0][1] == "1" and once[1][1] == "2", once
    assert {row[0] for row in twice} == {twice[0][0]} != {"0"}, twice
    assert [row[1] for row in once] == [row[1] for row in twice]
    with open(FILE, "rb") as f:
        done = subprocess.run([PROGRAM, "show", "-2", "-r", "-"], stdin=f, capture_output=True,
                              check=False)
    assert done.returncode == 2 and b"once only" in done.stderr, done.stderr


def test_saving():
    for name, kind in (("a.pcap", b"\xd4\xc3\xb2\xa1"), ("a.pcapng", b"\n\r\r\n"), ("a", b"\n\r\r\n")):
        path = os.path.join(FOLDER, name)
        assert run("-r", FILE, "-w", path, "-c", "2") == ("", "")
        with open(path, "rb") as f:
            assert f.read(4) == kind, name
        assert run("-r", path, "-e", "tcp.port")[0] == "40000,80\n80,40000\n"
    assert run("-r", FILE, "-w", os.path.join(FOLDER, "b"), "-c", "1", "-e", "tcp.port") == ("40000,80\n", "")
    path = os.path.join(FOLDER, "small.pcap")
    many = os.path.join(FOLDER, "many.pcap")
    with open(FILE, "rb") as f:
        whole = f.read()
    with open(many, "wb") as f:
        f.write(whole[:24] + 100 * whole[24:])
    run("-r", many, "-w", path, "-a", "filesize:1")
    assert 1000 <= os.path.getsize(path) < 2000, os.path.getsize(path)
    with open(FILE, "rb") as f:
        before = f.read()
    assert complaint("-r", FILE, "-w", FILE) == f"-w {FILE}: that is the file being read; name another one"
    with open(FILE, "rb") as f:
        assert f.read() == before


def test_the_tree_of_a_whole_connection():
    """tests/golden/show/004_hello.txt is what Wireshark 4.4 shows of it, copied out by a person."""
    here = os.path.dirname(os.path.abspath(__file__))
    done = subprocess.run([PROGRAM, "show", "-2", "--color", "-V", "-r",
                           os.path.join(here, "..", "captures", "004_hello.pcap")],
                          capture_output=True, check=True, env=dict(os.environ, TZ="CST-8"))
    with open(os.path.join(here, "..", "golden", "show", "004_hello.txt"), "rb") as f:
        assert done.stdout == f.read()


def test_a_head_without_its_first_line():
    path = os.path.join(FOLDER, "rest.pcap")
    for head, lines in ((b"Host: a\r\nAccept: t", ["    Host: a\\r\\n", "    Accept: t"]),
                        (b"Content-Length: 2\r\n\r\nup", ["    Content-Length: 2\\r\\n",
                                                       "        [Content length: 2]",
                                                       "    \\r\\n", "    File Data: 2 bytes"])):
        with open(path, "wb") as f:
            f.write(capture.pcap(capture.conversation(request=head)))
        out = run("-r", path, "--compat", "4.0", "-V", "-Y", "http && tcp.dstport == 80")[0]
        assert out.split("Hypertext Transfer Protocol\n")[1].startswith("\n".join(lines)), out


def test_a_terminal_gives_no_capture():
    end, terminal = os.openpty()
    done = subprocess.run([PROGRAM, "show", "-r", "-"], stdin=terminal, capture_output=True,
                          check=False, timeout=10)
    os.close(terminal)
    os.close(end)
    assert done.returncode == 2 and b"standard input is a terminal" in done.stderr, done


def test_colours():
    plain = run("-r", FILE)[0]
    painted = run("-r", FILE, "--color=always")[0]
    assert painted.startswith("\033[38;2;18;39;46m\033[48;2;228;255;199m")
    assert re.sub("\033\\[[0-9;]*m", "", painted) == plain
    assert "\033" not in run("-r", FILE, "--color")[0]
    assert "[Coloring Rule Name: HTTP]" in run("-r", FILE, "--color", "-V")[0]
    assert "Coloring" not in run("-r", FILE, "-V")[0]


def test_a_duration_ends_what_never_does():
    with open(FILE, "rb") as f, \
            subprocess.Popen([PROGRAM, "show", "-r", "-", "-a", "duration:1"],
                             stdin=subprocess.PIPE, stdout=subprocess.PIPE) as done:
        done.stdin.write(f.read())
        done.stdin.flush()
        out = done.stdout.read()
        done.stdin.close()
    assert done.returncode == 0 and out.count(b"\n") > 5, (done.returncode, out)


def test_machine_output():
    frames = run("-r", FILE, "-e", "frame.number")[0].count("\n")
    assert len(json.loads(run("-r", FILE, "-T", "json")[0])) == frames
    assert json.loads(run("-r", FILE, "-T", "json", "-f", "port 9")[0]) == []
    raw = json.loads(run("-r", FILE, "-T", "jsonraw", "-c", "1")[0])[0]["_source"]["layers"]
    assert raw["frame_raw"][1:] == [0, raw["frame_raw"][2], 0, 1]
    layers = json.loads(run("-r", FILE, "-T", "json", "-e", "tcp.port", "-c", "1")[0])[0]["_source"]["layers"]
    assert layers == {"tcp.port": ["40000", "80"]}
    lines = run("-r", FILE, "-T", "ek", "-c", "2")[0].splitlines()
    assert len(lines) == 4 and all(json.loads(line) for line in lines)
    assert len(ET.fromstring(run("-r", FILE, "-T", "pdml")[0]).findall("packet")) == frames
    lines = run("-r", FILE, "-T", "ndjson", "-e", "tcp.port", "-e", "tcp.len", "-e", "tcp.flags.syn", "-c", "1")[0]
    assert json.loads(lines) == {"v": 1, "tcp.port": [40000, 80], "tcp.len": 0, "tcp.flags.syn": True}


def test_addresses_as_text():
    end, either = run("-r", FILE, "-T", "fields", "-c", "1", "-e", "ip.src_host", "-e", "ip.host")[0].split()
    assert either.split(",")[0] == end and len(either.split(",")) == 2
    every = run("-r", FILE, "-T", "fields", "-e", "frame.number")[0]
    assert run("-r", FILE, "-Y", f'ip.host == "{end}"', "-T", "fields", "-e", "frame.number")[0] == every
    layers = json.loads(run("-r", FILE, "-T", "json", "-c", "1")[0])[0]["_source"]["layers"]
    assert layers["ip"]["ip.src_host"] == end
    assert "ip.src_host" not in run("-r", FILE, "-V", "-c", "1")[0]


def test_protocols_of_lines():
    said = {21: (b"220-a\r\n220 b\r\n", "Response: 220-a", b"USER x\r\n", "Request: USER x"),
            25: (b"250-a\r\n250 b\r\n", "S: 250-a | b", b"EHLO x\r\n", "C: EHLO x"),
            110: (b"+OK\r\n", "S: +OK", b"STAT\r\n", "C: STAT"),
            6667: (b":a PING b\r\n", "Response (PING)", b"NICK x\r\nUSER y\r\n", "Request (NICK) (USER)")}
    for port, (reply, reply_line, command, command_line) in said.items():
        near, web, far = port.to_bytes(2, "big"), b"\0\x50", b"\x9c\x40"
        frames = capture.pcap(capture.conversation(port, reply, command))
        frames = frames.replace(near + web, near + far).replace(web + near, far + near)
        out = run("-r", "-", "-T", "fields", "-e", "_ws.col.Info", stdin=frames)[0].splitlines()
        assert reply_line in out and command_line in out, out


def test_ways_to_name_the_capture():
    usual = run("-r", FILE, "-e", "tcp.len")
    assert run(FILE, "-e", "tcp.len") == usual
    with open(FILE, "rb") as f:
        assert run("-r", "-", "-e", "tcp.len", stdin=f.read()) == usual


def test_fields_without_the_analysis_are_the_same():
    alone = run("-r", FILE, "-e", "ip.src", "-e", "eth.type")[0]
    beside = run("-r", FILE, "-e", "ip.src", "-e", "eth.type", "-e", "tcp.stream")[0]
    assert alone.split("\n") == [row.rpartition("\t")[0] for row in beside.split("\n")]


def test_a_damaged_capture_shows_what_came_before():
    with open(FILE, "rb") as f:
        cut = f.read()[:-3]
    where = os.path.join(FOLDER, "cut.pcap")
    with open(where, "wb") as f:
        f.write(cut)
    whole = run("-r", FILE, "-e", "tcp.seq")[0].splitlines()
    out, err = run("-r", where, "-e", "tcp.seq", rc=1)
    assert out.splitlines() == whole[:-1] and "cut" in err, err


def test_list_of_fields():
    out, _ = run("--fields")
    listed = [line.split("\t") for line in out.splitlines()]
    assert len(listed) > 200 and all(len(columns) == 3 for columns in listed)
    assert ["tcp.len", "unsigned", "octets of payload"] in listed
    assert len({name for name, _, _ in listed}) == len(listed)


def test_forgotten_connections_are_told():
    frames = [capture.tcp(capture.SYN, 1, 0, port=1000 + i) for i in range(50)]
    where = os.path.join(FOLDER, "many.pcap")
    with open(where, "wb") as f:
        f.write(capture.pcap(frames))
    assert run("-r", where, "-e", "tcp.stream")[1] == ""
    _, err = run("-r", where, "-e", "tcp.stream", "--max-connections", "8")
    assert "42 connections were forgotten" in err, err
    assert run("-q", "-r", where, "-e", "tcp.stream", "--max-connections", "8")[1] == ""


def test_complaints():
    for args, words in (
            (("-e", "ip.srce"), 'there is no field "ip.srce"; did you mean "ip.src"?'),
            (("-e", "qqqqqqqq"), 'there is no field "qqqqqqqq"; --fields lists them'),
            (("-T", "fields"), "show which fields? Name them with -e; --fields lists them"),
            (("-o", "tcp.desegment:FALSE"),
             "-o tcp.desegment:FALSE: of Wireshark's preferences there is gui.column.format only"),
            (("-o", 'gui.column.format:"No.","%m","?","%Cus:qqq"'),
             'no column of the list: ,"%Cus:qqq"'),
            (("-e", "ip.src", "-E", "colour=y"),
             "there is no -E colour; there are header, separator, aggregator, occurrence, quote "
             "and bom"),
            (("-e", "ip.src", "-E", "header=q"), "-E header= wants y or n"),
            (("-e", "ip.src", "-E", "header"), "-E header= wants y or n"),
            (("-e", "ip.src", "-E", "separator="),
             "-E separator= wants a character, /t or /s"),
            (("-e", "ip.src", "-c", "0"), "-c 0 is too small: 1 at least"),
            (("-a", "packets"), "-a packets wants a name, a colon and a number"),
            (("-a", "packets:x"), "-a packets:x wants a name, a colon and a number"),
            (("-a", "files:2"), "there is no -a files; there are packets, filesize and duration"),
            (("-a", "filesize:2"), "-a filesize: of which file? Name one with -w"),
            (("-a", "duration:2"),
             "-a duration: of standard input only; a file is there at once"),
            (("-N", "t"), "-N t: of names only those of stations, m, are shown; hosts and ports are "
                          "numbers"),
            (("-N", "x"), '-N "x" wants the letter m: names for addresses of stations'),
            (("-T", "psml"), "-T psml is not there yet; see --help for those that are"),
            (("-e", "ip.src", "-Y", "tcp.len", "tcp.len > 0"),
             'there is a display filter with -Y, and one more: "tcp.len > 0"'),
            (("-i", "lo"), '-i: show reads files; "tcplens dump -U -w - -i lo | tcplens show -l -r '
                           '-" is live')):
        assert complaint("-r", FILE, *args) == words, (args, complaint("-r", FILE, *args))
    assert complaint("-e", "ip.src") == \
        'show what? Name a capture file with -r; see "tcplens help show"'
    assert "nowhere.pcap" in complaint("-r", "nowhere.pcap", "-e", "ip.src")
    assert "gibberish" in complaint("-r", FILE, "-e", "ip.src", "-f", "gibberish")


def test_every_unknown_field_is_named():
    _, err = run("-r", FILE, "-e", "ip.srce", "-e", "ip.src", "-e", "tcp.prot", rc=2)
    assert err.count("\n") == 2 and "ip.srce" in err and "tcp.prot" in err, err


def test_rows_do_not_depend_on_threads():
    capture_file = os.path.join(FOLDER, "long.pcap")
    with open(capture_file, "wb") as f:
        f.write(capture.pcap(capture.conversation() * 2000))
    asked = [word for field in ("frame.number", "tcp.stream", "tcp.analysis.flags", "ip.src",
                                "tcp.analysis.ack_rtt") for word in ("-e", field)]
    for form in ([], ["-V", "-c", "3000"], ["-T", "json", "-c", "3000"], asked):
        alone = run("-r", capture_file, "--threads", "1", *form)
        assert alone[0].count("\n") > 8000
        for threads in ("2", "7"):
            assert run("-r", capture_file, "--threads", threads, *form) == alone, (threads, form)
    few = run("-r", capture_file, "--threads", "3", "-c", "100", *asked)
    assert few[0] == "".join(alone[0].splitlines(keepends=True)[:100])


def test_help():
    out, _ = run("--help")
    for option in ("-T", "-e", "-E", "--fields", "--max-connections", "occurrence=a"):
        assert option in out, option
    done = subprocess.run([PROGRAM, "help", "show"], capture_output=True, check=True)
    assert done.stdout.decode() == out


def main():
    with open(FILE, "wb") as f:
        f.write(capture.pcap(capture.conversation()))
    return capture.run_tests(globals())


if __name__ == "__main__":
    sys.exit(main())
