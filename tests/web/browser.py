# SPDX-License-Identifier: BSD-3-Clause
"""browser - headless Chromium over a pipe (DevTools protocol), with the standard library only.

A Page keeps what a test has to know of everything that happened: messages of the console, exceptions,
and every request. Chromium runs with a profile of its own, which is gone when it ends.
"""
import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
import time

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ("--headless=new", "--remote-debugging-pipe", "--no-first-run", "--disable-gpu",
         "--disable-background-networking", "--disable-component-update", "--disable-sync",
         "--disable-default-apps", "--disable-extensions", "--force-device-scale-factor=1",
         "--hide-scrollbars", "--disable-dev-shm-usage", "--font-render-hinting=none",
         "--disable-lcd-text", "--lang=en-US")
PATIENCE = 20


class BrowserError(Exception):
    pass


def find_program():
    return next((path for path in map(shutil.which, PROGRAMS) if path), None)


class Browser:
    def __init__(self):
        self.profile = tempfile.mkdtemp(prefix="tcplens-web-")
        to_it, self.write_end = os.pipe()
        self.read_end, from_it = os.pipe()
        self.next_id, self.rest, self.events, self.answers = 0, b"", [], {}
        # Chromium refuses root a sandbox of its own; in a test it only sees pages of ours.
        flags = FLAGS + (("--no-sandbox",) if os.geteuid() == 0 else ())
        command = [find_program(), *flags, f"--user-data-dir={self.profile}", "about:blank"]
        self.process = subprocess.Popen(
            ["/bin/sh", "-c", f'exec "$@" 3<&{to_it} 4>&{from_it}', "sh", *command],
            pass_fds=(to_it, from_it), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        os.close(to_it)
        os.close(from_it)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        os.close(self.write_end)
        os.close(self.read_end)
        shutil.rmtree(self.profile, ignore_errors=True)

    def call(self, method, session=None, **params):
        self.next_id += 1
        wanted = self.next_id
        message = {"id": wanted, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self.write_end, data):]
        limit = time.monotonic() + PATIENCE
        while wanted not in self.answers:
            self.pump(limit - time.monotonic())
        answer = self.answers.pop(wanted)
        if "error" in answer:
            raise BrowserError(f"{method}: {answer['error'].get('message')}")
        return answer["result"]

    def pump(self, seconds):
        """Take what Chromium has to say; wait for it up to `seconds`."""
        if not select.select([self.read_end], [], [], max(seconds, 0))[0]:
            raise BrowserError("Chromium does not answer")
        data = os.read(self.read_end, 1 << 20)
        if not data:
            raise BrowserError("Chromium ended")
        *messages, self.rest = (self.rest + data).split(b"\0")
        for message in map(json.loads, messages):
            if "id" in message:
                self.answers[message["id"]] = message
            else:
                self.events.append(message)

    def page(self, width=1280, height=800, scheme="light", lang="en-US"):
        return Page(self, width, height, scheme, lang)


class Page:
    def __init__(self, browser, width, height, scheme, lang):
        self.browser = browser
        # A context of its own: what one page remembers, no other knows.
        self.context = browser.call("Target.createBrowserContext")["browserContextId"]
        self.target = browser.call("Target.createTarget", url="about:blank",
                                   browserContextId=self.context)["targetId"]
        self.session = browser.call("Target.attachToTarget", targetId=self.target,
                                    flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(f"{domain}.enable")
        self.resize(width, height)
        self.prefer(scheme)
        self.call("Emulation.setLocaleOverride", locale=lang.replace("-", "_"))
        self.call("Page.addScriptToEvaluateOnNewDocument", source="Object.defineProperty("
                  f"navigator, 'language', {{get: () => {json.dumps(lang)}}})")

    def call(self, method, **params):
        return self.browser.call(method, self.session, **params)

    def resize(self, width, height):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height,
                  deviceScaleFactor=1, mobile=False)

    def prefer(self, scheme, media=""):
        self.call("Emulation.setEmulatedMedia", media=media, features=[
            {"name": "prefers-color-scheme", "value": scheme},
            {"name": "prefers-reduced-motion", "value": "reduce"}])

    def open(self, url):
        self.call("Page.navigate", url=url)
        self.until("document.querySelector('#page.ready') !== null")

    def eval(self, expression):
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True,
                           awaitPromise=True)
        if "exceptionDetails" in answer:
            details = answer["exceptionDetails"]
            raise BrowserError(details.get("exception", {}).get("description", details["text"]))
        return answer["result"].get("value")

    def until(self, condition, seconds=10):
        """Wait for `condition`, and return its value."""
        limit = time.monotonic() + seconds
        while True:
            try:
                value = self.eval(f"((v) => v instanceof Node ? true : v)({condition})")
            except BrowserError as error:
                if "context" not in str(error) and "navigat" not in str(error):
                    raise
                value = None
            if value:
                return value
            if time.monotonic() > limit:
                raise BrowserError(f"never became true: {condition}")
            time.sleep(0.02)

    def key(self, name, text=None):
        codes = {"Enter": 13, "Escape": 27, "ArrowUp": 38, "ArrowDown": 40, "ArrowLeft": 37,
                 "ArrowRight": 39, "Home": 36, "End": 35, "PageDown": 34, "PageUp": 33, "Tab": 9}
        key = {"key": name, "windowsVirtualKeyCode": codes.get(name, ord(name[0].upper()))}
        if name in codes:
            key["code"] = name
        if len(name) == 1 or text:
            key["text"] = text or name
        self.call("Input.dispatchKeyEvent", type="keyDown", **key)
        self.call("Input.dispatchKeyEvent", type="keyUp",
                  **{k: v for k, v in key.items() if k != "text"})

    def type(self, text):
        self.call("Input.insertText", text=text)

    def middle(self, selector):
        return self.until(f"""(() => {{
            const r = document.querySelector({json.dumps(selector)})?.getBoundingClientRect();
            return r && r.width ? [r.x + r.width / 2, r.y + r.height / 2] : null; }})()""")

    def hover(self, selector):
        x, y = self.middle(selector)
        self.call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)

    def click(self, selector):
        x, y = self.middle(selector)
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def screenshot(self):
        """PNG of what is in sight."""
        return base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"])

    def pdf(self):
        return base64.b64decode(self.call("Page.printToPDF", printBackground=True)["data"])

    def mine(self, *methods):
        return [e["params"] for e in self.browser.events
                if e.get("sessionId") == self.session and e["method"] in methods]

    def complaints(self):
        """What the console, and nobody else, was told: exceptions, errors, violations of policy."""
        self.eval("1")
        texts = [p["exceptionDetails"].get("exception", {}).get("description") or
                 p["exceptionDetails"]["text"] for p in self.mine("Runtime.exceptionThrown")]
        texts += [p["entry"]["text"] for p in self.mine("Log.entryAdded")]
        texts += [str(p["args"]) for p in self.mine("Runtime.consoleAPICalled")]
        return texts

    def requests(self):
        """Every address that was asked for."""
        self.eval("1")
        return [p["request"]["url"] for p in self.mine("Network.requestWillBeSent")]

    def close(self):
        self.browser.call("Target.disposeBrowserContext", browserContextId=self.context)
