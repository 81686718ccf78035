# SPDX-License-Identifier: BSD-3-Clause
"""words_test.py PROGRAM - what `tcplens dump` says besides packets, as TAP: names for numbers,
notices, complaints and exit statuses, all to the letter as tcpdump 4.99.3 says them.

Names are looked up in a network and an /etc of the test's own, for which it has to be root.
"""
import os
import re
import signal
import subprocess
import sys
import time

import capture
import dump_test
from dump_test import PLAIN, PROGRAM, Skip, dump, finish, lines, listen, read, run, talk, web, write


# --- complaints and exit statuses


def complaint(*args, notice=False):
    """What is said on standard error, after the notice if there is one."""
    out, err = dump(*args, rc=1)
    said = err.splitlines()
    assert not notice or said.pop(0).startswith("reading from file"), err
    assert out == b"" or notice
    assert len(said) == 1 and said[0].startswith("tcplens: "), err
    return said[0][len("tcplens: "):]


def test_arguments():
    for args, words in (
            (("-c", "0"), "invalid packet count 0"),
            (("-c", "-1"), "invalid packet count -1"),
            (("-s", "300000"), "invalid snaplen 300000 (must be >= 0 and <= 262144)"),
            (("-B", "0"), "invalid packet buffer size 0"),
            (("-C", "0"), "invalid file size 0"),
            (("-G", "-1"), "invalid number of seconds -1"),
            (("-W", "0"), "invalid number of output files 0"),
            (("-Q", "up"), "unknown capture direction `up'"),
            (("-T", "x"), "unknown packet type `x'"),
            (("-y", "x"), "invalid data link type x"),
            (("-j", "x"), "invalid time stamp type x"),
            (("-f",), "-f can not be used with -V or -r"),
            (("-V", "x"), "-V and -r are mutually exclusive."),
            (("-tttttt",), "only -t, -tt, -ttt, -tttt and -ttttt are supported")):
        assert complaint(*args, "-r", web()) == words, args


def test_arguments_that_tcpdump_takes():
    web()
    usual = dump("-nr", "web.pcap")[0]
    for args in (("-s0",), ("-s", "68"), ("-B", "2000000"), ("-Q", "IN"), ("-y", "RAW"), ("-a",),
                 ("-C", "5"), ("-G", "5"), ("-G", "0"), ("-W", "3"), ("-z", "true"), ("-p",), ("-I",),
                 ("-U",), ("-l",), ("-c", "99999999999"), ("--immediate-mode",), ("-j", "host"),
                 ("--micro",), ("--nano", "--micro"), ("--time-stamp-precision=micro",)):
        assert dump(*args, "-nr", "web.pcap")[0] == usual, args
    assert dump("--micro", "--nano", "-c1", "-nr", "web.pcap")[0] != dump("-c1", "-nr", "web.pcap")[0]
    for args in (("--number",), ("--numb",), ("-#",)):
        assert dump(*args, "-c1", "-nr", "web.pcap")[0].startswith(b"    1  "), args


def test_filter_after_two_dashes():
    web()
    assert dump("-nr", "web.pcap", "--", "port", "80")[0] == dump("-nr", "web.pcap")[0]
    assert complaint("-nr", "web.pcap", "--", "-c", "1", notice=True) == \
        "can't parse filter expression: syntax error"


