"""Take the pictures that README and the tutorial show, from a running `desil serve`.

    desil demo                                            # in one terminal; it prints users
    python docs/make_screenshots.py --user verifier --password ...   # in another

Needs Chromium (Debian: `apt-get install chromium`). Only made-up people may be in the register.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

IMAGES = Path(__file__).parent / "images"
_QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
PICTURES = (
    ("first-page", "/", 1280, 900),
    ("first-page-phone", "/", 360, 740),
    ("start-page", "/beranda/", 1280, 800),
    ("movement", "/perpindahan/", 1280, 900),
    ("desk", "/permohonan/", 1280, 700),
    ("programmes", "/program/", 1280, 900),
    ("portal", "/warga/", 360, 740),
    ("portal-status", "/warga/cek/", 360, 740),
)


def sign_in(page: Page, user: str, password: str) -> None:
    """Sign in as a demo user."""
    page.goto("/masuk/")
    page.get_by_label("Nama pengguna").fill(user)
    page.get_by_label("Kata sandi").fill(password)
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.wait_for_url("**/")


def main() -> None:
    """Write each picture below docs/images."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--url", default="http://localhost:8000")
    parser.add_argument("--user", default="verifier")
    parser.add_argument("--password", required=True)
    asked = parser.parse_args()
    url = asked.url
    IMAGES.mkdir(exist_ok=True)
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=_QUIET)
        context = browser.new_context(base_url=url)
        sign_in(context.new_page(), asked.user, asked.password)
        for name, path, width, height in PICTURES:
            page = context.new_page()
            page.set_viewport_size({"width": width, "height": height})
            page.goto(url + path)
            page.screenshot(path=IMAGES / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
