# SPDX-License-Identifier: BSD-3-Clause
"""cli_test.py PROGRAM SOURCE-ROOT [MAN-PAGE] - the command line from outside, as TAP.

Every test is a function named test_*; it fails by an exception. Tests use only what a user has:
arguments, environment, files, pipes, a terminal, exit statuses.
"""
import gzip
import json
import os
import pty
import re
import signal
import subprocess
import sys
import tempfile
import traceback
import unittest

import capture

PROGRAM = os.path.abspath(sys.argv[1])
SOURCE = sys.argv[2]
MAN_PAGE = os.path.abspath(sys.argv[3]) if len(sys.argv) > 3 else None
PLAIN = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS", "LD_LIBRARY_PATH"):
    if name in os.environ:
        PLAIN[name] = os.environ[name]


class Result:
    def __init__(self, rc, out, err):
        self.rc, self.out, self.err = rc, out, err

    def says(self, rc, *words):
        """One line on stderr with all these words, and this exit status."""
        assert self.rc == rc, f"exit status {self.rc}, not {rc}: {self.err!r}"
        assert self.err.count("\n") == 1 and self.err.startswith("tcplens: "), repr(self.err)
        for word in words:
            assert word in self.err, f"{word!r} is not in {self.err!r}"
        return self

    def fine(self):
        assert self.rc == 0, f"exit status {self.rc}: {self.err!r}"
        assert self.err == "", repr(self.err)
        return self

    def has(self, *words):
        for word in words:
            assert word in self.out, f"{word!r} is not in {self.out!r}"
        return self


def run(*args, stdin=b"", env=None, **more):
    done = subprocess.run([PROGRAM, *args], input=stdin, env={**PLAIN, **(env or {})},
                          capture_output=True, timeout=60, **more)
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())


def explain(*args, **more):
    return run("explain", *args, **more)


def write(name, octets):
    with open(name, "wb") as f:
        f.write(octets)
    return name


def web():
    return write("web.pcap", capture.pcap(capture.conversation()))


def options():
    """The long names in options.def."""
    with open(os.path.join(SOURCE, "src/cli/options.def"), encoding="utf-8") as f:
        return re.findall(r'OPTION\(\w+, \w+, [^,]+, "([a-z-]+)"', f.read())


# --- commands and options


def test_version():
    assert re.fullmatch(r"tcplens \d+\.\d+\.\d+\n", run("--version").fine().out)


def test_help_lists_every_option():
    for result in (run("help", "explain"), explain("--help"), explain("-h")):
        result.fine().has(*("--" + name for name in options()))
        assert max(map(len, result.out.splitlines())) <= 80
    assert len(options()) > 20


def test_help_overview():
    for args in (["--help"], ["-h"], ["help"], ["help", "help"]):
        run(*args).fine().has("tcplens explain", "tcplens help")


def test_manual_mentions_every_option():
    if MAN_PAGE is None:
        return
    with open(MAN_PAGE, encoding="utf-8") as f:
        text = re.sub(r"\\f[A-Z]", "", f.read()).replace("\\-", "-")
    for name in options():
        assert "--" + name in text, name


def test_no_arguments():
    nothing = run()
    assert nothing.rc == 2 and "Usage:" in nothing.err and nothing.out == ""
    explain().says(2, "Name a capture file")


def test_unknown_command():
    run("explian").says(2, '"explian"', 'did you mean "explain"?')
    run("frobnicate").says(2, '"frobnicate"', "tcplens help")
    run("help", "frobnicate").says(2, '"frobnicate"')


def test_tcpdump_flags_alone():
    run("-nn", "-r", "x.pcap").says(1, "x.pcap")
    assert run("-nnr", web()).out == run("dump", "-nn", "-r", web()).out != ""


def test_unknown_option():
    explain("--breif", "x.pcap").says(2, "--breif", "did you mean --brief?")
    explain("--colour=never", "x.pcap").says(2, "did you mean --color?")
    explain("--frobnicate", "x.pcap").says(2, "--frobnicate", "tcplens explain --help")
    explain("-Z", "x.pcap").says(2, "-Z")
    explain("--brief=yes", "x.pcap").says(2, "--brief", "no argument")


