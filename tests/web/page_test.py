# SPDX-License-Identifier: BSD-3-Clause
"""page_test.py PROGRAM SOURCE [--update] - the page of `report` and `ui` in a real browser, as TAP.

Every page that a test opens must leave the console empty and ask for nothing but itself. With
--update the goldens are made anew: look at each before it is committed."""
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
import traceback

PROGRAM, SOURCE = map(os.path.abspath, sys.argv[1:3])
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(SOURCE, "tests", "cli"))

import capture  # noqa: E402
import picture  # noqa: E402
from browser import Browser, find_program  # noqa: E402

FOLDER = tempfile.mkdtemp()
CAPTURES = os.path.join(SOURCE, "tests", "captures")
ENVIRONMENT = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TZ": "UTC"}
MARKUP = b"<img src=x onerror=hacked=1><script>hacked=1</script>&lt;b&gt;"

browser = None
goldens = None


def run(*args):
    done = subprocess.run([PROGRAM, *args], capture_output=True, check=False, env=ENVIRONMENT)
    assert done.returncode == 0, (args, done.stderr)
    return done.stdout.decode()


def report(path, name, *options):
    """The address of a page of the capture."""
    page = os.path.join(FOLDER, name + ".html")
    run("report", "-q", "--payload", *options, path, "-o", page)
    return "file://" + page


def bundled(name):
    return os.path.join(CAPTURES, name + ".pcap")


def made(name, frames):
    path = os.path.join(FOLDER, name + ".pcap")
    with open(path, "wb") as f:
        f.write(capture.pcap(frames))
    return path


class Opened:
    """A page at an address, closed when done and held to what every page has to keep."""

    def __init__(self, address, **settings):
        self.address, self.page = address, browser.page(**settings)

    def __enter__(self):
        self.page.open(self.address)
        return self.page

    def __exit__(self, kind, *_):
        if kind is None:
            assert self.page.complaints() == [], self.page.complaints()
            home = self.address.split("#")[0]
            asked = [url for url in self.page.requests() if not url.startswith(home)]
            assert asked == [], asked
        self.page.close()


def texts(page, selector):
    return page.eval(f"[...document.querySelectorAll({json.dumps(selector)})]"
                     ".filter((e) => e.offsetParent !== null)"
                     ".map((e) => e.textContent.replaceAll('\\u00a0', ' '))")


def column(page, name):
    """A column of the list, as it stands from above to below."""
    return page.eval(f"""[...document.querySelectorAll(".list .row:not([hidden])")]
        .sort((a, b) => a.ariaRowIndex - b.ariaRowIndex)
        .map((row) => row.querySelector(".c-{name}, .p-{name}").textContent)""")


def many():
    """Connections of several kinds."""
    frames = []
    for i in range(30):
        frames += capture.conversation(port=40000 + i)
    return made("many", frames + capture.refused(port=50000))


def test_numbers_are_explains():
    for name in ("real-zero-window", "real-half-close", "000_http_n", "real-port-reuse"):
        told = [json.loads(line) for line in
                run("explain", "-q", "-o", "json", bundled(name)).splitlines()]
        told = [r for r in told if r["type"] == "connection"]
        with Opened(report(bundled(name), name)) as page:
            assert column(page, "number") == [str(r["connection"]) for r in told]
            assert column(page, "client") == [f"{r['client_address']}:{r['client_port']}"
                                              for r in told]
            octets = [int(t.replace(",", "") or 0) for t in column(page, "octetsIn")]
            assert octets == [r["server_bytes"] for r in told], (octets, name)
            again = [int(t or 0) for t in column(page, "retransmissions")]
            assert again == [r["client_retransmissions"] + r["server_retransmissions"]
                             for r in told], (again, name)
            frames = sum(r["client_segments"] + r["server_segments"] for r in told)
            assert f"{frames} frames" in texts(page, ".facts")[0]


