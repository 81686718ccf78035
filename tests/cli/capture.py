# SPDX-License-Identifier: BSD-3-Clause
"""capture.py - small captures for the tests of the command line, made here octet by octet."""
import ctypes
import struct
import subprocess

SYN, ACK, FIN, RST, PSH = 0x02, 0x10, 0x01, 0x04, 0x08
CLONE_NEWNET = 0x40000000
LINK_ETHERNET, LINK_USB = 1, 189
CLIENT, SERVER = bytes([10, 0, 0, 1]), bytes([10, 0, 0, 2])


def checksum(octets):
    if len(octets) % 2:
        octets += b"\0"
    total = sum(struct.unpack(f">{len(octets) // 2}H", octets))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return total ^ 0xFFFF


def ethernet(ether_type, payload):
    return b"\2\0\0\0\0\2" + b"\2\0\0\0\0\1" + struct.pack(">H", ether_type) + payload


def ip4(protocol, src, dst, payload):
    head = struct.pack(">BBHHHBBH4s4s", 0x45, 0, 20 + len(payload), 1, 0x4000, 64, protocol, 0,
                       src, dst)
    return head[:10] + struct.pack(">H", checksum(head)) + head[12:] + payload


def tcp(flags, seq, ack, data=b"", to_server=True, port=40000):
    src, dst = (CLIENT, SERVER) if to_server else (SERVER, CLIENT)
    sport, dport = (port, 80) if to_server else (80, port)
    head = struct.pack(">HHIIBBHHH", sport, dport, seq, ack, 0x50, flags, 65000, 0, 0)
    pseudo = src + dst + struct.pack(">BBH", 0, 6, len(head) + len(data))
    head = head[:16] + struct.pack(">H", checksum(pseudo + head + data)) + head[18:]
    return ethernet(0x0800, ip4(6, src, dst, head + data))


def vlan(tag, frame, ether_type=0x8100):
    return frame[:12] + struct.pack(">HH", ether_type, tag) + frame[12:]


def in_ip4(protocol, octets):
    """Octets within an IPv4 packet between two tunnel ends that are nobody else's."""
    return ethernet(0x0800, ip4(protocol, bytes([172, 16, 0, 1]), bytes([172, 16, 0, 2]), octets))


def over_ip6(frame, next_header=6, extension=b""):
    """The TCP segment of a frame, over IPv6; its checksum is not made anew."""
    segment = frame[34:]
    return ethernet(0x86DD, struct.pack(">IHBB", 6 << 28, len(extension) + len(segment), next_header,
                                        64) + b"\x20\x01\x0d\xb8" + b"\0" * 11 + b"\1" +
                    b"\x20\x01\x0d\xb8" + b"\0" * 11 + b"\2" + extension + segment)


def udp():
    return ethernet(0x0800, ip4(17, CLIENT, SERVER, struct.pack(">HHHH", 5000, 53, 8, 0)))


def arp():
    return ethernet(0x0806, struct.pack(">HHBBH6s4s6s4s", 1, 0x0800, 6, 4, 1, b"\2\0\0\0\0\1",
                                        CLIENT, b"\0" * 6, SERVER))


def conversation(port=40000, request=b"GET /x HTTP/1.1\r\nHost: a\r\n\r\n",
                 answer=b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"):
    """A whole connection, opened and closed politely: ten frames."""
    q, a = 101 + len(request), 501 + len(answer)
    return [
        tcp(SYN, 100, 0, port=port),
        tcp(SYN | ACK, 500, 101, to_server=False, port=port),
        tcp(ACK, 101, 501, port=port),
        tcp(PSH | ACK, 101, 501, request, port=port),
        tcp(ACK, 501, q, to_server=False, port=port),
        tcp(PSH | ACK, 501, q, answer, to_server=False, port=port),
        tcp(ACK, q, a, port=port),
        tcp(FIN | ACK, q, a, port=port),
        tcp(FIN | ACK, a, q + 1, to_server=False, port=port),
        tcp(ACK, q + 1, a + 1, port=port),
    ]


def refused(port=40001):
    return [tcp(SYN, 100, 0, port=port), tcp(RST | ACK, 0, 101, to_server=False, port=port)]


def pcap(frames, link_type=LINK_ETHERNET):
    out = [struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 262144, link_type)]
    for i, frame in enumerate(frames):
        out.append(struct.pack("<IIII", 1700000000 + i // 100, i % 100 * 1000, len(frame),
                               len(frame)))
        out.append(frame)
    return b"".join(out)


def live_apart():
    """Move to a loopback of our own, if we may: what else the machine sends to itself, other tests
    above all, is then not in the way of live captures."""
    if ctypes.CDLL(None).unshare(CLONE_NEWNET) == 0:
        subprocess.run(["ip", "link", "set", "lo", "up"], check=True)


def run_tests(names):
    """Run every test among `names`, as TAP: the exit status."""
    tests = [(name, test) for name, test in names.items() if name.startswith("test_")]
    failed = 0
    for number, (name, test) in enumerate(tests, 1):
        try:
            test()
            print(f"ok {number} - {name[5:]}")
        except AssertionError as error:
            failed += 1
            print(f"not ok {number} - {name[5:]}\n# {error}")
    print(f"1..{len(tests)}")
    return 1 if failed else 0
