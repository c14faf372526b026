"""report.html in a real Chromium: no finding of axe-core, nothing wider than the window, provenance within reach."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import axe_playwright_python
import pytest
import rendering_sample as sample
from playwright.sync_api import Browser, Page, sync_playwright
from typer.testing import CliRunner

from pcc_narrator.assets import asset
from pcc_narrator.cli.app import app
from pcc_narrator.models.claim import CheckReport
from pcc_narrator.pipeline import draft_report
from pcc_narrator.rendering import Theme, draw_charts, render, write_markdown

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine (Debian: apt-get install chromium)"),
]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Addresses of a published report and of one with findings and removed content."""
    out = tmp_path_factory.mktemp("pages")
    draw_charts(sample.outline(), sample.facts(), out / "charts")
    text = write_markdown(sample.outline(), sample.draft(), sample.facts())
    found = {}
    (found["published"],) = render(text, sample.facts(), sample.report_of(text), out, charts=out / "charts")
    broken = text + "\n<script>x</script>\n\n![far](https://example.org/x.png)\n"
    claims = [sample.claim(broken, "1,240", "refuted", nth=2, message="The facts say 1,204.", expected="1,204")]
    (found["with findings"],) = render(
        broken, sample.facts(), CheckReport(tuple(claims)), out / "b", charts=out / "charts", allow_findings=True
    )
    return {name: path.as_uri() for name, path in found.items()}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


def opened(browser: Browser, address: str, width: int, scheme: str = "light") -> tuple[Page, list[str]]:
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme=scheme,  # type: ignore[arg-type]
        bypass_csp=True,  # only so that axe-core can be put into the page
    )
    page = context.new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(address)
    return page, [url for url in requests if not url.startswith(("file:", "data:"))]


@pytest.mark.parametrize("kind", ["published", "with findings"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing(browser: Browser, pages: dict[str, str], kind: str, scheme: str, width: int) -> None:
    page, requests = opened(browser, pages[kind], width, scheme)
    assert requests == []
    page.add_script_tag(content=AXE)
    found = page.evaluate("async () => (await axe.run(document)).violations.map(v => [v.id, v.nodes[0].html])")
    assert found == []
    page.context.close()


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_is_wider_than_the_window(browser: Browser, pages: dict[str, str], width: int) -> None:
    """320 pixels is also a window of 1280 at 400 per cent."""
    page, _ = opened(browser, pages["published"], width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


def test_provenance_shows_on_focus_on_hover_and_on_tap(browser: Browser, pages: dict[str, str]) -> None:
    page, _ = opened(browser, pages["published"], 375)
    figure = page.locator("li.paragraph .fig[tabindex]").first
    tip = figure.locator(".tip")
    assert not tip.is_visible()
    figure.focus()
    tip.wait_for(state="visible")
    assert "quarter three 2018-19: 1,240" in tip.inner_text()
    page.keyboard.press("Tab")
    tip.wait_for(state="hidden")
    figure.hover()
    tip.wait_for(state="visible")
    page.mouse.move(0, 0)
    tip.wait_for(state="hidden")
    figure.click()
    tip.wait_for(state="visible")
    box = tip.bounding_box()
    assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= 375
    page.context.close()


def test_the_keyboard_reaches_the_report_first(browser: Browser, pages: dict[str, str]) -> None:
    page, _ = opened(browser, pages["published"], 1280)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the report"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#report"
    page.context.close()


def test_printing_hides_what_paper_cannot_do(browser: Browser, pages: dict[str, str]) -> None:
    page, _ = opened(browser, pages["published"], 800)
    page.emulate_media(media="print")
    assert not page.locator("nav").is_visible()
    assert not page.locator(".howto").is_visible()
    assert page.locator("main h2").first.is_visible()
    page.context.close()


@pytest.mark.parametrize("workspace", ["wiltshire-2018-19", "nhs-emergency-care"])
def test_the_reports_of_the_workspaces_that_ship(browser: Browser, tmp_path: Path, workspace: str) -> None:
    made = draft_report(asset(f"data/{workspace}"), "2018-19-Q3", tmp_path / "out", allow_findings=True)
    address = (made.folder / "report.html").as_uri()
    for width, scheme in ((320, "light"), (1280, "dark")):
        page, requests = opened(browser, address, width, scheme)
        assert requests == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.add_script_tag(content=AXE)
        found = page.evaluate("async () => (await axe.run(document)).violations.map(v => [v.id, v.nodes[0].html])")
        assert found == []
        page.context.close()


def _checked(browser: Browser, path: Path) -> None:
    for width, scheme in ((320, "light"), (320, "dark"), (1280, "light"), (1280, "dark")):
        page, requests = opened(browser, path.as_uri(), width, scheme)
        assert requests == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path.name
        page.add_script_tag(content=AXE)
        found = page.evaluate("async () => (await axe.run(document)).violations.map(v => [v.id, v.nodes[0].html])")
        assert found == [], path.name
        page.context.close()


def test_every_other_page_that_the_program_writes(browser: Browser, tmp_path: Path) -> None:
    """Summary, press release, posts, plain words, statement, comparison, and a report with a theme and icons."""
    made = draft_report(asset("data/wiltshire-2018-19"), "2018-19-Q3", tmp_path / "new")
    older = draft_report(asset("data/wiltshire-2018-19"), "2018-19-Q2", tmp_path / "old")
    run = CliRunner()
    for arguments in (
        ["summary", str(made.folder)],
        ["variants", str(made.folder)],
        ["compare", str(older.folder), str(made.folder), "--format", "html", "--out", str(tmp_path / "compare.html")],
    ):
        done = run.invoke(app, arguments)
        assert done.exit_code in (0, 1), done.output
    pages = [
        made.folder / "summary.html",
        *sorted((made.folder / "variants").glob("*.html")),
        tmp_path / "compare.html",
    ]
    assert len(pages) == 6
    for path in pages:
        _checked(browser, path)


def test_a_theme_and_icons_leave_the_page_accessible(browser: Browser, tmp_path: Path) -> None:
    first, *rest = sample.outline().dashboard
    outline = replace(
        sample.outline(), dashboard=(replace(first, variation="concern_high", assurance="inconsistent"), *rest)
    )
    draw_charts(outline, sample.facts(), tmp_path / "charts")
    (tmp_path / "logo.svg").write_bytes((tmp_path / "charts" / "icon-concern-high.svg").read_bytes())
    look = Theme("Office of the Board", "#c8102e", tmp_path / "logo.svg", "A ring")
    text = write_markdown(outline, sample.draft(), sample.facts())
    (path,) = render(text, sample.facts(), sample.report_of(text), tmp_path, charts=tmp_path / "charts", theme=look)
    _checked(browser, path)


def test_on_a_phone_no_figure_of_a_headline_box_breaks_and_charts_can_be_read(
    browser: Browser, pages: dict[str, str]
) -> None:
    page, _ = opened(browser, pages["published"], 320)
    broken = page.evaluate(
        """() => [...document.querySelectorAll('table.headline tbody td:nth-child(2)')].map(cell => {
             const range = document.createRange();
             range.selectNodeContents(cell.firstChild);
             return [cell.textContent, new Set([...range.getClientRects()].map(box => Math.round(box.bottom))).size];
           }).filter(([, lines]) => lines > 1)"""
    )
    assert not broken
    assert page.evaluate("Math.min(...[...document.querySelectorAll('figure img')].map(img => img.clientWidth))") >= 400
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.context.close()
