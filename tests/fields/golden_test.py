#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""golden_test.py PROGRAM ROOT - the fields of the crafted captures, frame by frame, against what
tshark 4.0.17 prints of them: expected/NAME.tsv.

    golden_test.py --update "tshark -n" ROOT    make expected/ anew from the installed tshark

The fields are those of headers, options and expert information; tests/analysis has the verdicts.
Which rule a capture shows is in tests/captures/README.md. The last test sees to it that the others
can fail: of one capture the rows of another must not be right.
"""
import os
import shlex
import subprocess
import sys

FIELDS = """
    frame.number frame.time_epoch frame.time_relative frame.time_delta frame.len frame.cap_len
    eth.type vlan.id ip.version ip.hdr_len ip.len ip.id ip.flags ip.frag_offset ip.ttl ip.proto
    ip.src ip.dst ipv6.src ipv6.dst tcp.port tcp.seq_raw tcp.ack_raw tcp.hdr_len tcp.flags
    tcp.flags.str tcp.flags.res tcp.window_size_value tcp.window_size tcp.checksum
    tcp.urgent_pointer tcp.options tcp.option_kind tcp.option_len tcp.options.nop tcp.options.eol
    tcp.options.mss tcp.options.mss_val tcp.options.wscale.shift tcp.options.wscale.multiplier
    tcp.options.sack_perm tcp.options.sack tcp.options.sack_le tcp.options.sack_re
    tcp.options.sack.count tcp.options.sack.dsack_le tcp.options.sack.dsack_re
    tcp.options.timestamp.tsval tcp.options.timestamp.tsecr tcp.options.tfo
    tcp.options.tfo.cookie tcp.options.tfo.request tcp.options.md5.digest
    tcp.options.user_to_granularity tcp.options.user_to_val tcp.options.qs.rate
    tcp.options.qs.ttl_diff tcp.options.echo_value tcp.options.cc_value tcp.options.ao.keyid
    tcp.options.ao.rnextkeyid tcp.options.ao.mac tcp.options.experimental.exid
    tcp.options.experimental.data tcp.options.acc_ecn.ee0b tcp.options.acc_ecn.ee1b
    tcp.options.acc_ecn.eceb tcp.options.unknown tcp.options.unknown.payload
    tcp.options.mptcp.subtype tcp.options.mptcp.version tcp.options.mptcp.flags
    tcp.options.mptcp.sendkey tcp.options.mptcp.recvkey tcp.options.mptcp.recvtok
    tcp.options.mptcp.sendrand tcp.options.mptcp.sendtrunchmac tcp.options.mptcp.sendhmac
    tcp.options.mptcp.addrid tcp.options.mptcp.rawdataseqno tcp.options.mptcp.rawdataack
    tcp.options.mptcp.subflowseqno tcp.options.mptcp.datalvllen tcp.options.mptcp.checksum
    tcp.connection.syn tcp.connection.fin_active tcp.nop tcp.suboption_malformed
    tcp.options.mss.absent _ws.expert.severity _ws.expert.group _ws.expert.message
""".split()

# There other protocols, or what reassembles segments, have expert information of their own.
OTHERS = ("http-", "icmp-", "tunnel", "short-segment")


def rows(program, capture):
    command = shlex.split(program) + ["-r", capture, "-T", "fields", "-E", "header=y"]
    for field in FIELDS:
        command += ["-e", field]
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                          check=True).stdout


def main():
    update = sys.argv[1] == "--update"
    program, root = sys.argv[-2:]
    if not update:
        program = shlex.quote(program) + " show"
    captures = os.path.join(root, "tests/captures/crafted")
    expected = os.path.join(root, "tests/fields/expected")
    names = sorted(n for n in os.listdir(captures)
                   if n.endswith(".pcap") and not n.startswith(OTHERS))
    wrong = 0
    for count, name in enumerate(names, 1):
        where = os.path.join(expected, name.replace(".pcap", ".tsv"))
        got = rows(program, os.path.join(captures, name))
        if update:
            with open(where, "wb") as f:
                f.write(got)
        with open(where, "rb") as f:
            right = f.read() == got
        wrong += not right
        print(f"{'' if right else 'not '}ok {count} - {name}")
    with open(os.path.join(expected, "options-nops.tsv"), "rb") as f:
        can_fail = f.read() != rows(program, os.path.join(captures, "options-end.pcap"))
    print(f"{'' if can_fail else 'not '}ok {len(names) + 1} - two captures differ")
    print(f"1..{len(names) + 1}")
    return 1 if wrong or not can_fail else 0


if __name__ == "__main__":
    sys.exit(main())
