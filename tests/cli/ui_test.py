# SPDX-License-Identifier: BSD-3-Clause
"""ui_test.py PROGRAM - `tcplens ui` from outside, as TAP: who gets an answer and who does not, what
every answer forbids, what is left of the process, and its complaints. The page itself is
tests/web's to test."""
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from urllib.parse import urlsplit

import capture

PROGRAM = os.path.abspath(sys.argv[1])
FOLDER = tempfile.mkdtemp()
WEB = os.path.join(FOLDER, "web.pcap")
CUT = os.path.join(FOLDER, "cut.pcap")
ENVIRONMENT = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}


def complaint(*args):
    done = subprocess.run([PROGRAM, "ui", *args], capture_output=True, check=False, env=ENVIRONMENT,
                          text=True, timeout=20)
    assert done.returncode == 2 and done.stdout == "", (args, done.stdout)
    assert done.stderr.startswith("tcplens: ") and done.stderr.count("\n") == 1, (args, done.stderr)
    return done.stderr[len("tcplens: "):-1]


class Served:
    """A running `tcplens ui`; ended by Ctrl-C with status `rc`."""

    def __init__(self, *args, rc=0):
        self.rc = rc
        self.process = subprocess.Popen([PROGRAM, "ui", *args], stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, text=True, env=ENVIRONMENT)

    def __enter__(self):
        self.url = urlsplit(self.process.stdout.readline().strip())
        return self

    def __exit__(self, kind, *_):
        self.process.send_signal(signal.SIGINT)
        _, self.said = self.process.communicate(timeout=20)
        assert kind is not None or self.process.returncode == self.rc, (self.process.returncode,
                                                                        self.said)

    def ask(self, path="", method="GET", **headers):
        """(status, headers, body) of what stands at `path` behind the token."""
        link = http.client.HTTPConnection(self.url.hostname, self.url.port, timeout=20)
        link.request(method, path if path.startswith("/") else self.url.path + path,
                     headers=headers)
        answer = link.getresponse()
        body = answer.read()
        link.close()
        return answer.status, answer.headers, body


def test_page_and_documents():
    with Served(WEB) as ui:
        assert ui.url.hostname == "127.0.0.1" and len(ui.url.path) == 34, ui.url
        status, headers, body = ui.ask()
        assert status == 200 and headers["Content-Type"] == "text/html; charset=utf-8"
        assert body.startswith(b"<!DOCTYPE html>") and b'id="overview"' not in body
        status, headers, body = ui.ask("data/overview")
        assert status == 200 and headers["Content-Type"] == "application/json"
        assert json.loads(body)["frames"] == 10
        for name in ("frames/0", "trees/0", "connection/1"):
            assert json.loads(ui.ask("data/" + name)[2]), name
        for name in ("", "frames/1", "connection/2", "../overview", "overview/", "frames/-1"):
            assert ui.ask("data/" + name)[0] == 404, name
    assert "Ctrl-C ends" in ui.said


def test_answers_forbid():
    with Served(WEB) as ui:
        for path in ("", "data/overview", "data/nothing", "/"):
            headers = ui.ask(path)[1]
            policy = headers["Content-Security-Policy"]
            assert policy.startswith("default-src 'none'") and "unsafe" not in policy, policy
            assert "frame-ancestors 'none'" in policy, policy
            assert headers["Cache-Control"] == "no-store", path
            assert headers["X-Content-Type-Options"] == "nosniff", path
            assert headers["Referrer-Policy"] == "no-referrer", path
            assert headers["Cross-Origin-Resource-Policy"] == "same-origin", path
            assert headers["Access-Control-Allow-Origin"] is None, path


def test_without_the_token_nothing_is_there():
    with Served(WEB) as ui:
        token = ui.url.path[1:-1]
        other = ("0" if token[-1] != "0" else "1")
        for path in ("/", "/data/overview", f"/{token}", f"/{token[:-1]}{other}/", f"/{token}0/",
                     f"/{token[:-1]}/", f"/{token.upper()}x/", "/favicon.ico"):
            assert ui.ask(path)[0] == 404, path


def test_other_names_are_refused():
    with Served(WEB) as ui:
        port = ui.url.port
        for host in ("evil.example", f"evil.example:{port}", "127.0.0.1", f"127.0.0.2:{port}",
                     f"127.0.0.1:{port + 1}", f"localhost.evil.example:{port}", ""):
            assert ui.ask(Host=host)[0] in (400, 421), host
        assert ui.ask(Host=f"localhost:{port}")[0] == 200


def test_other_methods_are_refused():
    with Served(WEB) as ui:
        for method in ("POST", "PUT", "DELETE", "OPTIONS"):
            assert ui.ask(method=method)[0] == 405, method
        status, _, body = ui.ask(method="HEAD")
        assert status == 200 and body == b""


def test_other_addresses():
    with Served("--listen", "::1", WEB) as ui:
        assert ui.url.hostname == "::1" and ui.ask()[0] == 200
        assert ui.ask(Host=f"127.0.0.1:{ui.url.port}")[0] == 421
    with Served("--listen", "0.0.0.0", WEB) as ui:
        assert ui.ask(Host=f"192.0.2.1:{ui.url.port}")[0] == 200
        assert ui.ask(Host=f"evil.example:{ui.url.port}")[0] == 421
    assert "warning" in ui.said


def test_payload_can_stay_out():
    request = b"R0VUIC94IEhUVFA"  # "GET /x HTTP" in base64, where it begins a group of three
    with Served(WEB) as ui:
        assert request in ui.ask("data/trees/0")[2]
    with Served("--no-payload", WEB) as ui:
        assert request not in ui.ask("data/trees/0")[2]


def test_a_damaged_capture_is_shown():
    with Served(CUT, rc=1) as ui:
        assert json.loads(ui.ask("data/overview")[2])["frames"] == 9


def test_rights_are_given_up():
    with Served(WEB) as ui:
        ui.ask()
        with open(f"/proc/{ui.process.pid}/status", encoding="ascii") as f:
            status = dict(line.rstrip("\n").split(":\t", 1) for line in f if ":\t" in line)
        assert status["CapEff"] == "0" * 16 and status["NoNewPrivs"] == "1", status


def test_live():
    if os.geteuid() != 0:
        return
    capture.live_apart()
    with Served("-i", "lo", "udp port 9") as ui:
        before = json.loads(ui.ask("data/overview")[2])
        assert before["live"] and before["frames"] == 0 and before["title"] == "lo", before
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
            s.sendto(b"x", ("127.0.0.1", 9))
        limit = time.monotonic() + 10
        while json.loads(ui.ask("data/overview")[2])["frames"] == 0:
            assert time.monotonic() < limit, "frames were not seen"
            time.sleep(0.1)


def test_complaints():
    assert "Name a capture file" in complaint()
    assert "nothing.pcap" in complaint("nothing.pcap")
    assert "an IP address is wanted" in complaint("--listen=localhost", WEB)
    assert "two filters" in complaint("-f", "tcp", WEB, "udp")
    assert "with -i only" in complaint("-s", "100", WEB)
    with Served(WEB) as ui:
        assert "cannot listen on 127.0.0.1" in complaint("--port", str(ui.url.port), WEB)


if __name__ == "__main__":
    octets = capture.pcap(capture.conversation())
    for path, content in ((WEB, octets), (CUT, octets[:-5])):
        with open(path, "wb") as file:
            file.write(content)
    sys.exit(capture.run_tests(globals()))
