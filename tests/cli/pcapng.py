# SPDX-License-Identifier: BSD-3-Clause
"""pcapng.py - pcapng files made and taken apart octet by octet, for the tests of the command line."""
import struct

SECTION, INTERFACE, STATISTICS, PACKET = 0x0A0D0D0A, 1, 5, 6
COMMENT, FLAGS = 1, 2
IF_NAME, IF_DESCRIPTION, IF_TSRESOL, IF_FILTER, IF_OS = 2, 3, 9, 11, 12


def pad(octets):
    return octets + b"\0" * (-len(octets) % 4)


def option(code, value, order="<"):
    return struct.pack(order + "HH", code, len(value)) + pad(value)


def block(kind, body, order="<"):
    size = struct.pack(order + "I", len(body) + 12)
    return struct.pack(order + "I", kind) + size + body + size


def section(order="<"):
    return block(SECTION, struct.pack(order + "IHHq", 0x1A2B3C4D, 1, 0, -1), order)


def interface(link_type, *options, snaplen=262144, order="<"):
    return block(INTERFACE, struct.pack(order + "HHI", link_type, 0, snaplen) + b"".join(options),
                 order)


def packet(number, ticks, octets, *options, order="<"):
    head = struct.pack(order + "IIIII", number, ticks >> 32, ticks & 0xFFFFFFFF, len(octets),
                       len(octets) + 1)
    return block(PACKET, head + pad(octets) + b"".join(options), order)


def statistics(number, received, dropped, order="<"):
    return block(STATISTICS, struct.pack(order + "III", number, 0, 0) +
                 option(4, struct.pack(order + "Q", received), order) +
                 option(7, struct.pack(order + "Q", dropped), order), order)


def options(octets):
    found, at = [], 0
    while at < len(octets):
        code, n = struct.unpack_from("=HH", octets, at)
        if code == 0:
            break
        found.append((code, octets[at + 4:at + 4 + n]))
        at += 4 + n + -n % 4
    return found


def blocks(octets):
    """(type, body) of every block of a file in this machine's byte order."""
    found, at = [], 0
    while at < len(octets):
        kind, n = struct.unpack_from("=II", octets, at)
        assert n % 4 == 0 and octets[at + n - 4:at + n] == octets[at + 4:at + 8]
        found.append((kind, octets[at + 8:at + n - 4]))
        at += n
    assert at == len(octets), "the last block is cut"
    return found


def said(octets):
    """What a file says: of its interfaces, of its packets, of counts; times in nanoseconds."""
    interfaces, packets, counts = [], [], []
    for kind, body in blocks(octets):
        if kind == INTERFACE:
            interfaces.append((struct.unpack_from("=HHI", body)[::2], options(body[8:])))
        elif kind == PACKET:
            i, high, low, n, length = struct.unpack_from("=IIIII", body)
            packets.append((i, high << 32 | low, length, body[20:20 + n],
                            options(body[20 + n + -n % 4:])))
        elif kind == STATISTICS:
            counts.append((struct.unpack_from("=I", body)[0],
                           [(c, struct.unpack("=Q", v)[0]) for c, v in options(body[12:])]))
        else:
            assert kind == SECTION
    return interfaces, packets, counts
