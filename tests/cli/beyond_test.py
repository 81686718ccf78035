# SPDX-License-Identifier: BSD-3-Clause
"""beyond_test.py PROGRAM - what `tcplens dump` can do and tcpdump cannot, from outside, as TAP."""
import gzip
import os
import re
import shutil
import signal
import socket
import struct
import subprocess
import sys
import time

import capture
import dump_test
import pcapng
from dump_test import Skip, dump, lines, read, web, write

RAW = 101


# --- pcapng


def two_links(order="<"):
    """Two interfaces of different link types, the second one late; comments, directions, counts."""
    frames = capture.conversation()

    def number(code, value):
        return pcapng.option(code, struct.pack(order + "I", value), order)

    return (pcapng.section(order) +
            pcapng.interface(1, pcapng.option(pcapng.IF_NAME, b"eth0", order),
                             pcapng.option(pcapng.IF_DESCRIPTION, b"to the west", order),
                             pcapng.option(pcapng.IF_FILTER, b"\0tcp", order),
                             pcapng.option(pcapng.IF_OS, b"Plan 9", order), order=order) +
            pcapng.packet(0, 1700000000123456, frames[0],
                          pcapng.option(pcapng.COMMENT, "first – erster".encode(), order),
                          number(pcapng.FLAGS, 1), order=order) +
            pcapng.interface(RAW, pcapng.option(pcapng.IF_TSRESOL, b"\x09", order), snaplen=99,
                             order=order) +
            pcapng.packet(1, 1700000000123456789, frames[1][14:], number(pcapng.FLAGS, 2),
                          order=order) +
            pcapng.packet(0, 1700000001000000, frames[2],
                          pcapng.option(pcapng.COMMENT, b"a", order),
                          pcapng.option(pcapng.COMMENT, b"b" * 1000, order), order=order) +
            pcapng.statistics(1, 9, 2, order))


def test_pcapng_keeps_what_pcapng_says():
    frames = capture.conversation()
    for order in "<>":
        dump("-r", write("two.pcapng", two_links(order)), "-w", "copy.pcapng")
        interfaces, packets, counts = pcapng.said(read("copy.pcapng"))
        assert interfaces == [
            ((1, 262144), [(2, b"eth0"), (3, b"to the west"), (9, b"\x09"), (11, b"\0tcp"),
                           (12, b"Plan 9")]),
            ((RAW, 99), [(9, b"\x09")])], interfaces
        assert packets == [
            (0, 1700000000123456000, len(frames[0]) + 1, frames[0],
             [(1, "first – erster".encode()), (2, struct.pack("=I", 1))]),
            (1, 1700000000123456789, len(frames[1]) - 13, frames[1][14:],
             [(2, struct.pack("=I", 2))]),
            (0, 1700000001000000000, len(frames[2]) + 1, frames[2],
             [(1, b"a"), (1, b"b" * 1000)])], packets
        assert counts == [(1, [(4, 9), (5, 0), (7, 2)])], counts
        dump("-r", "copy.pcapng", "-w", "again.pcapng")
        assert read("again.pcapng") == read("copy.pcapng")


def test_pcapng_by_name_or_by_word():
    for args in (("-w", "x.pcapng"), ("--file-format", "pcapng", "-w", "x")):
        dump("-r", web(), *args)
        assert read(args[-1])[:4] == b"\x0a\x0d\x0d\x0a"
        assert dump("-nr", args[-1])[0] == dump("-nr", "web.pcap")[0]
    dump("-r", "web.pcap", "--file-format", "pcap", "-w", "y.pcapng")
    assert read("y.pcapng") == read("web.pcap")
    assert "pcap|pcapng" in dump("-r", "web.pcap", "--file-format", "snoop", "-w", "-", rc=1)[1]


def test_pcap_of_two_link_types_names_the_way_out():
    err = dump("-r", write("two.pcapng", two_links()), "-w", "x.pcap", rc=1)[1].splitlines()
    assert len(err) == 2 and err[1].startswith("tcplens: ") and "--file-format pcapng" in err[1]
    assert dump_test.frames_in(read("x.pcap")) == 1


