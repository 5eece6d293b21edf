"""Find a real browser and a Chinese font for the browser tests, or install them.

`python -m scripts.browser` prints the browser's path. Looked for in this order: the environment variable CHROME, Chromium,
Chrome or Edge on the PATH, their usual places on macOS and Windows, a browser that Playwright has fetched before. Where
there is none and apt-get may be used (as root, or with sudo that asks no password), Debian's packages are installed.
"""

import os
import platform
import shutil
import subprocess
import sys

from reports.browsers import find_browser

BROWSER_PACKAGE = "chromium"
FONT_PACKAGES = ("fonts-noto-cjk", "fontconfig")
MISSING = """\
浏览器测试缺少: {parts}。请安装 Chromium、Chrome 或 Edge, 以及一种中文字体, 然后重新运行。
The browser tests lack: {parts}. Install Chromium, Chrome or Edge and a Chinese font, then run again:
    Debian/Ubuntu: apt-get install chromium fonts-noto-cjk fontconfig
    Fedora:        dnf install chromium google-noto-sans-cjk-fonts fontconfig
    macOS:         brew install --cask google-chrome
A browser in another place is named with CHROME=/its/path make test
"""


def has_chinese_font() -> bool:
    """Whether a font with Chinese letters is installed; macOS and Windows always have one."""
    if platform.system() != "Linux":
        return True
    listing = shutil.which("fc-list")
    if not listing:
        return False
    return bool(subprocess.run([listing, ":lang=zh-cn", "family"], capture_output=True, check=False).stdout.strip())


def install(packages: list[str]) -> None:
    """Install Debian packages where that needs no password; does nothing elsewhere."""
    apt = shutil.which("apt-get")
    if not apt:
        return
    rights: list[str] = []
    if os.geteuid() != 0:
        sudo = shutil.which("sudo")
        if not sudo or subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode:
            return
        rights = [sudo, "-n"]
    sys.stdout.write(f"安装 / Installing {' '.join(packages)}\n")
    sys.stdout.flush()
    command = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", apt, "-q", "-y"]
    subprocess.run([*command, "update"], stdin=subprocess.DEVNULL, check=False)
    subprocess.run([*command, "install", "--no-install-recommends", *packages], stdin=subprocess.DEVNULL, check=False)


def main() -> int:
    """0 when browser and font are there, in the end; 1 with a message that says what to install."""
    named = os.environ.get("CHROME")
    wanted = [] if named or find_browser() else [BROWSER_PACKAGE]
    wanted += [] if has_chinese_font() else list(FONT_PACKAGES)
    if wanted:
        install(wanted)
    browser = find_browser()
    missing = [] if browser else ["浏览器 / a browser" + (f" (CHROME={named})" if named else "")]
    missing += [] if has_chinese_font() else ["中文字体 / a Chinese font"]
    if missing:
        sys.stderr.write(MISSING.format(parts=", ".join(missing)))
        return 1
    sys.stdout.write(f"浏览器 / Browser: {browser}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
