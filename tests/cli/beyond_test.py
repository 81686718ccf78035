# SPDX-License-Identifier: BSD-3-Clause
"""beyond_test.py PROGRAM - what `tcplens dump` can do and tcpdump cannot, from outside, as TAP."""
import gzip
import os
import shutil
import signal
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


def talk(n):
    dump_test.talk(n, port=47124)


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