def test_sorts():
    with Opened(report(many(), "many")) as page:
        assert page.eval("document.querySelector('.list').ariaRowCount") == "32"
        page.click(".head .c-client button")
        assert column(page, "client")[0] == "10.0.0.1:40000"
        page.click(".head .c-client button")
        assert column(page, "client")[0] == "10.0.0.1:50000"
        assert page.eval("document.querySelector('.head .c-client').ariaSort") == "descending"
        page.click(".head .c-octetsIn button")
        octets = [int(t.replace(",", "") or 0) for t in column(page, "octetsIn")]
        assert octets == sorted(octets, reverse=True) and octets[0] > 0, octets


def test_filters():
    with Opened(report(many(), "many") + "#/connections?q=refused") as page:
        assert column(page, "client") == ["10.0.0.1:50000"]
        assert texts(page, ".status") == ["1 of 31"]
        for query, n in (("-refused", 30), ("bytes>0 :40007", 1), ("bytes=0", 1), ("nowhere", 0),
                         ("", 31)):
            page.eval(f"""(() => {{ const box = document.querySelector(".filter");
                box.value = {json.dumps(query)}; box.dispatchEvent(new Event("input")); }})()""")
            rows = page.eval("document.querySelector('.list').ariaRowCount - 1")
            assert rows == n, (query, rows)
        page.eval("""(() => { const box = document.querySelector(".filter");
            box.value = "colour>3"; box.dispatchEvent(new Event("input")); })()""")
        assert "“colour”" in texts(page, ".status")[0]


def test_story():
    address = report(bundled("real-zero-window"), "zero")
    with Opened(address + "#/connection/1") as page:
        page.until("document.querySelector('.segment')")
        assert "the client closed its window for 994 ms" in texts(page, ".health")[0]
        assert len(page.eval("[...document.querySelectorAll('.segment')].map((e) => e.id)")) == 96
        first = texts(page, "#segment-1")[0]
        for piece in ("SYN", "seq 0", "win 64240", "SYN-SENT", "~LISTEN", "handshake 1 of 3"):
            assert piece in first, (piece, first)
        assert "~SYN-SENT" not in first, first
        assert "seq 1 frame 1's 0 + 1" in texts(page, "#segment-3 .why")[0]
        page.click(".whys input")
        assert texts(page, "#segment-3 .why") == []
        page.click(".evidence a[href$='/16']")
        page.until("document.querySelector('#segment-16.jumped')")
        assert page.eval("document.activeElement.id") == "segment-16"
        page.key("ArrowDown")
        assert page.eval("document.activeElement.id") == "segment-17"
        page.key("Enter")
        page.until("document.querySelector('.packets .row.active')")
        assert page.eval("location.hash") == "#/packets/17"


def test_ladder():
    with Opened(report(bundled("real-half-close"), "half") + "#/connection/1/ladder") as page:
        page.until("document.querySelector('figure svg')")
        assert "SYN-SENT" in texts(page, "figure")[0]
        fill = "getComputedStyle(document.querySelector('svg .band')).fill"
        light = page.eval(fill)
        page.prefer("dark")
        dark = page.eval(fill)
        assert dark != light
        page.key("t")  # from the system's to light
        assert page.eval(fill) == light and page.eval("document.documentElement.dataset.theme") == "light"


def test_packets():
    path = bundled("000_http_n")
    lines = run("show", "-r", path).splitlines()
    with Opened(report(path, "http") + "#/packets/4") as page:
        page.until("document.querySelector('.tree .item')")
        shown = column(page, "info")
        assert len(shown) == len(lines)
        assert all(line.endswith(info) for line, info in zip(lines, shown)), shown
        assert column(page, "number")[3] == "4"
        # Octets and fields light each other.
        port = page.eval("""[...document.querySelectorAll(".item")].find((e) =>
            e.textContent.startsWith("Destination Port")).id""")
        page.hover("#" + port)
        assert page.eval("[...document.querySelectorAll('.hex .lit')].map((e) => e.textContent)") \
            == ["00", "50"]
        page.hover(".hex [data-octet='37']")
        assert page.eval("document.querySelector('.item.lit').id") == port
        page.click(".hex [data-octet='37']")
        assert page.eval("document.querySelector('.item[aria-selected=true]').id") == port
        assert len(page.eval("[...document.querySelectorAll('.hex .chosen')].map((e) => 1)")) == 2
        assert "GET / HTTP/1.1" in "".join(texts(page, ".characters")).replace("·", " ")


