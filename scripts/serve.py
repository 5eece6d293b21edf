"""Start the dashboard on this machine: pick a free port, print the address when it answers, end cleanly on Ctrl-C.

`python -m scripts.serve [--port 8501] [--store store]`. Only this machine is listened to (127.0.0.1): who opens it to an
office network does so with a proxy in front.
"""

import argparse
import os
import socket
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from streamlit.runtime.pages_manager import PagesManager

from api.routes import routes
from shell.chinese import ChineseShell

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
PORTS_TRIED = 20
READY_WITHIN_S = 120.0


def free_port(first: int) -> int | None:
    """The first port from `first` on that can be bound, None when none of PORTS_TRIED can."""
    for port in range(first, min(first + PORTS_TRIED, 65536)):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return port
    return None


def announce(port: int) -> None:
    """Print the address as soon as the server answers."""
    url = f"http://{HOST}:{port}"
    give_up_at = time.monotonic() + READY_WITHIN_S
    while time.monotonic() < give_up_at:
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=1):
                break
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    else:
        return
    sys.stdout.write(f"\n看板已启动 / The dashboard is ready: {url}\n按 Ctrl-C 结束 / Ctrl-C ends it\n\n")
    sys.stdout.flush()


def main() -> int:
    """Serve until interrupted; 1 when no port is free."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8501)
    parser.add_argument("--store", default="store")
    arguments = parser.parse_args()
    port = free_port(arguments.port)
    if port is None:
        last = arguments.port + PORTS_TRIED - 1
        sys.stderr.write(f"端口 {arguments.port}–{last} 都被占用, 请换一个: make run PORT=9000\n")
        sys.stderr.write(f"Ports {arguments.port}-{last} are all taken, choose another: make run PORT=9000\n")
        return 1
    if port != arguments.port:
        sys.stdout.write(f"端口 {arguments.port} 已被占用, 改用 {port} / Port {arguments.port} is taken, using {port}\n")
        sys.stdout.flush()
    store = Path(arguments.store).resolve()
    os.environ["RECTIFICATION_STORE"] = str(store)
    # Until st.navigation has run once, Streamlit takes a folder pages/ beside app.py for its older kind of app: the first visitor
    # would see file names for a menu. Said here before the first visit; pages/shared/frame.py mends it for `streamlit run`.
    PagesManager.uses_pages_directory = False
    threading.Thread(target=announce, args=(port,), daemon=True).start()
    # The pages and the JSON addresses in one process: whoever reaches the one reaches the other.
    app = st.App(ROOT / "app.py", routes=routes(store), middleware=[Middleware(ChineseShell)])
    app.run(
        config={
            "server.address": HOST,
            "server.port": port,
            "server.headless": True,
            "browser.gatherUsageStats": False,
            "logger.hideWelcomeMessage": True,
        }
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
