#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""golden - what tcplens prints, against what a person has read and accepted.

    golden.py [--update] TCPLENS SOURCE-ROOT [NAME...]

TESTLIST has one line a test: name, capture, expected file, arguments. A capture NAME.pkt is a
scenario, compiled first. The expected file holds standard output, then standard error and the exit
status if there is anything to say. On failure the difference is printed; --update accepts it.
"""
import argparse
import difflib
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENVIRONMENT = {"LC_ALL": "C.UTF-8", "TZ": "UTC", "NO_COLOR": "1", "PATH": os.environ["PATH"]}


@dataclass
class Test:
    name: str
    capture: str
    expected: Path
    arguments: list[str]


def read_list() -> list[Test]:
    tests = []
    for number, line in enumerate((HERE / "TESTLIST").read_text().splitlines(), 1):
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        if len(words) < 4:
            sys.exit(f"TESTLIST:{number}: name, capture, expected file, arguments")
        tests.append(Test(words[0], words[1], HERE / words[2], words[3:]))
    return tests


def capture_file(root: Path, name: str, scratch: str) -> Path:
    """Where the capture is; a scenario is compiled under its own name."""
    if not name.endswith(".pkt"):
        return root / "tests/captures" / name
    compiled = Path(scratch) / Path(name).with_suffix(".pcap").name
    if not compiled.exists():
        script = root / "tests/scenarios" / name
        subprocess.run([root / "tools/mkpcap", script, "-o", compiled], check=True)
    return compiled


def run(tcplens: str, test: Test, capture: Path) -> str:
    """The output; the capture's directory is the working one, so that no path gets into it."""
    command = [tcplens, *test.arguments, capture.name]
    done = subprocess.run(command, cwd=capture.parent, env=ENVIRONMENT, capture_output=True,
                          check=False)
    text = done.stdout.decode(errors="replace")
    if done.stderr:
        text += "--- standard error\n" + done.stderr.decode(errors="replace")
    if done.returncode:
        text += f"--- exit status {done.returncode}\n"
    return text


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--update", action="store_true", help="accept what is printed now")
    parser.add_argument("tcplens")
    parser.add_argument("root", type=Path)
    parser.add_argument("names", nargs="*", help="only tests with these names")
    args = parser.parse_args()
    tcplens, failed = os.path.abspath(args.tcplens), 0
    tests = [t for t in read_list() if not args.names or t.name in args.names]
    with tempfile.TemporaryDirectory() as scratch:
        for number, test in enumerate(tests, 1):
            got = run(tcplens, test, capture_file(args.root, test.capture, scratch))
            wanted = test.expected.read_text() if test.expected.exists() else ""
            if args.update:
                test.expected.write_text(got)
                wanted = got
            failed += got != wanted
            print(f"{'ok' if got == wanted else 'not ok'} {number} - {test.name}")
            for line in difflib.unified_diff(wanted.splitlines(), got.splitlines(),
                                             test.expected.name, "now", lineterm=""):
                print(f"# {line}")
    print(f"1..{len(tests)}")
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
