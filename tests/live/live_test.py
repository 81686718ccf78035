#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""live_test.py PROGRAM - live capture beside tcpdump, as TAP: the same interfaces at the same time.

Needs root, ip(8) and, for the comparisons, tcpdump; skips without. All traffic is in a network
namespace of its own, which has two interfaces joined to another one.
"""
import gzip
import os
import pty
import re
import select
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
import traceback

PROGRAM = os.path.abspath(sys.argv[1])
HERE, THERE = f"tl-here-{os.getpid()}", f"tl-there-{os.getpid()}"
ENV = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TZ": "UTC"}
SANITIZED = b"__asan_init" in open(PROGRAM, "rb").read()
TCPDUMP_WAITS_S = 1.3  # for a block of its ring, at most
DAEMON = 1  # a user every system has

# Talks over each of the two interfaces, both ways, and to itself: run inside HERE.
TALK = """
import socket
for n in 1, 2:
    with socket.create_server((f"10.77.{n}.1", 4711)) as server:
        with socket.socket() as client, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
            client.connect((f"10.77.{n}.1", 4711))
            peer, _ = server.accept()
            client.sendall(b"question")
            peer.sendall(b"answer" * 300)
            peer.close()
            for i in range(3):
                s.sendto(b"to nobody", (f"10.77.{n}.2", 9))
    with socket.socket() as client:
        client.connect_ex((f"10.77.{n}.2", 4711))  # refused