def test_packets_of_a_connection():
    with Opened(report(many(), "many") + "#/packets?connection=31") as page:
        page.until("document.querySelector('.status').textContent.startsWith('2 of')")
        assert len(column(page, "info")) == 2 and "[RST" in column(page, "info")[1]
        page.click(".chip")
        page.until("document.querySelector('.list').ariaRowCount > 200")


def test_keys():
    with Opened(report(many(), "many")) as page:
        page.key("/")
        assert page.eval("document.activeElement.className") == "filter"
        page.type("40003")
        page.until("document.querySelector('.list').ariaRowCount === '2'")
        page.key("Escape")
        assert page.eval("document.activeElement.className") == "list"
        page.key("ArrowDown")
        page.key("Enter")
        page.until("document.querySelector('.segment')")
        assert page.eval("location.hash") == "#/connection/4/story"
        page.key("p")
        page.until("document.querySelector('.packets .row')")
        page.key("End")
        page.until("document.querySelector('.tree .item')")
        page.key("?")
        assert texts(page, "dialog h2") == ["Keys", "Filters"]
        page.key("Escape")
        page.until("!document.querySelector('dialog').open")
        page.key("c")
        page.until("document.querySelector('.overview')")


def test_languages():
    with Opened(report(bundled("real-zero-window"), "zero"), lang="zh-CN") as page:
        assert texts(page, ".top nav a") == ["连接", "数据包"]
        assert "客户端" in column(page, "health")[0]
        page.click(".switches button")
        assert texts(page, ".top nav a") == ["Connections", "Packets"]
        assert "the client closed" in column(page, "health")[0]
        assert page.eval("document.documentElement.lang") == "en"


def test_markup_is_text():
    frames = capture.conversation(request=b"GET /" + MARKUP + b" HTTP/1.1\r\nHost: " + MARKUP +
                                  b"\r\n\r\n")
    address = report(made("evil", frames), "evil", "--title", MARKUP.decode() + "</script>")
    with Opened(address) as page:
        assert texts(page, ".title") == [MARKUP.decode() + "</script>"]
        for place in ("connection/1", "connection/1/ladder", "packets/4"):
            page.eval(f"location.hash = '#/{place}'")
            page.until("document.querySelector('.segment, figure svg, .tree .item')")
        assert "<img" in "".join(column(page, "info"))
        assert page.eval("typeof hacked") == "undefined"
        assert page.eval("document.querySelectorAll('img, main script').length") == 0
        # Nor would it run, were it ever made an element.
        page.eval("document.body.append(Object.assign(document.createElement('script'), "
                  "{textContent: 'hacked = 1'}))")
        assert page.eval("typeof hacked") == "undefined"
        assert any("Content Security Policy" in c for c in page.complaints())
        page.browser.events.clear()


def test_paper():
    with Opened(report(bundled("real-half-close"), "half") + "#/connection/1") as page:
        page.until("document.querySelector('.segment')")
        assert page.pdf().startswith(b"%PDF")  # which fires beforeprint
        page.key("t")
        page.key("t")  # dark; but paper is light
        page.prefer("dark", media="print")
        assert page.eval("getComputedStyle(document.querySelector('svg .band')).fill") \
            == "rgb(238, 245, 253)"
        assert texts(page, ".top") == [] and len(texts(page, ".segment")) > 5
        assert len(texts(page, ".panel.of-ladder figure")) == 1