def test_pcapng_of_several_captures():
    """Interfaces that two captures share are written once, others beside them."""
    write("a.pcapng", two_links())
    write("list", b"a.pcapng\nweb.pcap\na.pcapng\n")
    web()
    dump("-V", "list", "-w", "all.pcapng")
    interfaces, packets, counts = pcapng.said(read("all.pcapng"))
    assert [i[0][0] for i in interfaces] == [1, RAW, 1]
    assert [p[0] for p in packets] == [0, 1, 0] + [2] * 10 + [0, 1, 0]
    assert counts == [(1, [(4, 18), (5, 0), (7, 4)])], counts


def test_pcapng_rotates():
    dump("-r", dump_test.big(), "-C", "1", "-w", "part.pcapng")
    names = ["part.pcapng", "part.pcapng1", "part.pcapng2", "part.pcapng3"]
    assert sorted(n for n in os.listdir() if n.startswith("part")) == names
    parts = [pcapng.said(read(n)) for n in names]
    assert all(len(p[0]) == 1 for p in parts) and sum(len(p[1]) for p in parts) == 2200


def test_pcapng_is_what_others_read():
    if shutil.which("capinfos") is None:
        raise Skip("no capinfos")
    dump("-r", write("two.pcapng", two_links()), "-w", "copy.pcapng")
    done = subprocess.run(["capinfos", "copy.pcapng"], capture_output=True, timeout=60, check=True)
    for part in (b"Number of interfaces in file: 2", b"Name = eth0", b"Description = to the west",
                 b"Filter string = tcp", b"Operating system = Plan 9", b"Number of packets:   3",
                 b"Capture application: tcplens"):
        assert part in done.stdout, (part, done.stdout)
    assert done.stderr == b""


def test_live_pcapng_is_whole_whenever_it_is_killed():
    p, _ = dump_test.listen("-U", "-w", "live.pcapng", "udp dst port 47124")
    talk(20)
    time.sleep(0.4)
    p.send_signal(signal.SIGKILL)
    p.wait()
    (interface,), packets, counts = pcapng.said(read("live.pcapng"))
    assert (2, b"lo") in interface[1] and (11, b"\0udp dst port 47124") in interface[1]
    assert len(packets) == 20 and counts == []


def test_live_pcapng_counts():
    p, _ = dump_test.listen("-w", "live.pcapng", "udp dst port 47124")
    talk(5)
    dump_test.finish(p)
    _, packets, ((number, counts),) = pcapng.said(read("live.pcapng"))
    assert len(packets) == 5 and number == 0 and dict(counts)[4] >= 5 and dict(counts)[7] == 0


def test_live_pcapng_rotates_without_rights():
    p, _ = dump_test.listen("-C", "1", "-w", "rot.pcapng", "udp dst port 47124")
    dump_test.talk(40, 60000, port=47124)
    dump_test.finish(p)
    files = [read(n) for n in sorted(os.listdir()) if n.startswith("rot")]
    assert all(f"{os.uname().sysname} {os.uname().release}".encode() in f[:200] for f in files)
    parts = [pcapng.said(f) for f in files]
    assert len(parts) >= 2 and sum(len(p[1]) for p in parts) == 40
    assert all(len(p[0]) == len(p[2]) == 1 for p in parts)


def talk(n):
    dump_test.talk(n, port=47124)


# --- connections


def two_connections():
    """Connection 1 from port 40000, 2 from 40001, their frames in turn, and a datagram."""
    frames = [capture.udp()]
    for pair in zip(capture.conversation(), capture.conversation(port=40001)):
        frames += pair
    return write("two.pcap", capture.pcap(frames))


def test_explain_adds_one_line_a_segment():
    plain = lines(dump("-nr", two_connections())[0])
    out = lines(dump("-nr", "two.pcap", "--explain", "--lang", "en")[0])
    assert [line for line in out if not line.startswith("        #")] == plain
    assert out[0] == plain[0] and len(out) == 1 + 2 * 20
    assert all(line.startswith("        #") for line in out[2::2])
    assert out[2] == ("        #1  client SYN-SENT ─▶ server ~LISTEN  "
                      "handshake 1 of 3: asks to open; ISN 100, chosen at random")
    assert out[6].startswith("        #1  client ESTABLISHED ◀─ server SYN-RECEIVED  handshake 2")
    assert "acknowledges frame 8 " in out[18] and "#1" in out[18], out[18]