"""


class Skip(Exception):
    pass


def ip(*words, check=True):
    subprocess.run(["ip", *words], check=check, capture_output=not check)


def make_network():
    for name in (HERE, THERE):
        ip("netns", "add", name)
        subprocess.run(["ip", "netns", "exec", name, "sysctl", "-qw",
                        "net.ipv6.conf.all.disable_ipv6=1", "net.ipv6.conf.default.disable_ipv6=1"],
                       check=False)
        ip("-n", name, "link", "set", "lo", "up")
    for n in 1, 2:
        ip("-n", HERE, "link", "add", f"one{n}", "type", "veth", "peer", "name", f"two{n}",
           "netns", THERE)
        for name, link, end in (HERE, f"one{n}", 1), (THERE, f"two{n}", 2):
            ip("-n", name, "addr", "add", f"10.77.{n}.{end}/24", "dev", link)
            ip("-n", name, "link", "set", link, "up")
            ip("-n", name, "neigh", "flush", "dev", link)


def remove_network():
    for name in (HERE, THERE):
        ip("netns", "del", name, check=False)


def inside(*command):
    return ["ip", "netns", "exec", HERE, *command]


def talk():
    subprocess.run(inside("python3", "-c", TALK), check=True, timeout=30)


class Catcher:
    """A program that captures in HERE."""

    def __init__(self, *command, env=None, stderr=subprocess.PIPE, **more):
        self.p = subprocess.Popen(inside(*command), env={**ENV, **(env or {})}, stdin=subprocess.DEVNULL,
                                  stdout=subprocess.PIPE, stderr=stderr, **more)
        self.said = ""
        while self.p.stderr is not None and "listening on" not in self.said:
            line = self.p.stderr.readline().decode()
            if not line:
                raise AssertionError(f"{command}: {self.said}")
            self.said += line

    def end(self, number=signal.SIGINT, wait=0.5):
        if number is not None:
            time.sleep(wait)
            self.p.send_signal(number)
        out, err = self.p.communicate(timeout=20)
        return (out or b"").decode(), self.said + err.decode(), self.p.returncode


def tcplens(*args, **more):
    return Catcher(PROGRAM, "dump", *args, **more)


def tcpdump():
    path = shutil.which("tcpdump")
    if path is None:
        raise Skip("no tcpdump")
    return path


def both_of_each(calls, event, *signals):
    """What tcpdump, and tcplens by that name, print, say, and end with about the same event: of each
    of `calls`, which are tuples of options, all at the same time. Then come the signals, each for all
    or, if it is a list, one for each call."""
    with tempfile.TemporaryDirectory() as place:
        os.chmod(place, 0o755)
        link = os.path.join(place, "tcpdump")
        os.symlink(PROGRAM, link)
        pairs = [(Catcher(tcpdump(), *args), Catcher(link, *args)) for args in calls]
        event()
        time.sleep(TCPDUMP_WAITS_S)
        for s in signals:
            for pair, number in zip(pairs, s if isinstance(s, list) else [s] * len(pairs)):
                for c in pair:
                    c.p.send_signal(number)
            time.sleep(0.3)
        return [[c.end(None) for c in pair] for pair in pairs]


def both(args, event, *signals):
    return both_of_each([args], event, *signals)[0]


def compare(*calls):
    """The same lines from both, and the same end; what ours printed."""
    results = both_of_each(calls, talk, signal.SIGINT)
    for args, (theirs, ours) in zip(calls, results):
        assert theirs[0] == ours[0], f"{args}:\n{theirs[0]}\n--- not\n{ours[0]}"
        assert theirs[2] == ours[2] == 0, (theirs[2], ours[2])
    return [ours[0] for _, ours in results]


def lines(text):
    return [line for line in text.splitlines() if line]


def listed_number(interface):
    """What -D calls it."""
    listed = subprocess.run(inside(PROGRAM, "dump", "-D"), env=ENV, check=True, capture_output=True,
                            text=True).stdout
    return re.search(rf"^(\d+)\.{interface}\b", listed, re.M)[1]


def test_any_has_each_packet_once_an_interface():
    out = lines(compare(("-nn", "-t", "-i", "any", "udp or tcp"))[0])
    assert len(out) > 20 and sum(line.startswith("one1") for line in out) >= 3, out
    assert {line.split()[1] for line in out} >= {"Out", "In"}, out


def test_any_in_each_form():
    compare(("-nn", "-t", "-e", "-i", "any", "udp or tcp"),
            ("-nn", "-t", "-e", "-i", "any", "-y", "LINUX_SLL", "udp or tcp"),
            ("-nn", "-t", "-e", "-i", listed_number("any"), "udp or tcp"))


def test_directions():
    ways = "in", "out", "inout"
    outs = compare(*(("-nn", "-t", "-Q", way, "-i", "any", "udp or tcp") for way in ways),
                   ("-nn", "-t", "-Q", "out", "-i", "one1", "udp"))
    for way, out in zip(ways, outs):
        seen = {line.split()[1].lower() for line in lines(out)}
        assert seen == {way} or (way == "inout" and seen >= {"in", "out"}), (way, out)


def test_one_interface():
    compare(("-nn", "-t", "-e", "-i", "one1", "udp or tcp"),
            ("-nn", "-t", "-p", "-s", "60", "-B", "4096", "-i", "one2", "udp or tcp"),
            ("-nn", "-t", "--immediate-mode", "-l", "-i", "one2", "udp"),
            ("-nn", "-t", "-j", "host", "-i", "one2", "udp"),
            ("-nn", "-t", "-i", listed_number("one2"), "udp"))


def test_time_stamps_are_the_same():
    """Of what goes out: it is stamped once for all."""
    compare(("-nn", "-tt", "--nano", "-i", "one1", "udp"))


def test_count_ends_it():
    (theirs, ours), = both_of_each([("-nn", "-t", "-c", "4", "-i", "any", "udp")], talk)
    assert theirs[0] == ours[0] and len(lines(ours[0])) == 4 and theirs[2] == ours[2] == 0, (theirs, ours)


def without_times(saved):
    """The octets of a savefile; what comes in is stamped for each socket anew."""
    octets, at = bytearray(saved), 24
    while at < len(octets):
        octets[at:at + 8] = bytes(8)
        at += 16 + struct.unpack_from("=I", octets, at + 8)[0]
    return octets


def test_what_is_saved_is_the_same():
    with tempfile.TemporaryDirectory() as place:
        os.chmod(place, 0o777)
        theirs, ours = (os.path.join(place, name) for name in ("theirs", "ours"))
        catchers = [Catcher("tcpdump", "-i", "any", "-w", theirs, "udp or tcp"),
                    tcplens("-i", "any", "-w", ours, "udp or tcp")]
        talk()
        for c in catchers:
            c.end(wait=TCPDUMP_WAITS_S)
        with open(theirs, "rb") as a, open(ours, "rb") as b:
            assert without_times(a.read()) == without_times(b.read())


def add_interface(name):
    ip("-n", HERE, "link", "add", name, "type", "veth", "peer", "name", name[:4] + "-end")
    for end in name, name[:4] + "-end":
        ip("-n", HERE, "link", "set", end, "up")


def test_interface_that_vanishes():
    add_interface("gone0")
    theirs, ours = both(("-nn", "-i", "gone0", "udp"), lambda: ip("-n", HERE, "link", "del", "gone0"))
    assert theirs == ours and ours[2] == 1, (theirs, ours)
    assert "pcap_loop: The interface disappeared" in ours[1], ours[1]


def test_interface_that_goes_down_and_up_again():
    def event():
        ip("-n", HERE, "link", "set", "one2", "down")
        ip("-n", HERE, "link", "set", "one2", "up")
        time.sleep(0.2)
        talk()

    theirs, ours = both(("-nn", "-t", "-i", "one2", "udp"), event, signal.SIGINT)
    assert theirs[0] == ours[0] and lines(ours[0]), (theirs, ours)
    assert theirs[2] == ours[2] == 0, (theirs, ours)


def test_any_outlives_its_interfaces():
    add_interface("gone1")

    def event():
        ip("-n", HERE, "link", "del", "gone1")
        talk()

    theirs, ours = both(("-nn", "-t", "-i", "any", "udp"), event, signal.SIGINT)
    assert theirs[0] == ours[0] and theirs[2] == ours[2] == 0


# --- connections

# One connection that ends, then one that stays open until standard input is closed.
CONNECT = """
import socket, sys
with socket.create_server(("10.77.1.1", 4712)) as server:
    for stays in False, True:
        with socket.create_connection(("10.77.1.1", 4712)) as client:
            peer, _ = server.accept()
            client.sendall(b"question")
            peer.recv(8)
            peer.sendall(b"answer" * 300)
            if stays:
                print(flush=True)
                sys.stdin.read()
            peer.close()
            while client.recv(65536):
                pass