def test_bad_values():
    explain("x.pcap", "-c").says(2, "--count", "wants an argument")
    explain("x.pcap", "--count").says(2, "--count", "wants an argument")
    explain("-c", "ten", "x.pcap").says(2, "--count", '"ten"')
    explain("-c", "-1", "x.pcap").says(2, "--count", '"-1"')
    explain("-c", "0", "x.pcap").says(2, "--count", "at least")
    explain("-c", "99999999999999999999", "x.pcap").says(2, "--count", "at most")
    explain("-c", "1x", "x.pcap").says(2, "--count", '"1x"')
    explain("--lang", "fr", "x.pcap").says(2, "--lang", "en|zh", '"fr"')
    explain("--width", "39", web()).says(2, "39", "40")


def test_contradictions():
    explain("--brief", "--table", "x.pcap").says(2, "--brief", "--table")
    explain("--header", "1", "-i", "lo").says(2, "--interface", "--header")
    explain("-f", "tcp", web(), "udp").says(2, '"tcp"', '"udp"')


# --- reading


def test_a_file_without_a_command():
    web()
    assert run("web.pcap").fine().out == explain("web.pcap").fine().out != ""
    assert run("--brief", "web.pcap").fine().out == explain("--brief", "web.pcap").fine().out


def test_no_such_file():
    explain("missing.pcap").says(2, "missing.pcap", "No such file")
    explain("/").says(2, "directory")


def test_not_a_capture():
    explain(write("letter.txt", b"Dear Sir or Madam,\n" * 9)).says(2, "letter.txt")
    explain(write("empty.pcap", b"")).says(2, "empty.pcap")


def test_hostile_name():
    explain("no\x1b[31m\nsuch.pcap").says(2)


def test_unknown_link_type():
    explain(write("usb.pcap", capture.pcap([b"\0" * 64], capture.LINK_USB))).says(
        2, "189", "Ethernet")


def test_no_tcp():
    write("none.pcap", capture.pcap([]))
    write("other.pcap", capture.pcap([capture.udp(), capture.udp(), capture.arp()]))
    explain("none.pcap").fine().has("no frames")
    explain("other.pcap").fine().has("3 frames", "2 UDP", "1 ARP")
    assert explain("-o", "json", "other.pcap").fine().has('"frames":3,', '"tcp_segments":0,')


def test_standard_input():
    story = explain(web()).fine().out
    with open("web.pcap", "rb") as f:
        octets = f.read()
    assert explain("-", stdin=octets).fine().out == story
    assert explain("-", stdin=gzip.compress(octets)).fine().out == story


def test_compressed():
    story = explain(web()).fine().out
    with open("web.pcap", "rb") as f:
        write("web.gz", gzip.compress(f.read()))
    assert explain("web.gz").fine().out == story


def test_standard_input_is_a_terminal():
    master, slave = terminal()
    try:
        done = subprocess.run([PROGRAM, "explain", "-"], stdin=slave, env=PLAIN,
                              capture_output=True, timeout=10)
    finally:
        os.close(master)
        os.close(slave)
    Result(done.returncode, done.stdout.decode(), done.stderr.decode()).says(2, "terminal")


def test_every_prefix():
    """Wherever a file was cut, it is explained up to there, and the status says so."""
    octets = capture.pcap(capture.conversation())
    frames = capture.conversation()
    whole = [24 + sum(16 + len(f) for f in frames[:n]) for n in range(len(frames) + 1)]
    near = {n + d for n in whole for d in (-1, 0, 1, 16)}
    for n in sorted(near | set(range(0, len(octets), 13))):
        if n > len(octets):
            continue
        cut = explain("--brief", write("cut.pcap", octets[:n]))
        if n < 24:
            cut.says(2, "cut.pcap")
        elif n in whole:
            cut.fine()
        else:
            cut.says(1, "cut.pcap")
        assert (cut.out != "") == (n == 24 or n >= whole[1]), (n, cut.out)


def test_several_files():
    web()
    write("refused.pcap", capture.pcap(capture.refused()))
    both = explain("--brief", "web.pcap", "refused.pcap").fine()
    assert both.out.index("web.pcap") < both.out.index("refused.pcap")
    worst = explain("--brief", "web.pcap", "missing.pcap", "refused.pcap")
    worst.says(2, "missing.pcap").has("==> refused.pcap <==")
    write("a\x1bb.pcap", capture.pcap(capture.refused()))
    assert "\x1b" not in explain("--brief", "web.pcap", "a\x1bb.pcap").out