def test_files():
    web()
    whole = read("web.pcap")
    write("cut", whole[:-5])
    write("cutheader", whole[:24 + 7])
    write("tiny", whole[:10])
    write("empty", b"")
    write("junk", b"this is no capture")
    for args, words in ((("-r", "nosuch"), "nosuch: No such file or directory"),
                        (("-r", "."), "error reading dump file: Is a directory"),
                        (("-r", "junk"), "unknown file format"),
                        (("-r", "empty"), "truncated dump file; tried to read 4 file header bytes, "
                                          "only got 0"),
                        (("-r", "tiny"), "truncated dump file; tried to read 24 file header bytes, "
                                         "only got 6"),
                        (("-V", "nosuch"), "Unable to open file: No such file or directory"),
                        (("-V", "empty"), "Nothing in empty")):
        assert complaint("-n", *args) == words, args
    for args, words in ((("-r", "cutheader"), "pcap_loop: truncated dump file; tried to read 16 "
                                              "header bytes, only got 7"),
                        (("-r", "cut"), "pcap_loop: truncated dump file; tried to read 54 captured "
                                        "bytes, only got 49"),
                        (("-r", "web.pcap", "-w", "no/x"), "no/x: No such file or directory"),
                        (("-r", "web.pcap", "port", "99999"), "illegal port number 99999 > 65535"),
                        (("-r", "web.pcap", "tcp", "and"),
                         "can't parse filter expression: syntax error")):
        assert complaint("-n", *args, notice=True) == words, args
    assert complaint("-r", "web.pcap", "-F", "nosuch") == "can't open nosuch: No such file or directory"
    assert complaint("-r", "web.pcap", "-F", ".") == "read .: Is a directory"


def test_broadcast_in_a_file():
    assert dump("-nr", web(), "ip", "broadcast")[0] == b""


def test_numbers_of_interfaces():
    assert complaint("-i", "99").startswith("Invalid adapter index")
    assert complaint("-i", "0").startswith("Invalid adapter index")


def test_counts():
    web()
    assert dump("--count", "-r", "web.pcap", "port", "80")[0] == b"10 packets\n"
    assert dump("--count", "--print", "-r", "web.pcap")[0] == b"10 packets\n"
    assert dump("--count", "-w", "copy", "-r", "web.pcap")[0] == b"10 packets\n"
    assert dump("--count", "-w", "-", "-r", "web.pcap")[0] == read("web.pcap") + b"10 packets\n"
    write("list", b"web.pcap\nnosuch\n")
    assert dump("--count", "-V", "list", rc=1)[0] == b""
    out = dump("--count", "--print", "-n", "-w", "copy", "-r", "web.pcap")[0]
    assert len(lines(out)) == 11 and read("copy") == read("web.pcap")


def test_version_and_help():
    out, err = dump("--version")
    first, second = lines(out)
    assert err == "" and first.startswith("tcplens version ") and "tcpdump version 4.99" in first
    assert second.startswith("libpcap version ")
    for flag in ("-h", "--help"):
        out, err = dump(flag)
        assert err == "" and out.startswith(b"Usage: tcplens dump ") and b"--immediate-mode" in out
    assert max(map(len, lines(out))) <= 80


def test_messages_as_tcpdump():
    os.symlink(PROGRAM, "tcpdump")
    err = run("-c", "0", program="./tcpdump", rc=1)[1]
    assert err == "tcpdump: invalid packet count 0\n"
    err = run("-R", program="./tcpdump", rc=1)[1]
    assert err == "tcpdump: there is no option -R; see \"tcpdump --help\"\n"


def test_version_and_help_as_tcpdump():
    os.symlink(PROGRAM, "tcpdump")
    out, err = run("--version", program="./tcpdump")
    first, second = lines(out)
    assert err == "" and re.fullmatch(r"tcpdump version 4\.99\.\d \(tcplens [\d.]+\)", first), first
    assert second.startswith("libpcap version ")
    out, err = run("-h", program="./tcpdump")
    assert err == "" and out.startswith(b"Usage: tcpdump [OPTION]") and b"tcplens dump" not in out
    assert max(map(len, lines(out))) <= 80


def test_options_that_are_not():
    for option, words in (
            ("-R", "there is no option -R; see \"tcplens dump --help\""),
            ("--nosuchthing", "there is no option --nosuchthing; see \"tcplens dump --help\""),
            ("--micr0", "there is no option --micr0; did you mean --micro?"),
            ("--no", "--no may be --no-optimize or --no-promiscuous-mode"),
            ("--n", "--n may be --nano, --number or another"),
            ("--count=3", "--count takes no argument"),
            ("-E", "-E wants an argument: SECRET")):
        assert complaint(option) == words, option
    for option in ("-E", "-M", "-m", "--list-remote-interfaces"):
        assert complaint("-r", web(), option, "x").startswith(option + ": "), option