def test_looks():
    address = report(bundled("real-zero-window"), "zero")
    packets = report(bundled("000_http_n"), "http") + "#/packets/4"
    for name, where, ready, settings in (
            ("overview", report(many(), "many"), ".row", {}),
            ("story", address + "#/connection/1", ".segment", {}),
            ("story-dark", address + "#/connection/1", ".segment", {"scheme": "dark"}),
            ("story-narrow", address + "#/connection/1", ".segment", {"width": 400}),
            ("story-zh", address + "#/connection/1", ".segment", {"lang": "zh-CN"}),
            ("ladder", address + "#/connection/1/ladder", "figure svg", {}),
            ("packets", packets, ".tree .item", {}),
            ("packets-narrow", packets, ".tree .item", {"width": 400})):
        with Opened(where, **settings) as page:
            page.until(f"document.querySelector('{ready}')")
            assert page.eval("document.documentElement.scrollWidth <= innerWidth"), name
            goldens.check(name, page.screenshot())


def talk():
    """A conversation over loopback."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        def answer():
            connection, _ = server.accept()
            with connection:
                connection.sendall(connection.recv(100))
        thread = threading.Thread(target=answer)
        thread.start()
        with socket.create_connection(server.getsockname()) as client:
            client.sendall(b"hello")
            client.recv(100)
        thread.join()


def serves():
    """Whether this build has a server."""
    return b"libmicrohttpd" not in subprocess.run([PROGRAM, "ui"], capture_output=True, check=False,
                                                  env=ENVIRONMENT).stderr


class Served:
    """`tcplens ui`, and the address that it says."""

    def __init__(self, *args):
        self.process = subprocess.Popen([PROGRAM, "ui", "-q", *args], stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, text=True, env=ENVIRONMENT)

    def __enter__(self):
        return self.process.stdout.readline().strip()

    def __exit__(self, *_):
        self.process.terminate()
        _, complaints = self.process.communicate(timeout=10)
        assert self.process.returncode == 0 and complaints == "", complaints


def test_served():
    if not serves():
        return "SKIP built without libmicrohttpd"
    with Served(bundled("real-zero-window")) as address:
        with Opened(address + "#/connection/1") as page:
            page.until("document.querySelector('.segment')")
            page.eval("location.hash = '#/packets/16'")
            page.until("document.querySelector('.tree .item')")
            assert "[TCP ZeroWindow]" in "".join(column(page, "info"))
    return None


def test_served_live():
    if os.geteuid() != 0 or not serves():
        return "SKIP needs libmicrohttpd, and the right to capture"
    with Served("-i", "lo", "tcp") as address:
        talk()
        with Opened(address) as page:
            seen = page.until("+document.querySelector('.list').ariaRowCount - 1 >= 1")
            assert seen and texts(page, ".live") == ["live"]
            talk()
            page.until("+document.querySelector('.list').ariaRowCount - 1 >= 2")
    return None


def main():
    global browser, goldens
    tests = [(name, value) for name, value in globals().items() if name.startswith("test_")]
    if find_program() is None:
        print("1..0 # SKIP there is no Chromium; script/bootstrap test installs it")
        return
    failed = 0
    with Browser() as browser:
        goldens = picture.Goldens(os.path.join(HERE, "golden"), browser.page(), "--update" in sys.argv)
        print(f"1..{len(tests)}", flush=True)
        for i, (name, test) in enumerate(tests, 1):
            began = time.monotonic()
            try:
                skip = test()
                print(f"ok {i} - {name}" + (f" # {skip}" if skip else ""), flush=True)
                print(f"# {time.monotonic() - began:.1f} s", flush=True)
            except Exception:  # one test's failure is no reason not to make the others
                failed += 1
                print(f"not ok {i} - {name}\n# " + traceback.format_exc().replace("\n", "\n# "),
                      flush=True)
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
