#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""scenarios_test - every scenario's `// expect:` lines against what tcplens concludes.

    scenarios_test.py TCPLENS SOURCE-ROOT [NAME...]

Independent of wording: states, findings and their frames, from the JSON output.
"""
import importlib.machinery
import importlib.util
import re
import sys
import tempfile
from pathlib import Path

from story import Connection, explain

EXPECT = re.compile(r"expect: (?:conn=(\d+) )?(.*)")
FINDING = re.compile(r"(no )?finding: (?:conn=(\d+) )?([\w-]+)((?: \d+)*)")


def load_mkpcap(root: Path):
    sys.path.insert(0, str(root / "tools"))
    loader = importlib.machinery.SourceFileLoader("mkpcap", str(root / "tools/mkpcap"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("mkpcap", loader))
    sys.modules["mkpcap"] = module
    loader.exec_module(module)
    return module


def check_states(connections: dict[int, Connection], script, number: int, words: str) -> list[str]:
    """What is wrong with the states after a frame; `words` is "C=STATE S=STATE"."""
    conn, wrong = connections, []
    for word in words.split():
        name, _, wanted = word.partition("=")
        end = script.ends[name]
        side = conn.side_of(str(end.addr), end.port)
        segment = conn.segments.get(number)
        got = segment[f"{side}_state"] if segment else "no such segment"
        if got != wanted:
            wrong.append(f"frame {number}: {name} is {got}, expected {wanted}")
    return wrong


def check_finding(conn: Connection, absent: bool, name: str, frames: list[int]) -> list[str]:
    finding = conn.findings.get(name)
    if absent:
        return [f"finding {name} must not be there"] if finding else []
    if not finding:
        return [f"finding {name} is missing; there are {', '.join(conn.findings) or 'none'}"]
    return [f"finding {name} lacks frame {frame}, has {finding['frames']}" for frame in frames
            if frame not in finding["frames"]]


def check(tcplens: str, mkpcap, path: Path) -> tuple[int, list[str]]:
    """How many expectations there are, and which do not hold."""
    script, wrong, count = mkpcap.Script(path.name), [], 0
    script.compile(path.read_text())
    with tempfile.NamedTemporaryFile(suffix=".pcap") as capture:
        capture.write(mkpcap.pcap(script))
        capture.flush()
        connections = explain(tcplens, Path(capture.name))
    for number, frame in enumerate(script.captured(), 1):
        for note in frame.notes:
            match = EXPECT.fullmatch(note) or FINDING.fullmatch(note)
            if not match:
                continue
            count += 1
            which = int(match.group(1 if match.re is EXPECT else 2) or 1)
            conn = connections.get(which)
            if not conn:
                wrong.append(f"frame {number}: there is no connection {which}")
            elif match.re is EXPECT:
                wrong += check_states(conn, script, number, match.group(2))
            else:
                frames = [int(f) for f in match.group(4).split()]
                wrong += check_finding(conn, bool(match.group(1)), match.group(3), frames)
    return count, wrong


def main() -> int:
    tcplens, root = sys.argv[1], Path(sys.argv[2]).resolve()
    mkpcap, failed = load_mkpcap(root), 0
    scripts = sorted((root / "tests/scenarios").glob("*.pkt"))
    scripts = [s for s in scripts if not sys.argv[3:] or s.stem in sys.argv[3:]]
    for number, path in enumerate(scripts, 1):
        count, wrong = check(tcplens, mkpcap, path)
        failed += bool(wrong) or not count
        print(f"{'not ok' if wrong or not count else 'ok'} {number} - {path.stem}: {count} expectations")
        for line in wrong:
            print(f"# {line}")
    print(f"1..{len(scripts)}")
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