def test_explain_has_explains_words():
    """What a line says is what the story says, which is told when more is known."""
    story = run_explain(two_connections(), "--conn", "1", "--width", "1000")
    noted = dump("-nr", "two.pcap", "--explain", "--lang", "en", "--conn", "1")[0].decode()
    for words in ("handshake 2 of 3: agrees", "handshake 3 of 3: open", "HTTP request GET /x",
                  "HTTP response 200 OK"):
        assert words in story and words in noted, words


def run_explain(*args):
    return dump_test.run("explain", *args)[0].decode()


def test_explain_speaks_the_readers_language():
    assert "客户端 SYN-SENT ─▶ 服务器 ~LISTEN" in dump("-nr", web(), "--explain", "--lang",
                                                      "zh")[0].decode()
    assert "-lang wants one of en|zh" in dump("-r", "web.pcap", "--lang", "fr", rc=1)[1]


def test_conn_is_explains_connection():
    for number, port in ((1, "40000"), (2, "40001")):
        out = lines(dump("-nr", two_connections(), "--conn", str(number))[0])
        assert len(out) == 10 and all(f".{port}" in line for line in out)
    assert dump("-nr", "two.pcap", "--conn", "3")[0] == b""
    assert dump("-r", "two.pcap", "--conn", "1", "--count", "port", "40001")[0] == b"10 packets\n"
    assert dump("-c", "3", "-r", "two.pcap", "--conn", "2", "--count")[0] == b"3 packets\n"


def test_conn_saves():
    dump("-r", two_connections(), "--conn", "2", "-w", "second.pcap")
    assert dump("-nr", "second.pcap")[0] == dump("-nr", "two.pcap", "port", "40001")[0]


def test_color_is_by_connection_and_line():
    plain = lines(dump("-nXr", two_connections())[0])
    assert lines(dump("-nXr", "two.pcap", "--color")[0]) == plain  # not a terminal
    painted = lines(dump("-nXr", "two.pcap", "--color=always")[0])
    assert [re.sub("\033\\[[0-9;]*m", "", line) for line in painted] == plain
    colours = {}
    for line in painted:
        found = re.fullmatch("\033\\[38;5;(\\d+)m([^\033]*)\033\\[0m", line)
        for port in ("40000", "40001"):
            if f".{port}" in line:
                colours.setdefault(port, set()).add(found[1])
    assert len(colours["40000"]) == len(colours["40001"]) == 1
    assert colours["40000"] != colours["40001"] and "\033" not in painted[0]
    assert "wants one of" in dump("-r", "two.pcap", "--color=blue", rc=1)[1]


def test_live_explains():
    p, _ = dump_test.listen("-nn", "-l", "--explain", "--lang", "en", "tcp port 47125")
    with socket.create_server(("127.0.0.1", 47125)) as server:
        socket.create_connection(("127.0.0.1", 47125)).close()
        server.accept()[0].close()
    out, _ = dump_test.finish(p)
    assert "  handshake 3 of 3: open" in out and out.count("        #1  ") >= 6, out


# --- filters


def wrapped():
    """A SYN in every wrapping, and the same with an ACK; 12 frames of each."""
    frames = []
    for flags in (capture.SYN, capture.ACK):
        plain = capture.tcp(flags, 100, 1)
        ip = plain[14:]
        six = capture.over_ip6(plain)
        vxlan = struct.pack(">HHHHII", 5000, 4789, 16 + len(plain), 0, 0x08000000, 7 << 8) + plain
        gre = struct.pack(">HH", 0, 0x0800) + ip
        frames += [
            plain,
            capture.vlan(5, plain),
            capture.vlan(6, capture.vlan(5, plain), 0x88A8),
            capture.ethernet(0x8847, struct.pack(">I", 16 << 12 | 0x100 | 64) + ip),
            capture.ethernet(0x8864, struct.pack(">BBHHH", 0x11, 0, 1, len(ip) + 2, 0x21) + ip),
            capture.in_ip4(47, gre),
            capture.in_ip4(4, ip),
            capture.in_ip4(17, vxlan),
            six,
            capture.vlan(5, six),
            capture.in_ip4(41, six[14:]),
            capture.in_ip4(47, struct.pack(">HH", 0, 0x86DD) + six[14:]),
        ]
    return write("wrapped.pcap", capture.pcap(frames))


def count(*args):
    return int(dump("--count", "-r", *args)[0].split()[0])


SYN_FILTER = "tcp[tcpflags] & tcp-syn != 0"
BOTH = ("--vlan-transparent", "--ip6-transparent")


