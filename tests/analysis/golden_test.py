#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""golden_test.py ROWS ROOT - the analysis of the crafted captures, row by row, against what tshark
4.0.17 says of them: expected/NAME.tsv, made by `tools/check-analysis --golden`.

Which rule a capture shows is in tests/captures/README.md. The last test sees to it that the others
can fail: of one capture the rows of another must not be right.
"""
import os
import subprocess
import sys


def rows(program, capture):
    return subprocess.run([program, capture], stdout=subprocess.PIPE, check=True).stdout


def main():
    program, root = sys.argv[1:]
    captures = os.path.join(root, "tests/captures/crafted")
    expected = os.path.join(root, "tests/analysis/expected")
    names = sorted(os.listdir(expected))
    wrong = 0
    for count, name in enumerate(names, 1):
        stem = name.removesuffix(".tsv")
        folder = os.path.join(captures, "random" if stem.startswith("random-") else "")
        with open(os.path.join(expected, name), "rb") as f:
            right = f.read() == rows(program, os.path.join(folder, stem + ".pcap"))
        wrong += not right
        print(f"{'' if right else 'not '}ok {count} - {stem}")
    with open(os.path.join(expected, "keepalive.tsv"), "rb") as f:
        can_fail = f.read() != rows(program, os.path.join(captures, "zero-window.pcap"))
    print(f"{'' if can_fail else 'not '}ok {len(names) + 1} - two captures differ")
    print(f"1..{len(names) + 1}")
    return 1 if wrong or not can_fail else 0


if __name__ == "__main__":
    sys.exit(main())
