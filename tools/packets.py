# SPDX-License-Identifier: BSD-3-Clause
"""packets.py - IP packets as octets, with checksums as right or as wrong as a scenario wants them."""
import ipaddress
import struct
from dataclasses import dataclass

CHECKSUMS = ("right", "partial", "wrong")


@dataclass
class End:
    """One of the two ends, or a node between them that sends ICMP errors."""

    name: str
    addr: ipaddress.IPv4Address | ipaddress.IPv6Address
    port: int = 0
    isn: int = 0
    ttl: int = 64
    checksum: str = "right"
    ip_id: int = 0
    is_node: bool = False

    def mac(self) -> bytes:
        return b"\x02\x00" + self.addr.packed[-4:]


def ones_sum(data: bytes) -> int:
    if len(data) % 2:
        data += b"\0"
    total = sum(struct.unpack(f">{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return total


def with_checksum(kind: str, src: End, dst: End, segment: bytes) -> bytes:
    """The segment with its checksum, whose field must be 0 before."""
    pseudo = src.addr.packed + dst.addr.packed + struct.pack(">II", len(segment), 6)
    if kind == "partial":  # what a stack leaves for the network card to complete
        check = ones_sum(pseudo)
    else:
        check = ~ones_sum(pseudo + segment) & 0xFFFF ^ (0x0100 if kind == "wrong" else 0)
    return segment[:16] + struct.pack(">H", check) + segment[18:]


def ip_packet(src: End, dst: End, proto: int, payload: bytes, *, ecn=0, ident=0, zero_len=False):
    if src.addr.version == 6:
        length = 0 if zero_len else len(payload)
        head = struct.pack(">IHBB", 6 << 28 | ecn << 20, length, proto, src.ttl)
        return head + src.addr.packed + dst.addr.packed + payload
    length = 0 if zero_len else 20 + len(payload)
    head = struct.pack(">BBHHHBBH", 0x45, ecn, length, ident, 0x4000, src.ttl, proto, 0)
    head += src.addr.packed + dst.addr.packed
    check = ~ones_sum(head) & 0xFFFF
    return head[:10] + struct.pack(">H", check) + head[12:] + payload


def tunnelled(kind: str, packet: bytes) -> bytes:
    """Wrap an IPv4 packet for the way between two routers at 192.0.2.1 and 192.0.2.2."""
    a, b = (End(n, ipaddress.ip_address(f"192.0.2.{i}")) for i, n in ((1, "a"), (2, "b")))
    if kind == "ipip":
        return ip_packet(a, b, 4, packet)
    inner = struct.pack(">II", 0x08000000, 42 << 8) + b.mac() + a.mac() + b"\x08\x00" + packet
    return ip_packet(a, b, 17, struct.pack(">HHHH", 61000, 4789, 8 + len(inner), 0) + inner)


def icmp_unreachable(code: int, mtu: int, quote: bytes) -> bytes:
    message = struct.pack(">BBHHH", 3, code, 0, 0, mtu) + quote
    check = ~ones_sum(message) & 0xFFFF
    return message[:2] + struct.pack(">H", check) + message[4:]
