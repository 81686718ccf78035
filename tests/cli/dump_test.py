# SPDX-License-Identifier: BSD-3-Clause
"""dump_test.py PROGRAM - `tcplens dump` from outside, as TAP: its options, savefiles and signals.

What tcpdump 4.99.3 does was seen by running it; the tests need no tcpdump. Live tests need the right
to capture on loopback and are skipped without it.
"""
import os
import re
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
import traceback

import capture

PROGRAM = os.path.abspath(sys.argv[1])
PLAIN = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TZ": "UTC"}
for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS", "LD_LIBRARY_PATH"):
    if name in os.environ:
        PLAIN[name] = os.environ[name]


class Skip(Exception):
    pass


def run(*args, stdin=b"", program=PROGRAM, rc=0):
    done = subprocess.run([program, *args], input=stdin, env=PLAIN, capture_output=True, timeout=60)
    assert done.returncode == rc, f"exit status {done.returncode}, not {rc}: {done.stderr!r}"
    return done.stdout, done.stderr.decode()


def dump(*args, **more):
    return run("dump", *args, **more)


def write(name, octets):
    with open(name, "wb") as f:
        f.write(octets)
    return name


def read(name):
    with open(name, "rb") as f:
        return f.read()


def web():
    return write("web.pcap", capture.pcap(capture.conversation()))


def frames_in(octets):
    """Frames of a savefile, counted by its record headers."""
    at, n = 24, 0
    while at < len(octets):
        at += 16 + struct.unpack_from("=I", octets, at + 8)[0]
        n += 1
    assert at == len(octets), "the last record is cut"
    return n


def lines(octets):
    return octets.decode().splitlines()


# --- options


def test_notice_is_tcpdumps():
    assert dump("-n", "-r", web())[1] == ("reading from file web.pcap, link-type EN10MB (Ethernet), "
                                          "snapshot length 262144\n")


def test_clustered_and_repeated_letters():
    web()
    apart = dump("-n", "-n", "-v", "-v", "-X", "-r", "web.pcap")[0]
    assert dump("-nnvvXr", "web.pcap")[0] == apart
    assert dump("-nnvvXrweb.pcap")[0] == apart
    assert dump("-nr", "web.pcap")[0] != apart


def test_filter_of_several_words_among_options():
    web()
    words = ("tcp[tcpflags]", "&", "tcp-syn", "!=", "0")
    assert len(lines(dump("-r", "web.pcap", *words, "-n")[0])) == 2
    assert len(lines(dump("-nr", "web.pcap", " ".join(words))[0])) == 2


def test_count_stops():
    assert len(lines(dump("-nc3", "-r", web())[0])) == 3
    assert dump("-c", "1", "--count", "-r", web())[0] == b"1 packet\n"
    assert dump("--count", "-r", web())[0] == b"10 packets\n"


def test_unknown_words_are_refused():
    for args in (("-c", "0"), ("-c", "x"), ("-s", "-1"), ("-s", "300000"), ("-Q", "up"), ("-T", "x"),
                 ("-C", "0"), ("-W", "0"), ("-B", "0"), ("-8",), ("--foo",), ("--print=3",),
                 ("--time-stamp-precision", "pico"), ("-tttttt",), ("-f",), ("-V", "x")):
        out, err = dump(*args, "-r", web(), rc=1)
        assert out == b"" and err.startswith("tcplens: ") and err.count("\n") == 1, (args, err)


def test_what_serves_other_protocols_is_refused():
    for flag in ("-E", "-M", "-m"):
        err = dump(flag, "x", "-r", web(), rc=1)[1]
        assert err.startswith(f"tcplens: {flag}: ") and err.count("\n") == 1, err


def test_packet_types_of_tcpdump_are_taken():
    for name in ("cnfp", "RTP", "domain", "resp", "vxlan", "zmtp1"):
        assert len(lines(dump("-T", name, "-nr", web())[0])) == 10


def test_failures_have_one_line_and_status_1():
    assert "nosuch" in dump("-r", "nosuch", rc=1)[1]
    assert "parse" in dump("-r", web(), "nonsense and", rc=1)[1]
    assert "nosuch" in dump("-F", "nosuch", "-r", web(), rc=1)[1]
    assert "nosuch" in dump("-w", "nosuch/x", "-r", web(), rc=1)[1]
    assert "nosuchuser" in dump("-Z", "nosuchuser", "-r", web(), rc=1)[1]


def test_a_cut_file_is_printed_to_the_cut():
    write("cut.pcap", read(web())[:-5])
    out, err = dump("-nr", "cut.pcap", rc=1)
    assert len(lines(out)) == 9 and "truncated dump file" in err.splitlines()[1]
    assert dump("--count", "-r", "cut.pcap", rc=1)[0] == b"9 packets\n"


def test_filter_from_a_file():
    write("filter", b"# the two SYNs\ntcp[tcpflags] & # flags\n tcp-syn != 0\n")
    assert len(lines(dump("-nr", web(), "-F", "filter", "port", "1")[0])) == 2