def test_filter():
    frames = capture.conversation(port=40000) + capture.conversation(port=40001)
    write("two.pcap", capture.pcap(frames))
    assert len(explain("--brief", "two.pcap").fine().out.splitlines()) == 2
    one = explain("--brief", "two.pcap", "port", "40001").fine().has("40001")
    assert "40000" not in one.out
    assert explain("--brief", "two.pcap", "port 40001").fine().out == one.out
    assert explain("--brief", "two.pcap", "--", "port", "40001").fine().out == one.out
    assert explain("--brief", "-f", "port 40001", "two.pcap").fine().out == one.out
    explain("two.pcap", "udp").fine().has("20 frames")
    explain("two.pcap", "prot 40001").says(2, "prot")
    explain("two.pcap", "thre.pca").says(2, "thre.pca", "no such file")
    explain("-f", "prot 1", "two.pcap").says(2, "prot")


def test_a_name_with_a_dash():
    write("-x.pcap", capture.pcap(capture.refused()))
    explain("--brief", "--", "-x.pcap").fine().has("40001")


def test_connection():
    frames = capture.conversation(port=40000) + capture.conversation(port=40001)
    write("two.pcap", capture.pcap(frames))
    second = explain("--conn", "2", "two.pcap").fine().has("40001")
    assert "40000" not in second.out
    explain("--conn", "3", "two.pcap").says(2, "3", "2")


def test_count():
    one = explain("-c", "2", "--brief", web()).fine()
    assert one.out != explain("--brief", "web.pcap").fine().out


def test_eviction():
    """More connections than may be held: each is told all the same, and the loss is reported."""
    frames = [capture.refused(port)[0] for port in range(40000, 40200)]
    write("many.pcap", capture.pcap(frames))
    few = explain("--brief", "--max-connections", "16", "many.pcap")
    few.says(0, "--max-connections")
    assert len(few.out.splitlines()) == 200
    explain("--brief", "--max-connections", "16", "-q", "many.pcap").fine()


def test_long_captures_lose_nothing():
    """Far more segments than are kept for telling: what has closed is told in time."""
    frames = [f for port in range(40000, 40300) for f in capture.conversation(port)]
    write("long.pcap", capture.pcap(frames))
    all_of_them = records(explain("-o", "json", "--max-rows", "1000", "long.pcap"))
    numbers = [r["connection"] for r in all_of_them if r["type"] == "connection"]
    assert sorted(numbers) == list(range(1, 301)), len(numbers)
    assert sum(r["type"] == "segment" for r in all_of_them) == 3000
    assert all_of_them[-1]["segments_dropped"] == 0


def test_exit_code():
    write("refused.pcap", capture.pcap(capture.refused()))
    explain("refused.pcap").fine()
    assert explain("--exit-code", "refused.pcap").rc == 3
    explain("--exit-code", web()).fine()


# --- showing


def test_frame_views():
    web()
    explain("--header", "1", "web.pcap").fine().has("40000", "SYN")
    explain("--checksum", "4", "web.pcap").fine()
    explain("--header", "11", "web.pcap").says(2, "11", "10")
    write("udp.pcap", capture.pcap([capture.udp()]))
    explain("--header", "1", "udp.pcap").says(2, "UDP")


def test_findings():
    listed = explain("--finding").fine().out.splitlines()
    names = [line.split()[0] for line in listed if not line.startswith(" ")]
    assert "checksum-offload" in names
    for name in names:
        assert len(explain("--finding=" + name).fine().out) > 20
    text = explain("--finding", "checksum-offload").fine().out
    assert run("help", "checksum-offload").fine().out == text
    explain("--finding", "no-such").says(2, "no-such", "--finding")


def records(result):
    return [json.loads(line) for line in result.fine().out.splitlines()]


def test_json():
    whole = records(explain("-o", "json", web()))
    kinds = [record["type"] for record in whole]
    assert kinds[0] == "connection" and kinds.count("segment") == 10 and kinds[-1] == "summary"
    assert whole[-1]["input"] == "web.pcap" and whole[-1]["frames"] == 10
    assert records(explain("-o", "json", "--lang", "zh", "web.pcap")) == whole
    brief = records(explain("-o", "json", "--brief", "web.pcap"))
    assert [record["type"] for record in brief] == ["connection", "summary"]
    write("other.pcap", capture.pcap([capture.udp()]))
    two = records(explain("-o", "json", "--brief", "web.pcap", "other.pcap"))
    assert [r["input"] for r in two if r["type"] == "summary"] == ["web.pcap", "other.pcap"]


def chinese(text):
    return re.search("[\u4e00-\u9fff]", text) is not None