def test_type_of_udp_silences_tcp():
    request = capture.tcp(capture.ACK, 1, 1, b"GET / HTTP/1.1\r\n\r\n")
    write("get.pcap", capture.pcap([request]))
    assert b"HTTP: GET" in dump("-nr", "get.pcap")[0]
    assert lines(dump("-nr", "get.pcap", "-T", "vxlan")[0])[0].endswith("length 18")


def test_lines_at_once():
    web()
    for flag in ("-U", "-l"):
        with subprocess.Popen([PROGRAM, "dump", "-n", flag, "-r", "-"], env=PLAIN,
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL) as p:
            p.stdin.write(read("web.pcap"))
            p.stdin.flush()
            told = [p.stdout.readline() for _ in range(10)]  # the pipe is still open
            p.stdin.close()
        assert told[9].endswith(b"\n"), told


def test_unknown_user():
    assert complaint("-r", web(), "-Z", "no-such-user", notice=True) == \
        "Couldn't find user 'no-such-user'"


def test_reader_goes_away():
    frame = capture.tcp(capture.ACK, 1, 1, b"x" * 1000)
    write("long.pcap", capture.pcap([frame] * 5000))
    for args in (("-nX",), ("-w", "-")):
        with subprocess.Popen([PROGRAM, "dump", *args, "-r", "long.pcap"], env=PLAIN,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE) as p:
            p.stdout.read(100)
            p.stdout.close()
            err = p.stderr.read()
        assert err.count(b"\n") <= 1 or args[0] == "-w", err


def test_full_disk():
    for args in (("-n",), ("--count",)):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([PROGRAM, "dump", *args, "-r", web()], env=PLAIN, stdout=full,
                                  stderr=subprocess.PIPE, check=False, timeout=60)
        assert done.returncode == 14 and b"No space left" in done.stderr, done


def test_lists_from_an_interface():
    names = [line.split(".", 1)[1].split(" ")[0] for line in lines(dump("-D")[0])]
    assert "lo" in names and "any" in names
    try:
        out, err = dump("-L", "-i", "lo")
    except AssertionError as why:
        raise Skip("no right to capture on lo") from why
    assert out == b"" and err.startswith("Data link types for lo (use option -y to set):\n"
                                        "  EN10MB (Ethernet)\n")
    assert "(printing not supported)" not in err
    assert dump("-J", "-i", "lo")[1] == "Time stamp types for lo (use option -j to set):\n  host (Host)\n"


# --- live, on loopback


def test_notices():
    p, said = listen("-v", "-w", "x.pcap", "udp port 47123")
    assert said == ("tcplens: listening on lo, link-type EN10MB (Ethernet), "
                    "snapshot length 262144 bytes\n")
    talk(3)
    time.sleep(2.2)
    err = finish(p)[1]
    assert re.fullmatch(r"(Got \d+\r)*Got 3\r3 packets captured\n\d+ packets received by filter\n"
                        r"0 packets dropped by kernel\n", err), err


def test_sums_in_one_line():
    p, said = listen("-nn", "udp dst port 47123")
    assert said.splitlines()[0] == ("tcplens: verbose output suppressed, use -v[v]... for full "
                                    "protocol decode")
    talk(1)
    time.sleep(0.4)
    p.send_signal(signal.SIGUSR1)
    err = finish(p, signal.SIGHUP)[1]
    assert re.search(r"^tcplens: 1 packet captured, \d+ packets? received by filter, 0 packets "
                     r"dropped by kernel\n1 packet captured\n", err), err


# --- names

# A machine of its own: loopback, an /etc, and a name server that says `answer` or nothing.
BOX = """
import os, socket, struct, subprocess, sys, threading
subprocess.run(["mount", "--bind", "etc", "/etc"], check=True)
subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
answer = bytes.fromhex(sys.argv[1])
server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind(("127.0.0.1", 53))
def serve():
    while True:
        question, who = server.recvfrom(512)
        if answer:
            server.sendto(question[:2] + b"\\x81\\x80\\0\\1\\0\\1\\0\\0\\0\\0" + question[12:] +
                          b"\\xc0\\x0c\\0\\x0c\\0\\1\\0\\0\\0\\x3c" + struct.pack(">H", len(answer)) +
                          answer, who)
threading.Thread(target=serve, daemon=True).start()
sys.exit(subprocess.run(sys.argv[2:], timeout=50).returncode)
"""