def test_list_of_files():
    write("list", b"web.pcap\nweb.pcap\n")
    web()
    out, err = dump("-n", "-c", "15", "-V", "list")
    assert len(lines(out)) == 20 and err.count("reading from file web.pcap") == 2
    assert len(lines(dump("-n", "-c", "3", "-V", "list")[0])) == 6  # of each
    assert dump("--count", "-V", "list")[0] == b"20 packets\n"
    assert "Nothing in empty" in dump("-V", write("empty", b""), rc=1)[1]
    assert "Unable to open file" in dump("-V", "nosuch", rc=1)[1]


def test_called_tcpdump():
    os.symlink(PROGRAM, "tcpdump")
    assert run("-nr", web(), program="./tcpdump")[0] == dump("-nr", "web.pcap")[0]


def test_code():
    decimal = lines(dump("-ddd", "-y", "EN10MB", "tcp")[0])
    assert int(decimal[0]) == len(decimal) - 1 and decimal[1] == "40 0 0 12"
    assert lines(dump("-dd", "-r", web(), "tcp")[0])[0] == "{ 0x28, 0, 0, 0x0000000c },"
    out, err = dump("-d", "ip")
    assert lines(out)[0] == "(000) ldh      [12]" and err == "Warning: assuming Ethernet\n"
    assert dump("-d", "-y", "NONSENSE", rc=1)[1].startswith("tcplens: invalid data link type")


# --- savefiles


def test_save_of_everything_is_the_same_file():
    assert dump("-r", web(), "-w", "-")[0] == read("web.pcap")
    dump("-r", "web.pcap", "-w", "copy.pcap")
    assert read("copy.pcap") == read("web.pcap")


def test_save_through_pipes():
    saved = dump("-r", "-", "-w", "-", "port", "80", stdin=read(web()))[0]
    assert saved == read("web.pcap")
    assert len(lines(dump("-nr", "-", stdin=saved)[0])) == 10


def test_save_filters_counts_and_prints():
    out = dump("-nr", web(), "-c", "2", "--print", "-w", "two.pcap")[0]
    assert len(lines(out)) == 2 and frames_in(read("two.pcap")) == 2
    assert dump("-nr", "web.pcap", "-w", "none.pcap", "udp")[0] == b""
    assert read("none.pcap") == read("web.pcap")[:24]


def test_save_nanoseconds():
    saved = dump("-r", web(), "--nano", "-w", "-")[0]
    assert struct.unpack_from("=I", saved)[0] == 0xA1B23C4D
    assert struct.unpack_from("=I", saved, 24 + 4)[0] == 0
    assert dump("-r", "-", "-w", "-", stdin=saved)[0] == read("web.pcap")


def test_snaplen_of_the_file_clips():
    octets = bytearray(read(web()))
    struct.pack_into("=I", octets, 16, 60)
    saved = dump("-r", write("short.pcap", octets), "-w", "-")[0]
    assert frames_in(saved) == 10 and max(
        struct.unpack_from("=I", saved, at)[0] for at in (24 + 8,)) <= 60


def test_refuses_what_libpcap_refuses():
    octets = bytearray(read(web()))
    for at, value, text in ((6, 5, "version 2.5"), (20, 14, "type 14"), (22, 1, "type 65537")):
        damaged = octets.copy()
        struct.pack_into("=H", damaged, at, value)
        out, err = dump("-nr", write("refused.pcap", damaged), rc=1)
        assert out == b"" and text in err.splitlines()[-1], err


def big():
    """More than three times the million octets that -C 1 counts in."""
    frame = capture.tcp(capture.ACK, 1, 1, b"x" * 1400)
    return write("big.pcap", capture.pcap([frame] * 2200))


def test_rotation_by_size():
    big()
    dump("-r", "big.pcap", "-C", "1", "-w", "part")
    names = ["part", "part1", "part2", "part3"]
    assert sorted(n for n in os.listdir() if n.startswith("part")) == names
    assert sum(frames_in(read(n)) for n in names) == 2200
    for n in names[:-1]:
        assert 1000000 < os.path.getsize(n) <= 1000000 + 1500


def test_rotation_uses_names_again():
    big()
    dump("-r", "big.pcap", "-C", "1", "-W", "2", "-w", "ring.")
    assert sorted(n for n in os.listdir() if n.startswith("ring.")) == ["ring.0", "ring.1"]
    dump("-r", "big.pcap", "-C", "1", "-W", "11", "-w", "wide.")
    assert "wide.00" in os.listdir() and "wide.03" in os.listdir()


def test_rotation_runs_a_command():
    big()
    write("note", b"#!/bin/sh\necho \"$1\" >>closed\n")
    os.chmod("note", 0o755)
    write("closed", b"")
    os.chmod("closed", 0o666)
    dump("-r", "big.pcap", "-C", "1", "-w", "part", "-z", "./note")
    for _ in range(100):
        if len(read("closed").splitlines()) == 3:
            break
        time.sleep(0.05)
    assert sorted(read("closed").split()) == [b"part", b"part1", b"part2"]