"""
FLOW = "-o", "csv", "-e", "connection,server_port,client_bytes,server_bytes,close,server_state,health"


def next_line(c, seconds):
    """What comes on standard output; "" if nothing does in time."""
    ready, _, _ = select.select([c.p.stdout], [], [], seconds)
    return c.p.stdout.readline().decode() if ready else ""


def test_flows_lists_a_connection_when_it_ends_and_the_rest_at_the_end():
    c = Catcher(PROGRAM, "flows", *FLOW, "-i", "lo", "tcp", bufsize=0)
    speaker = subprocess.Popen(inside("python3", "-c", CONNECT), stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE)
    assert next_line(c, 10).startswith("connection,"), "a heading"
    speaker.stdout.readline()
    row = next_line(c, 10)
    assert re.fullmatch(r"1,4712,8,1800,\w+-segments,(TIME-WAIT|CLOSED),clean\n", row), row
    time.sleep(1)
    assert next_line(c, 0) == "", "what is open is not listed"
    out, err, rc = c.end()
    speaker.communicate()
    assert rc == 0 and "packets captured" in err, (rc, err)
    assert out == "2,4712,8,1800,not-seen,ESTABLISHED,unfinished\n", out


def test_explain_saves_what_it_explains():
    with tempfile.TemporaryDirectory() as place:
        os.chmod(place, 0o777)
        for name in "a.pcapng", "a.pcap":
            path = os.path.join(place, name)
            c = Catcher(PROGRAM, "explain", "-i", "lo", "-w", path, "--lang", "en", "tcp")
            talk()
            out, err, rc = c.end()
            assert rc == 0 and "question" in out, (rc, out, err)
            again = subprocess.run([PROGRAM, "explain", "--brief", path], env=ENV, check=True,
                                   capture_output=True, text=True).stdout
            told = re.findall(r"^Connection \d+", out, re.M)
            assert len(told) == again.count("\n") > 0, (out, again)
            with open(path, "rb") as f:
                assert (f.read(4) == b"\n\r\r\n") == name.endswith("ng"), name


def test_flows_has_a_table_at_the_end():
    c = Catcher(PROGRAM, "flows", "-i", "lo", "--by", "service", "tcp")
    talk()
    out, err, rc = c.end(wait=1)
    assert rc == 0 and "packets captured" in err, (rc, err)
    heading, *rest = lines(out)
    assert "conns" in heading and len(rest) == 1, out
    assert rest[0].split()[:3] == ["4711", "-", "2"], out


# --- signals, ends and refusals, in tcpdump's words


def test_signals():
    lines_of, saves, counts = ("-nn", "-t"), ("-w", "/dev/null"), ("-v", "-w", "/dev/null")
    # USR2 alone changes nothing that can be seen here.
    cases = [(lines_of, signal.SIGUSR2, signal.SIGINT), (lines_of, signal.SIGUSR2, signal.SIGTERM),
             (lines_of, signal.SIGUSR2, signal.SIGHUP), (lines_of, signal.SIGUSR1, signal.SIGINT),
             (saves, signal.SIGUSR2, signal.SIGTERM), (saves, signal.SIGUSR1, signal.SIGHUP),
             (counts, signal.SIGUSR1, signal.SIGINT),
             (("--count", "-nn", "-t"), signal.SIGUSR1, signal.SIGINT)]
    results = both_of_each([(*case[0], "-B", "1024", "-i", "one1", "udp") for case in cases],
                           lambda: flood(3, 10, "10.77.1.2"),
                           [case[1] for case in cases], [case[2] for case in cases])
    for case, pair in zip(cases, results):
        # Which numbers go by depends on when a second ends; what a kernel, or a build, has no sandbox
        # for is noted with -v.
        theirs, ours = ((out, re.sub(r"Got \d+\r|tcpdump: note: .*\n", "", err), rc) for out, err, rc in pair)
        assert theirs == ours and ours[2] == 0, (case, theirs, ours)


def test_flush_on_request():
    with tempfile.TemporaryDirectory() as place:
        os.chmod(place, 0o777)
        path = os.path.join(place, "saved")
        c = tcplens("-i", "one1", "-w", path, "udp")
        talk()
        time.sleep(0.3)
        before = os.stat(path).st_size
        c.p.send_signal(signal.SIGUSR2)
        time.sleep(0.3)
        after = os.stat(path).st_size
        c.end()
        assert before < after == os.stat(path).st_size, (before, after)


def refusal(program, before, args):
    done = subprocess.run(inside(*before, program, *args), env=ENV, capture_output=True, text=True,
                          timeout=20, check=False)
    return done.returncode, done.stdout, re.sub(r"^.*?: ", "", done.stderr)


def test_refusals():
    powerless = "setpriv", "--reuid", str(DAEMON), "--regid", str(DAEMON), "--clear-groups"
    same = [("-i", "lo", "-I"), ("-i", "any", "-I"), ("-i", "lo", "-L", "-I"), ("-i", "lo", "-L"),
            ("-i", "any", "-L"), ("-i", "lo", "-J"), ("-i", "any", "-J"), ("-i", "lo", "-y", "LINUX_SLL"),
            ("-i", "lo", "-y", "nosuch"), ("-i", "lo", "-j", "nosuch"), ("-i", "lo", "-Q", "up"),
            ("-i", "lo", "-B", "0"), ("-i", "lo", "-s", "-1"), ("-i", "lo", "-c", "0"),
            ("-i", "lo", "-Z", "nosuch"), ("-i", "lo", "-w", "/nonexistent/x"), ("-i", "lo", "tcp prt 1"),
            ("-i", "any", "ether host 1:2:3:4:5:6"), ("-D",)]
    more = [((), ("-i", "nosuch")), ((), ("-i", "nosuch", "-L")), ((), ("-i", "down0")),
            (powerless, ("-i", "lo")), (powerless, ("-i", "any")), (powerless, ("-i", "lo", "-L"))]
    ip("-n", HERE, "link", "add", "down0", "type", "veth", "peer", "name", "down1")
    try:
        with tempfile.TemporaryDirectory() as place:
            os.chmod(place, 0o755)
            link = os.path.join(place, "tcpdump")
            os.symlink(PROGRAM, link)
            for args in same:
                theirs, ours = (refusal(p, (), args) for p in (tcpdump(), link))
                assert theirs == ours, (args, theirs, ours)
            for before, args in more:
                theirs, ours = (refusal(p, before, args) for p in (tcpdump(), link))
                said = theirs[2].splitlines()[0]
                assert ours[0] == theirs[0] == 1 and ours[2].startswith(said) and ours[2].count("\n") == 1, \
                    (args, theirs, ours)
    finally:
        ip("-n", HERE, "link", "del", "down0")


def test_a_reader_that_goes_away():
    """Whatever is read: the capture ends as it does when it is asked to."""
    for args in ("-nn", "-l"), ("-nn",), ("-U", "-w", "-"):
        c = tcplens(*args, "-i", "one1", "udp")
        c.p.stdout.close()
        c.p.stdout = None
        for _ in range(2):
            talk()
        out, err, rc = c.end(None)
        assert rc == 0 and "cannot" not in err and "nable" not in err, (args, err)
        assert "packets received by filter" in err, (args, err)


def test_full_disk():
    with open("/dev/full", "wb") as full:
        for args, status in (("-nn", "-l"), 14), (("-U", "-w", "-"), 1), (("-U", "-w", "/dev/full"), 1):
            p = subprocess.Popen(inside(PROGRAM, "dump", *args, "-i", "one1", "udp"), env=ENV,
                                 stdin=subprocess.DEVNULL, stdout=full, stderr=subprocess.PIPE)
            time.sleep(0.5)
            talk()
            err = p.communicate(timeout=20)[1].decode()
            assert p.returncode == status and err.count("No space left on device") == 1, (args, err)


def test_chain():
    """One saves, another reads what it saves, as it comes; and ends first."""
    writer = tcplens("-i", "one1", "-U", "-w", "-", "udp")
    reader = subprocess.Popen([PROGRAM, "dump", "-nn", "-t", "-l", "-c", "3", "-r", "-"], env=ENV,
                              stdin=writer.p.stdout, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    writer.p.stdout.close()
    writer.p.stdout = None
    talk()
    out, err = reader.communicate(timeout=20)
    talk()
    said = writer.end(None)
    assert reader.returncode == 0 and len(lines(out.decode())) == 3, (out, err)
    assert said[2] == 0 and "cannot" not in said[1], said


def test_names_cannot_speak_to_the_terminal():
    name = "e\x1b[7m\u009b7m"
    add_interface(name)
    ip("-n", HERE, "addr", "add", "10.77.9.1/24", "dev", name)
    try:
        said = ""
        for args in ("-nn", "-i", name), ("-nn", "-i", "any"):
            c = tcplens(*args, "arp")
            flood(1, 10, "10.77.9.2")
            out, err, _ = c.end()
            assert lines(out), (args, err)
            said += out + err
        for args in ("-D",), ("-i", name, "-L"), ("-i", name + "x"), ("-r", "/nonexistent/" + name):
            done = subprocess.run(inside(PROGRAM, "dump", *args), env=ENV, capture_output=True, text=True,
                                  timeout=20, check=False)
            said += done.stdout + done.stderr
        assert "\x1b" not in said and "\u009b" not in said, said
    finally:
        ip("-n", HERE, "link", "del", name)


# --- rights


def status_of(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as f:
        return dict(line.rstrip("\n").split(":\t", 1) for line in f if ":\t" in line)


def nothing_left(pid, uid=None):
    s = status_of(pid)
    for kind in ("CapPrm", "CapEff", "CapInh", "CapBnd", "CapAmb"):
        assert int(s[kind], 16) == 0, (kind, s[kind])
    assert s["NoNewPrivs"] == "1" and (SANITIZED or s["Seccomp"] == "2"), s
    assert uid is None or s["Uid"].split() == [str(uid)] * 4, s["Uid"]


def test_dump_keeps_no_right():
    c = tcplens("-nn", "-Z", "daemon", "-i", "any", "udp")
    nothing_left(c.p.pid, DAEMON)
    talk()
    out, err, rc = c.end()
    assert rc == 0 and len(lines(out)) == 6 and "one1 " in out, (out, err)


def test_explain_keeps_no_right():
    c = Catcher(PROGRAM, "explain", "-i", "one1", "tcp")
    nothing_left(c.p.pid)
    talk()
    out, err, rc = c.end()
    assert rc == 0 and "packets captured" in err, (out, err)


def test_flows_keeps_no_right():
    c = Catcher(PROGRAM, "flows", "-i", "one1", "tcp")
    nothing_left(c.p.pid)
    talk()
    out, err, rc = c.end()
    assert rc == 0 and "packets captured" in err, (out, err)


def test_missing_right_has_one_line():
    done = subprocess.run(["setpriv", "--reuid", str(DAEMON), "--regid", str(DAEMON), "--clear-groups",
                           *inside(PROGRAM)[4:], "dump", "-i", "lo"], env=ENV, capture_output=True,
                          text=True, timeout=20, check=False)
    assert done.returncode == 1 and done.stderr.count("\n") == 1, done
    assert f"sudo setcap cap_net_raw,cap_net_admin=ep {PROGRAM}" in done.stderr, done.stderr


def owners(place):
    return {name: os.stat(os.path.join(place, name)).st_uid for name in sorted(os.listdir(place))}


def flood(n, size, to="127.0.0.1"):
    subprocess.run(inside("python3", "-c", "import socket\n"
                          "s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\n"
                          f"for i in range({n}): s.sendto(b'x' * {size}, ('{to}', 9))"),
                   check=True, timeout=30)


def gzip_of(path):
    with gzip.open(path) as f:
        return f.read()


def rotate(place, *args, env=None, sent=50):
    c = tcplens("-i", "lo", "-C", "1", *args, "udp", env=env, cwd=place)
    flood(sent, 60000)
    return c.end()


def test_rotation_below_a_directory_of_root():
    with tempfile.TemporaryDirectory() as place:
        os.chmod(place, 0o755)
        out, err, rc = rotate(place, "-w", "ring", env={"SUDO_UID": "1", "SUDO_GID": "1"})
        assert rc == 0 and owners(place) == dict.fromkeys(["ring", "ring1", "ring2"], DAEMON), \
            (owners(place), err)


def test_rotation_as_another_user():
    with tempfile.TemporaryDirectory() as place:
        rotate(place, "-Z", "daemon", "-w", "ring", env={"SUDO_UID": "2", "SUDO_GID": "2"})
        assert set(owners(place).values()) == {DAEMON} and len(owners(place)) == 3, owners(place)


def eventually_in(place, done, patience_s=10):
    """The names in each directory of `place` once they are `done`, or at last: nobody waits for the
    commands that run on saved files."""
    end = time.monotonic() + patience_s
    while True:
        made = [os.listdir(os.path.join(place, d)) for d in sorted(os.listdir(place))]
        if done(made) or time.monotonic() > end:
            return made
        time.sleep(0.1)


def test_rotation_into_directories_by_time():
    """The command runs on the last file too, and the packet that finds no file left is counted."""
    with tempfile.TemporaryDirectory() as place:
        os.chmod(place, 0o755)
        for second in range(61):
            os.mkdir(os.path.join(place, f"at-{second:02}"))
            os.chmod(os.path.join(place, f"at-{second:02}"), 0o777)
        c = tcplens("-Z", "daemon", "-i", "one1", "-G", "1", "-W", "3", "-w", "at-%S/y", "-z", "gzip", "udp",
                    cwd=place)
        while c.p.poll() is None:
            flood(1, 10, "10.77.1.2")
            time.sleep(0.3)
        out, err, rc = c.end(None)
        made = eventually_in(place, lambda made: sum(names == ["y.gz"] for names in made) == 3)
        assert rc == 0 and [names for names in made if names] == [["y.gz"]] * 3, (made, err)
        assert "Maximum file limit reached: 3" in err, err
        saved = sum(len(gzip_of(os.path.join(place, d, "y.gz"))) - 24
                    for d in os.listdir(place) if os.path.exists(os.path.join(place, d, "y.gz")))
        captured = int(re.search(r"^(\d+) packets? captured", err, re.M)[1])
        assert saved == (captured - 1) * (16 + 42 + 10), (saved, err)


def test_rotation_follows_no_link():
    with tempfile.TemporaryDirectory() as place, tempfile.TemporaryDirectory() as other:
        os.chmod(place, 0o777)
        target = os.path.join(other, "precious")
        with open(target, "w", encoding="ascii") as f:
            f.write("precious")
        os.symlink(target, os.path.join(place, "ring1"))
        out, err, rc = rotate(place, "-w", "ring")
        with open(target, encoding="ascii") as f:
            assert f.read() == "precious"
        assert rc == 1 and "ring1: " in err, (rc, err)


def test_what_was_there_keeps_its_owner():
    with tempfile.TemporaryDirectory() as place:
        path = os.path.join(place, "ring")
        with open(path, "w", encoding="ascii"):
            pass
        os.chown(path, 2, 2)
        rotate(place, "-Z", "daemon", "-w", "ring")
        assert owners(place) == {"ring": 2, "ring1": DAEMON, "ring2": DAEMON}, owners(place)


def test_command_has_no_right():
    with tempfile.TemporaryDirectory() as place:
        os.chmod(place, 0o777)
        script = os.path.join(place, "note")
        with open(script, "w", encoding="ascii") as f:
            f.write("#!/bin/sh\ngrep -E '^(CapEff|CapBnd|Uid|Seccomp):' /proc/self/status >$1.note\n")
        os.chmod(script, 0o755)
        rotate(place, "-Z", "daemon", "-w", "ring", "-z", "./note")
        time.sleep(0.5)
        with open(os.path.join(place, "ring.note"), encoding="ascii") as f:
            note = f.read().split()
        assert note == ["Uid:", *["1"] * 4, "CapEff:", "0" * 16, "CapBnd:", "0" * 16, "Seccomp:", "0"], note


def test_command_compresses():
    with tempfile.TemporaryDirectory() as place:
        os.chmod(place, 0o777)
        rotate(place, "-Z", "daemon", "-w", "ring", "-z", "gzip")
        for _ in range(50):
            if sorted(os.listdir(place)) == ["ring.gz", "ring1.gz", "ring2"]:
                break
            time.sleep(0.1)
        assert owners(place) == dict.fromkeys(["ring.gz", "ring1.gz", "ring2"], DAEMON), owners(place)
        for name in "ring.gz", "ring1.gz":
            subprocess.run(["gzip", "-t", name], cwd=place, check=True)


# --- losses


def test_losses_are_told_on_a_terminal():
    """Nobody reads what it prints, and its ring is small: the output is too slow."""
    ours, theirs = pty.openpty()
    c = tcplens("-nn", "-X", "-B", "300", "-i", "lo", "udp", stderr=theirs)
    os.close(theirs)
    said = b""
    while b"listening on" not in said:
        said += os.read(ours, 4096)
    flood(3000, 1000)
    time.sleep(1.2)
    os.set_blocking(c.p.stdout.fileno(), False)
    until = time.time() + 4
    while time.time() < until:
        try:
            os.read(c.p.stdout.fileno(), 1 << 20)
        except BlockingIOError:
            time.sleep(0.05)
    c.p.send_signal(signal.SIGINT)
    c.p.stdout.close()
    c.p.wait(timeout=20)
    os.set_blocking(ours, False)
    try:
        while piece := os.read(ours, 4096):
            said += piece
    except OSError:
        pass
    os.close(ours)
    found = re.search(rb"dropped so far: ring full (\d+), output too slow (\d+), interface 0", said)
    assert found and int(found[2]) > 0, said


def test_losses_are_not_told_elsewhere():
    c = tcplens("-nn", "-X", "-B", "300", "-i", "lo", "udp")
    flood(3000, 1000)
    time.sleep(1.2)
    out, err, rc = c.end()
    assert rc == 0 and re.search(r"^[1-9]\d* packets dropped by kernel$", err, re.M), err
    assert "so far" not in err


def why_not():
    if os.geteuid() != 0:
        return "needs root"
    if not shutil.which("ip"):
        return "needs ip(8)"
    try:
        make_network()
        socket.socket(socket.AF_PACKET, socket.SOCK_RAW).close()
    except (subprocess.CalledProcessError, OSError) as e:
        remove_network()
        return f"no network of its own: {e}"
    return None


def main():
    signal.signal(signal.SIGHUP, signal.SIG_DFL)  # what nohup(1) ignores, tcpdump ignores too
    tests = [(n, f) for n, f in globals().items() if n.startswith("test_")]
    wanted = sys.argv[2:]
    failed = 0
    reason = why_not()
    if reason:
        print(f"1..0 # SKIP {reason}")
        return 0
    print(f"1..{len(tests)}")
    try:
        for i, (name, test) in enumerate(tests, 1):
            if wanted and name not in wanted:
                continue
            try:
                test()
                print(f"ok {i} - {name}")
            except Skip as why:
                print(f"ok {i} - {name} # SKIP {why}")
            except Exception:  # pylint: disable=broad-except
                failed += 1
                print(f"not ok {i} - {name}")
                print("".join("# " + line + "\n" for line in traceback.format_exc().splitlines()))
            sys.stdout.flush()
    finally:
        remove_network()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
