# SPDX-License-Identifier: BSD-3-Clause
"""story.py - what `tcplens explain -o json` says of a capture (docs/json.md), ready to be asked."""
import json
import subprocess
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Connection:
    """One connection: the facts, its segments by frame number, and its findings by name."""

    facts: dict
    segments: dict[int, dict] = field(default_factory=dict)
    findings: dict[str, dict] = field(default_factory=dict)

    def tells(self, frame: int) -> list[str]:
        return [tell["code"] for tell in self.segments[frame]["tells"]]

    def tell(self, frame: int, code: str) -> dict:
        return next((t for t in self.segments[frame]["tells"] if t["code"] == code), {})

    def side_of(self, address: str, port: int) -> str:
        """ "client" or "server": which the story takes that end to be."""
        for side in ("client", "server"):
            if (self.facts[f"{side}_address"], self.facts[f"{side}_port"]) == (address, port):
                return side
        raise KeyError(f"{address}:{port} is no end of connection {self.facts['connection']}")


def explain(tcplens: str, capture: Path, *arguments: str) -> dict[int, Connection]:
    """The connections of a capture by their numbers."""
    run = subprocess.run([tcplens, "explain", "-o", "json", *arguments, capture],
                         capture_output=True, check=False)
    connections: dict[int, Connection] = {}
    for line in run.stdout.decode().splitlines():
        entry = json.loads(line)
        number = entry.get("connection")
        if entry["type"] == "connection":
            connections[number] = Connection(entry)
        elif entry["type"] in ("segment", "icmp"):
            connections[number].segments[entry["frame"]] = entry
        elif entry["type"] == "finding":
            connections[number].findings[entry["finding"]] = entry
    return connections