def test_language():
    web()
    for env, zh in [({}, False), ({"LANG": "zh_CN.UTF-8"}, True), ({"LC_ALL": "zh_CN"}, True),
                    ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C.UTF-8"}, False),
                    ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, False),
                    ({"LANG": "en_US.UTF-8", "LANGUAGE": "zh_CN:en"}, True),
                    ({"LANG": "C", "LANGUAGE": "zh_CN"}, False)]:
        assert chinese(explain("web.pcap", env=env).fine().out) == zh, env
    for env in ({"LANG": ""}, {"LANG": "C"}, {"LC_ALL": "POSIX"}):
        assert chinese(explain("--lang", "zh", "web.pcap", env=env).fine().out), env
    assert not chinese(explain("--lang", "en", "web.pcap", env={"LANG": "zh_CN"}).fine().out)


def test_characters():
    web()
    assert "→" in explain("web.pcap").fine().out
    assert "→" in explain("web.pcap", env={"LANG": ""}).fine().out
    for args, env in [(["--ascii"], {}), ([], {"LC_ALL": "C"}), ([], {"LANG": "en_US.ISO-8859-1"})]:
        assert "→" not in explain(*args, "web.pcap", env=env).fine().out, (args, env)


def terminal():
    try:
        return pty.openpty()
    except OSError as e:  # as in a bare root file system without /dev/pts
        raise unittest.SkipTest(str(e)) from e


def on_terminal(*args, env=None, columns=None):
    """Standard output is a terminal: what appears on it."""
    master, slave = terminal()
    if columns is not None:
        import fcntl
        import struct
        import termios
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    child = subprocess.Popen([PROGRAM, *args], stdin=subprocess.DEVNULL, stdout=slave,
                             stderr=subprocess.PIPE, env={**PLAIN, "TERM": "xterm", **(env or {})})
    os.close(slave)
    out = b""
    while True:
        try:
            part = os.read(master, 65536)
        except OSError:
            break
        if not part:
            break
        out += part
    os.close(master)
    child.communicate(timeout=60)
    assert child.returncode == 0
    return out.decode()


def test_color():
    web()
    for args, env, color in [([], {}, True), ([], {"NO_COLOR": "1"}, False),
                             ([], {"TERM": "dumb"}, False), (["--color", "never"], {}, False),
                             (["--color=always"], {"NO_COLOR": "1"}, True)]:
        out = on_terminal("explain", *args, "web.pcap", env=env)
        assert ("\x1b[" in out) == color, (args, env)
    assert "\x1b" not in explain("web.pcap").fine().out
    assert "\x1b[" in explain("web.pcap", env={"CLICOLOR_FORCE": "1"}).fine().out
    assert "\x1b[" in explain("--color", "always", "web.pcap").fine().out


def columns_of(text):
    return max(len(re.sub("\x1b\\[[0-9;]*m", "", line)) for line in text.splitlines())


def test_width():
    web()
    assert columns_of(on_terminal("explain", "web.pcap", columns=80)) <= 80
    assert columns_of(explain("web.pcap").fine().out) <= 100
    assert columns_of(explain("web.pcap", env={"COLUMNS": "72"}).fine().out) <= 72
    assert columns_of(explain("--width", "120", "web.pcap").fine().out) <= 120


# --- writing