def test_filters_mean_what_they_mean_without_the_options():
    assert count(wrapped(), SYN_FILTER) == 1
    assert count("wrapped.pcap", "tcp port 80") == 4
    assert count("wrapped.pcap", "vlan 5") == 4


def test_vlan_transparent_takes_every_wrapping_away():
    assert count(wrapped(), "--vlan-transparent", SYN_FILTER) == 8
    assert count("wrapped.pcap", "--vlan-transparent") == 24
    assert count("wrapped.pcap", "--vlan-transparent", "tcp port 80") == 24
    assert count("wrapped.pcap", "--vlan-transparent", "host 10.0.0.1") == 16
    assert count("wrapped.pcap", "--vlan-transparent", "ip6 host 2001:db8::1") == 8
    assert count("wrapped.pcap", "--vlan-transparent", "host 172.16.0.1") == 0
    assert count("wrapped.pcap", "--vlan-transparent", "not tcp port 80") == 0
    assert count("wrapped.pcap", "--vlan-transparent", "ether src 02:00:00:00:00:01") == 24


def test_ip6_transparent_reads_tcp_behind_ip6():
    assert count(wrapped(), "--ip6-transparent", SYN_FILTER) == 2
    assert count("wrapped.pcap", *BOTH, SYN_FILTER) == 12
    assert count("wrapped.pcap", *BOTH, "not", SYN_FILTER) == 12
    assert count("wrapped.pcap", *BOTH, f"tcp[2:2] = 80 and not ({SYN_FILTER} or udp)") == 12
    code = dump("-d", "-y", "EN10MB", "--ip6-transparent", "tcp[13] = 2")[0].decode()
    assert "[53]" not in code or "[67]" in code
    assert "0x86dd" in code


def test_transparent_filters_save_and_print_what_was_captured():
    dump("-r", wrapped(), *BOTH, "-w", "all.pcap", "tcp")
    assert read("all.pcap") == read("wrapped.pcap")
    assert dump("-ner", "wrapped.pcap", *BOTH, "tcp")[0] == dump("-ner", "wrapped.pcap")[0]


def test_transparent_filters_of_other_link_types():
    ip = capture.tcp(capture.SYN, 100, 1)[14:]
    frames = [ip, capture.in_ip4(4, ip)[14:], capture.in_ip4(47, struct.pack(">HH", 0, 0x0800) +
                                                             ip)[14:]]
    write("raw.pcap", capture.pcap(frames, RAW))
    assert count("raw.pcap", *BOTH, SYN_FILTER) == 3
    cooked = [struct.pack(">HHIHBBQ", t, 0, 1, 1, 0, 6, 0) + body for t, body in
              ((0x0800, ip), (0x8100, struct.pack(">HH", 5, 0x0800) + ip), (0x0806, b"\0" * 28))]
    write("any.pcap", capture.pcap(cooked, 276))
    assert count("any.pcap", *BOTH, SYN_FILTER) == 2
    assert count("any.pcap", *BOTH, "arp") == 1


def test_vlan_transparent_refuses_what_it_takes_away():
    err = dump("-r", wrapped(), "--vlan-transparent", "vlan 5 and tcp", rc=1)[1]
    assert '"vlan"' in err and "--vlan-transparent" in err
    assert "parse" in dump("-r", "wrapped.pcap", *BOTH, "tcp and and", rc=1)[1]


def test_live_transparent():
    p, _ = dump_test.listen("-nn", "-c", "2", *BOTH, "udp dst port 47126 and udp[4:2] = 11")
    with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as s:
        for octets in (b"abc", b"abcd", b"abc"):
            s.sendto(octets, ("::1", 47126))
    out, _ = p.communicate(timeout=20)
    assert p.returncode == 0 and out.decode().count("UDP, length 3") == 2, out


# --- reading


def test_reads_what_is_compressed():
    plain = dump("-nr", web())[0]
    write("web.pcap.gz", gzip.compress(read("web.pcap")))
    assert dump("-nr", "web.pcap.gz")[0] == plain
    for tool in ("zstd", "lz4"):
        if shutil.which(tool) is not None:
            packed = subprocess.run([tool, "-c"], input=read("web.pcap"), capture_output=True,
                                    check=True).stdout
            assert dump("-nr", "-", stdin=packed)[0] == plain


if __name__ == "__main__":
    sys.exit(dump_test.main(globals()))
