#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""dump_golden - the lines of `tcplens dump`, against what a person has read and accepted.

    dump_golden.py [--update | --tcpdump PROGRAM] TCPLENS SOURCE-ROOT [NAME...]

DUMPLIST has one line a test: its name, its captures, and flags. dump/NAME.out holds what comes out
for each capture, below the command; of standard error only what follows a failure. --update accepts
what is printed now. --tcpdump runs that program instead, and so asks whether what was accepted is
what tcpdump prints: 4.99.3 is meant.
"""
import argparse
import concurrent.futures
import difflib
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from scenarios_test import load_mkpcap

HERE = Path(__file__).resolve().parent
ENVIRONMENT = {**os.environ, "LC_ALL": "C.UTF-8", "TZ": "UTC"}


@dataclass
class Test:
    name: str
    captures: list[Path]
    flags: list[str]

    @property
    def expected(self) -> Path:
        return HERE / "dump" / f"{self.name}.out"


def compile_scenarios(root: Path, folder: Path):
    """Every scenario as a capture, in the folder."""
    mkpcap = load_mkpcap(root)
    for path in (root / "tests/scenarios").glob("*.pkt"):
        script = mkpcap.Script(path.name)
        script.compile(path.read_text())
        (folder / path.with_suffix(".pcap").name).write_bytes(mkpcap.pcap(script))


def read_list(folders: dict[str, Path]) -> list[Test]:
    tests = []
    for number, line in enumerate((HERE / "DUMPLIST").read_text().splitlines(), 1):
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        captures = []
        for pattern in words[1].split(","):
            folder, _, glob = pattern.rpartition("/")
            found = sorted(folders[folder].glob(f"{glob}.pcap"))
            if not found:
                sys.exit(f"DUMPLIST:{number}: {pattern} names no capture")
            captures += found
        tests.append(Test(words[0], captures, words[2:]))
    return tests


def dump(program: list[str], capture: Path, flags: list[str]) -> str:
    done = subprocess.run([*program, "-n", *flags, "-r", capture.name], cwd=capture.parent,
                          env=ENVIRONMENT, capture_output=True, check=False)
    text = done.stdout.decode(errors="backslashreplace")
    if done.returncode:
        text += f"--- exit status {done.returncode}\n" + done.stderr.decode(errors="replace")
    return text


def run(program: list[str], test: Test, pool: concurrent.futures.Executor) -> str:
    outputs = pool.map(lambda capture: dump(program, capture, test.flags), test.captures)
    commands = (" ".join(["$ dump -n", *test.flags, "-r", c.name]) for c in test.captures)
    return "\n".join(f"{c}\n{out}" for c, out in zip(commands, outputs))


def main() -> int:
    parser = argparse.ArgumentParser()
    instead = parser.add_mutually_exclusive_group()
    instead.add_argument("--update", action="store_true", help="accept what is printed now")
    instead.add_argument("--tcpdump", metavar="PROGRAM", help="run this in place of tcplens")
    parser.add_argument("tcplens", type=os.path.abspath)
    parser.add_argument("root", type=Path)
    parser.add_argument("names", nargs="*", help="only tests with these names")
    args = parser.parse_args()
    program, failed = [args.tcpdump] if args.tcpdump else [args.tcplens, "dump"], 0
    captures = args.root.resolve() / "tests/captures"
    with tempfile.TemporaryDirectory() as scratch, \
            concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        compile_scenarios(args.root, Path(scratch))
        tests = read_list({"": captures, "crafted": captures / "crafted",
                           "scenarios": Path(scratch)})
        tests = [t for t in tests if not args.names or t.name in args.names]
        for number, test in enumerate(tests, 1):
            got = run(program, test, pool)
            if args.update:
                test.expected.write_text(got)
            wanted = test.expected.read_text() if test.expected.exists() else ""
            failed += got != wanted
            print(f"{'ok' if got == wanted else 'not ok'} {number} - {test.name}")
            for line in difflib.unified_diff(wanted.splitlines(), got.splitlines(),
                                             test.expected.name, "now", lineterm=""):
                print(f"# {line}")
    print(f"1..{len(tests)}")
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