def test_progress():
    """Standard error is a terminal and the work takes long: a line that is erased in the end."""
    import time
    octets = capture.pcap([capture.tcp(capture.ACK, 1, 1)] * 40000)
    master, slave = terminal()
    child = subprocess.Popen([PROGRAM, "explain", "--brief", "-"], stdin=subprocess.PIPE,
                             stdout=subprocess.DEVNULL, stderr=slave, env=PLAIN)
    os.close(slave)
    child.stdin.write(octets[:len(octets) // 4])
    child.stdin.flush()
    time.sleep(0.7)
    child.stdin.write(octets[len(octets) // 4:])
    child.stdin.close()
    assert child.wait(timeout=60) == 0
    shown = os.read(master, 65536).decode()
    os.close(master)
    assert re.search(r"\r\d+ frames, 1 connection\b", shown), shown
    assert shown.endswith("\r\x1b[K"), shown


def test_reader_goes_away():
    frames = [f for port in range(20000, 24000) for f in capture.refused(port)]
    write("many.pcap", capture.pcap(frames))
    child = subprocess.Popen([PROGRAM, "explain", "many.pcap"], stdout=subprocess.PIPE,
                             stderr=subprocess.PIPE, env=PLAIN)
    child.stdout.read(1)
    child.stdout.close()
    err = child.stderr.read()
    child.stderr.close()
    assert child.wait(timeout=60) == 0 and err == b"", err


def test_full_disk():
    with open("/dev/full", "wb") as full:
        for args in (["explain", web()], ["explain", "--help"], ["--version"]):
            done = subprocess.run([PROGRAM, *args], stdout=full, stderr=subprocess.PIPE,
                                  env=PLAIN, timeout=60)
            Result(done.returncode, "", done.stderr.decode()).says(2, "No space left")


def test_closed_standard_output():
    done = subprocess.run(["sh", "-c", 'exec "$0" "$@" >&-', PROGRAM, "explain", web()],
                          stderr=subprocess.PIPE, env=PLAIN, timeout=60)
    Result(done.returncode, "", done.stderr.decode()).says(2, "Unable to write")


# --- live


def test_interfaces():
    explain("-i", "no-such-if0").says(2, "no-such-if0")
    listed = explain("-D")
    if listed.rc == 0:
        listed.has("lo")


class Live:
    """A capture on loopback, from when it listens; None where capturing is not allowed."""

    def __init__(self, *args, stdout=subprocess.PIPE):
        self.child = subprocess.Popen([PROGRAM, "explain", "-i", "lo", *args], stdout=stdout,
                                      stderr=subprocess.PIPE, env=PLAIN, text=True)
        self.first = self.child.stderr.readline()
        self.allowed = "listening on lo" in self.first
        if not self.allowed:
            self.child.wait()
            assert "permission" in self.first or "right" in self.first, self.first

    def end(self):
        self.child.send_signal(signal.SIGINT)
        out, err = self.child.communicate(timeout=20)
        return Result(self.child.returncode, out, err)


def talk(server):
    """One connection to a server socket, opened and closed."""
    import socket
    with socket.create_connection(server.getsockname()) as near:
        far, _ = server.accept()
        with far:
            near.sendall(b"GET /live HTTP/1.1\r\n\r\n")
            far.recv(100)
            far.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
            near.recv(100)
            near.shutdown(socket.SHUT_WR)
            far.recv(1)
    return near


def test_live():
    import socket
    import time
    with socket.create_server(("127.0.0.1", 0)) as server:
        live = Live("port", str(server.getsockname()[1]))
        if not live.allowed:
            return
        talk(server)
        time.sleep(0.3)
        result = live.end()
    assert result.rc == 0, result.err
    result.has("GET /live", "200 OK")
    assert re.search(r"^\d+ packets captured\n\d+ packets received by filter\n"
                     r"0 packets dropped by kernel\n", result.err, re.M), result.err


def test_live_summary_comes_before_the_end():
    """The summary does not wait for Ctrl-C, nor for another packet."""
    import select
    import socket
    import time
    with socket.create_server(("127.0.0.1", 0)) as server:
        live = Live("--brief", "port", str(server.getsockname()[1]))
        if not live.allowed:
            return
        talk(server)
        readable, _, _ = select.select([live.child.stdout], [], [], 10)
        line = live.child.stdout.readline() if readable else ""
        assert str(server.getsockname()[1]) in line, line
        assert live.end().out == ""


def test_live_json():
    import socket
    import time
    with socket.create_server(("127.0.0.1", 0)) as server:
        live = Live("-o", "json", "port", str(server.getsockname()[1]))
        if not live.allowed:
            return
        talk(server)
        time.sleep(0.3)
        result = live.end()
    kinds = [json.loads(line)["type"] for line in result.out.splitlines()]
    assert kinds.count("connection") == kinds.count("summary") == 1, kinds
    assert kinds.index("connection") > kinds.index("segment") == 0, kinds


def test_live_count():
    import socket
    with socket.create_server(("127.0.0.1", 0)) as server:
        live = Live("-c", "3", "--brief", "port", str(server.getsockname()[1]))
        if not live.allowed:
            return
        talk(server)
        out, err = live.child.communicate(timeout=20)
    assert live.child.returncode == 0 and err.startswith("3 packets captured"), err
    assert len(out.splitlines()) == 1, out


def main():
    capture.live_apart()
    tests = [(name, f) for name, f in globals().items() if name.startswith("test_")]
    print(f"1..{len(tests)}")
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    for number, (name, test) in enumerate(tests, 1):
        with tempfile.TemporaryDirectory() as directory:
            os.chdir(directory)
            try:
                test()
                print(f"ok {number} - {name}")
            except unittest.SkipTest as e:
                print(f"ok {number} - {name} # SKIP {e}")
            except Exception:  # a test fails by any exception, and the others still run
                print(f"not ok {number} - {name}")
                print("".join("# " + line for line in
                              traceback.format_exc().splitlines(keepends=True)))
            os.chdir("/")
    return 0


if __name__ == "__main__":
    sys.exit(main())
