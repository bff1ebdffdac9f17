"""Take the pictures that README and the tutorial show, from a running `desil serve`.

    desil demo                                       # in one terminal
    python docs/make_screenshots.py                  # in another

Needs Chromium (Debian: `apt-get install chromium`). Only made-up people may be in the register.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

IMAGES = Path(__file__).parent / "images"
_QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
PICTURES = (
    ("first-page", "/", 1280, 900),
    ("first-page-phone", "/", 360, 740),
)


def main() -> None:
    """Write each picture below docs/images."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--url", default="http://localhost:8000")
    url = parser.parse_args().url
    IMAGES.mkdir(exist_ok=True)
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=_QUIET)
        for name, path, width, height in PICTURES:
            page = browser.new_page(viewport={"width": width, "height": height})
            page.goto(url + path)
            page.screenshot(path=IMAGES / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
