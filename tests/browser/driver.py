"""How is a real Chromium driven: the WebDriver protocol over a local socket, with nothing but the standard library?"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import ProxyHandler, Request, build_opener

ARGUMENTS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars",
)  # fmt: skip
_OPENER = build_opener(ProxyHandler({}))


@dataclass(frozen=True, slots=True)
class Browser:
    """One window of a running Chromium."""

    root: str

    def _ask(self, method: str, path: str, body: object | None = None) -> Any:
        data = json.dumps(body).encode() if body is not None else None
        request = Request(f"{self.root}{path}", data, {"Content-Type": "application/json"}, method=method)
        with _OPENER.open(request, timeout=60) as answer:
            return json.load(answer)["value"]

    def go(self, page: Path, anchor: str = "") -> None:
        """Open a page and wait until it has loaded."""
        self._ask("POST", "/url", {"url": page.resolve().as_uri() + anchor})

    def run(self, script: str, *args: object) -> Any:
        """Return what a script returns; it may return a promise."""
        return self._ask("POST", "/execute/sync", {"script": script, "args": list(args)})

    def keys(self, text: str) -> None:
        """Press keys in what has the focus."""
        actions = [{"type": kind, "value": key} for key in text for kind in ("keyDown", "keyUp")]
        self._ask("POST", "/actions", {"actions": [{"type": "key", "id": "keyboard", "actions": actions}]})

    def size(self, width: int, height: int) -> None:
        """Make the window so large."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self._ask("POST", "/goog/cdp/execute", {"cmd": "Emulation.setDeviceMetricsOverride", "params": metrics})

    def look(self, scheme: str) -> None:
        """Prefer ``light`` or ``dark``."""
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self._ask("POST", "/goog/cdp/execute", {"cmd": "Emulation.setEmulatedMedia", "params": {"features": features}})

    def complaints(self) -> list[str]:
        """Return what the console has said since it was last asked."""
        return [str(entry["message"]) for entry in self._ask("POST", "/se/log", {"type": "browser"})]

    def requests(self) -> list[str]:
        """Return every address asked for since it was last asked."""
        events = (json.loads(entry["message"])["message"] for entry in self._ask("POST", "/se/log", {"type": "performance"}))
        return [str(e["params"]["request"]["url"]) for e in events if e["method"] == "Network.requestWillBeSent"]


@contextmanager
def chromium(profile: Path) -> Iterator[Browser]:
    """Start a Chromium with an empty profile, and end it and its driver."""
    binary = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome") or "chromium"
    command = [shutil.which("chromedriver") or "chromedriver", "--port=0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as driver:
        try:
            yield from _session(driver, binary, profile)
        finally:
            driver.terminate()


def _session(driver: subprocess.Popen[str], binary: str, profile: Path) -> Iterator[Browser]:
    assert driver.stdout is not None
    port = next(line.rstrip(".\n").rpartition(" ")[2] for line in driver.stdout if "started successfully on port" in line)
    options = {"binary": binary, "args": [*ARGUMENTS, f"--user-data-dir={profile}"]}
    logs = {"browser": "ALL", "performance": "ALL"}
    wanted = {"alwaysMatch": {"browserName": "chrome", "goog:chromeOptions": options, "goog:loggingPrefs": logs}}
    root = f"http://127.0.0.1:{port}"
    made = Browser(root)._ask("POST", "/session", {"capabilities": wanted})
    window = Browser(f"{root}/session/{made['sessionId']}")
    try:
        yield window
    finally:
        window._ask("DELETE", "")