def test_frame_check_octets_are_kept():
    octets = bytearray(read(web()))
    octets[20:24] = struct.pack("=I", 1 | 0x24 << 24)
    assert dump("-r", write("fcs.pcap", octets), "-w", "-")[0] == octets


def test_name_by_time():
    dump("-r", web(), "-G", "3600", "-w", "at-%Y.pcap")
    assert [n for n in os.listdir() if re.fullmatch(r"at-20\d\d\.pcap", n)]


def test_full_disk_is_said():
    assert "cannot be written" in dump("-r", web(), "-w", "/dev/full", rc=1)[1]


# --- live, on loopback


def listen(*args):
    """The program, capturing, and what it said; notes of what a kernel or build cannot do aside."""
    p = subprocess.Popen([PROGRAM, "dump", "-i", "lo", *args], env=PLAIN, stdout=subprocess.PIPE,
                         stderr=subprocess.PIPE)
    said = b""
    while b"listening on" not in said:
        line = p.stderr.readline()
        if not line:
            p.wait()
            if b"permission" in said.lower() or b"interface" in said:
                raise Skip("no right to capture on lo")
            raise AssertionError(said)
        if b": note: " not in line:
            said += line
    return p, said.decode()


def talk(n=1, size=10, port=47123):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        for _ in range(n):
            s.sendto(b"x" * size, ("127.0.0.1", port))
            time.sleep(0.001)


def finish(p, number=signal.SIGINT):
    time.sleep(0.4)
    p.send_signal(number)
    out, err = p.communicate(timeout=20)
    assert p.returncode == 0, (p.returncode, err)
    return out.decode(), err.decode()


def test_live_prints_and_sums_up():
    p, said = listen("-nn", "-l", "udp dst port 47123")
    assert said.splitlines()[-1] == ("listening on lo, link-type EN10MB (Ethernet), "
                                     "snapshot length 262144 bytes")
    talk(3)
    out, err = finish(p)
    assert out.count("> 127.0.0.1.47123:") == 3 and out.endswith("\n\n")
    assert re.search(r"^3 packets captured\n\d+ packets received by filter\n"
                     r"0 packets dropped by kernel\n", err, re.M), err


def test_live_stops_at_the_count():
    p, _ = listen("-nn", "-c", "2", "udp dst port 47123")
    talk(5)
    out, err = p.communicate(timeout=20)
    assert p.returncode == 0 and len(out.splitlines()) == 2 and b"2 packets captured" in err


def test_live_signals():
    p, _ = listen("-U", "-w", "-", "udp dst port 47123")
    talk(2)
    time.sleep(0.4)
    p.send_signal(signal.SIGUSR1)
    p.send_signal(signal.SIGUSR2)
    out, err = finish_octets(p)
    assert err.count(b"2 packets captured") == 2 and frames_in(out) == 2


def finish_octets(p):
    time.sleep(0.4)
    p.send_signal(signal.SIGTERM)
    out, err = p.communicate(timeout=20)
    assert p.returncode == 0, err
    return out, err


def test_live_gives_its_rights_up():
    if os.geteuid() != 0:
        raise Skip("not root")
    p, _ = listen("-w", "live.pcap", "udp dst port 47123")
    with open(f"/proc/{p.pid}/status", encoding="ascii") as f:
        status = dict(line.rstrip("\n").split(":\t", 1) for line in f if ":\t" in line)
    finish(p)
    for kind in ("CapPrm", "CapEff", "CapInh"):
        assert int(status[kind], 16) == 0, status
    assert status["NoNewPrivs"] == "1"


def test_live_rotation_without_rights():
    p, _ = listen("-C", "1", "-w", "rot", "udp dst port 47123")
    talk(40, 60000)
    finish(p)
    names = [n for n in os.listdir() if n.startswith("rot")]
    assert len(names) >= 2, names
    assert sum(frames_in(read(n)) for n in names) == 40


def test_no_such_interface():
    said = dump("-i", "nosuch0", rc=1)[1]
    if "permission" in said:
        raise Skip("no right to capture, and so none to know")
    assert "No such device exists; there are: " in said, said


def main(names):
    """Run every test among `names`, each in an empty directory."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)  # what nohup(1) ignores, tcpdump ignores too
    capture.live_apart()
    tests = [(n, f) for n, f in names.items() if n.startswith("test_")]
    failed = 0
    print(f"1..{len(tests)}")
    for i, (name, test) in enumerate(tests, 1):
        with tempfile.TemporaryDirectory() as place:
            os.chmod(place, 0o755)  # as root, the program becomes somebody else
            os.chdir(place)
            try:
                test()
                print(f"ok {i} - {name}")
            except Skip as why:
                print(f"ok {i} - {name} # SKIP {why}")
            except Exception:  # pylint: disable=broad-except
                failed += 1
                print(f"not ok {i} - {name}")
                print("".join("# " + line + "\n" for line in traceback.format_exc().splitlines()))
            os.chdir("/")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(globals()))