def box(*args, answer=b"", rc=0):
    if os.geteuid() != 0:
        raise Skip("not root")
    os.makedirs("etc", exist_ok=True)
    for name, text in (("hosts", "10.0.0.1 client.example.org c\n2001:db8::1 six.example.org\n"),
                       ("services", "first\t80/tcp\nsecond\t80/tcp\ndomain\t53/udp\nx\x1b[31m\t5000/udp\n"),
                       ("ethers", "02:00:00:00:00:01 station\n"),
                       ("nsswitch.conf", "hosts: files dns\nservices: files\nethers: files\n"),
                       ("resolv.conf", "nameserver 127.0.0.1\n"), ("host.conf", ""),
                       ("passwd", "root:x:0:0::/:/bin/sh\n"), ("group", "root:x:0:\n")):
        write("etc/" + name, text.encode())
    try:
        done = subprocess.run(["unshare", "-m", "-n", sys.executable, "-c", BOX, answer.hex(), PROGRAM,
                               "dump", *args], env=PLAIN, capture_output=True, timeout=60, check=False)
    except FileNotFoundError as why:
        raise Skip("no unshare(1)") from why
    if b"unshare" in done.stderr or b"mount" in done.stderr:
        raise Skip("no namespaces")
    assert done.returncode == rc, done.stderr
    return done.stdout.decode("latin-1")


def test_names_of_hosts_ports_and_stations():
    web()
    first = box("-t", "-c1", "-e", "-r", "web.pcap")
    assert first.startswith("station > 02:00:00:00:00:02 (oui Unknown), ethertype IPv4 (0x0800), "
                            "length 54: client.example.org.40000 > 10.0.0.2.first: Flags [S]"), first
    assert " client.40000 > 10.0.0.2.first: " in box("-N", "-t", "-c1", "-r", "web.pcap")
    assert box("-n", "-t", "-c1", "-e", "-r", "web.pcap").startswith(
        "02:00:00:00:00:01 > 02:00:00:00:00:02, ethertype IPv4 (0x0800), length 54: "
        "10.0.0.1.40000 > 10.0.0.2.80: ")
    assert box("-nn", "-r", "web.pcap") == box("-n", "-r", "web.pcap")


def test_names_from_the_network():
    web()
    name = b"\x06server\x07example\x00"
    out = box("-t", "-r", "web.pcap", answer=name)
    assert "client.example.org.40000 > server.example.first: Flags [S]" in out
    assert "10.0.0" not in out  # asked once, known ever after


def test_names_cannot_speak_to_the_terminal():
    write("udp.pcap", capture.pcap([capture.udp()]))
    out = box("-r", "udp.pcap", answer=b"\x09\x1b[31mevil\x07\x00")
    assert "\x1b" not in out and "\x07" not in out and "client.example.org.x?[31m > " in out, out


def test_a_dead_resolver_does_not_hold_up_packets():
    web()
    begun = time.monotonic()
    out = box("-t", "-r", "web.pcap")
    assert time.monotonic() - begun < 10
    assert out.count("10.0.0.2.first") == 10 and out.count("client.example.org") == 10


def test_no_process_is_left():
    p, _ = listen("-l", "udp dst port 47123")
    mine = subprocess.run(["ps", "--ppid", str(p.pid), "-o", "pid="], capture_output=True, check=False)
    children = [int(n) for n in mine.stdout.split()]
    assert len(children) == 1, children
    with open(f"/proc/{children[0]}/status", encoding="ascii") as f:
        status = dict(line.rstrip("\n").split(":\t", 1) for line in f if ":\t" in line)
    assert int(status["CapEff"], 16) == 0 and status["NoNewPrivs"] == "1", status
    p.kill()
    p.communicate()
    for _ in range(50):
        if not os.path.exists(f"/proc/{children[0]}"):
            return
        time.sleep(0.05)
    raise AssertionError("the resolver outlives its parent")


if __name__ == "__main__":
    sys.exit(dump_test.main(globals()))
