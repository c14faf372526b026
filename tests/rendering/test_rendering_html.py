"""report.html: safe, self-contained, numbered, with the provenance of every figure."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
import rendering_sample as sample
from hypothesis import given
from hypothesis import strategies as st

from pcc_narrator.errors import FindingsError, InputError
from pcc_narrator.models.claim import CheckReport
from pcc_narrator.models.fact import FactSet
from pcc_narrator.rendering import draw_charts, render, write_markdown
from pcc_narrator.rendering.body import make_body
from pcc_narrator.rendering.dom import parse_html, write_html
from pcc_narrator.rendering.marks import chosen, mark_claims, without_marks
from pcc_narrator.rendering.page import make_page
from pcc_narrator.rendering.pictures import as_data

NOTHING = CheckReport()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("report")
    draw_charts(sample.outline(), sample.facts(), out / "charts")
    return out


@pytest.fixture(scope="module")
def page(folder: Path) -> str:
    text = write_markdown(sample.outline(), sample.draft(), sample.facts())
    (path,) = render(text, sample.facts(), sample.report_of(text), folder, charts=folder / "charts")
    return path.read_text(encoding="utf-8")


def page_of(text: str, report: CheckReport = NOTHING, charts: Path | None = None) -> str:
    return make_page(text, FactSet(), report, charts)


def body_of(text: str, report: CheckReport = NOTHING) -> str:
    return write_html(make_body(text, FactSet(), report, as_data(None)).root).strip()


def test_numbers_survive(page: str) -> None:
    items = re.findall(r'<li class="paragraph" data-paragraph="[^"]+" value="(\d+)" id="p(\d+)">', page)
    assert items == [(str(number), str(number)) for number in range(1, 6)]


def test_moved_paragraphs_keep_the_numbers_that_staff_see() -> None:
    html = body_of("15. Fifteen. <!-- a.b -->\n\n12. Twelve. <!-- c.d -->\n\nWords.\n\n13. Thirteen.\n")
    assert re.findall(r'value="(\d+)"', html) == ["15", "12", "13"]
    assert "<!--" not in html


def test_a_figure_tells_where_it_comes_from(page: str) -> None:
    match = re.search(
        r'<span class="fig supported"[^>]*tabindex="0"[^>]*>1,240(<span class="tip".*?)</span></span>', page
    )
    assert match is not None
    tip = re.sub(r"<[^>]+>", "", match[1])
    assert "Visits, Riverside, quarter three 2018-19: 1,240." in tip
    assert "Source: observations, row 16, Riverside Clinic, published 1 February 2019." in tip
    assert "visits.value.own.2018-19-Q3" in tip


def test_a_computed_figure_names_what_it_was_computed_from(page: str) -> None:
    tips = re.findall(r'role="tooltip"[^>]*>(.*?)</span>', page)
    sums = [re.sub(r"<[^>]+>", "", tip) for tip in tips if "the sum of" in tip]
    assert sums and "1,020 (quarter one 2018-19)" in sums[0]
    assert "1,000 (quarter four 2017-18)" in sums[0]


def test_every_tip_is_described_by_one_id(page: str) -> None:
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    described = re.findall(r'aria-describedby="([^"]+)"', page)
    assert described and set(described) <= set(ids)


class _Requests(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("src", "srcset", "poster", "data", "action") or (tag == "link" and name == "href"):
                self.found.append(value or "")


def test_the_page_asks_nothing_of_any_server(page: str) -> None:
    requests = _Requests()
    requests.feed(page)
    assert requests.found and all(source.startswith("data:image/svg+xml;base64,") for source in requests.found)
    assert "url(" not in page.split("</style>")[0]
    assert "<script" not in page
    assert "default-src 'none'" in page


def test_page_is_one_whole_document(page: str) -> None:
    assert page.startswith('<!DOCTYPE html>\n<html lang="en-GB">')
    assert "<title>Performance report: quarter three 2018-19</title>" in page
    assert page.count("<h1") == 1
    assert not re.search("[\ue000-\uf8ff]", page)


def test_contents_lead_to_headings(page: str) -> None:
    targets = set(re.findall(r'<h[2-4] id="([^"]+)"', page))
    links = set(re.findall(r'<a href="#([^"]+)"', page)) - {"report"}
    assert links and links <= targets


def test_tables_have_heads_with_scope_and_captions(page: str) -> None:
    table = re.search(r'<table class="named"><caption>(.*?)</caption>(.*?)</table>', page, re.DOTALL)
    assert table is not None
    assert re.sub(r"<[^>]+>", "", table[1]).startswith("Table 1: Visits, by kind")
    assert '<th scope="row">Minor injury</th>' in table[2]
    assert re.search(r'<th[^>]* scope="col">Change</th>', table[2])


def test_charts_have_captions_alternative_texts_and_data(page: str) -> None:
    figures = re.findall(r"<figure>(.*?)</figure>", page, re.DOTALL)
    assert len(figures) == 4
    for figure in figures:
        assert re.search(r"<figcaption>.*Figure \d: .*</figcaption>", figure)
        assert re.search(r'<img [^>]*alt="(Line|Bar) chart of [^"]+"', figure)
        assert 'download="' in figure and "data:text/csv;base64," in figure


def test_polarity_is_in_words_and_arrows_are_hidden_from_screen_readers(page: str) -> None:
    assert re.search(r'<span class="arrow" aria-hidden="true">▼</span> down 3 .*?: worse', page)


@pytest.mark.parametrize(
    ("markdown", "said", "kept"),
    [
        ("Text <script>alert(1)</script> here.", "&lt;script&gt;", "Text  here."),
        ("![far](https://example.org/x.png)", "picture https://example.org/x.png", "far"),
        ("![up](charts/../../secret.svg)", "picture charts/../../secret.svg", "up"),
        ("<iframe src='https://example.org'></iframe>\n\nWords.", "&lt;iframe&gt;", "Words."),
        ("[go](javascript:alert(1))", "javascript:", "go"),
        ('<b onclick="x()">bold</b> words', "onclick", "words"),
        ("<style>p{display:none}</style>\n\nWords.", "&lt;style&gt;", "Words."),
    ],
)
def test_what_is_dangerous_is_removed_and_said(markdown: str, said: str, kept: str) -> None:
    page = page_of(f"# T\n\n{markdown}\n")
    main = page.split("<body>")[1]
    assert "Removed from the text" in main and said in main
    assert kept in main
    for forbidden in ("<script", "<iframe", "onclick=", 'href="javascript', "<style"):
        assert forbidden not in main


def test_a_harmless_text_has_nothing_removed() -> None:
    page = page_of("# T\n\nWords, *more*, and a [link](https://example.org/).[^1]\n\n[^1]: A note.\n")
    assert "Removed from the text" not in page
    assert 'href="https://example.org/"' in page and "A note." in page


def test_character_codes_cannot_show_a_digit_that_was_not_checked() -> None:
    assert "&amp;#49;" in body_of("There were &#49;0 visits.")


def test_private_characters_of_a_text_forge_no_mark() -> None:
    html = body_of("A \ue000\ue010\ue001forged\ue002 mark.", sample.CheckReport())
    assert 'class="fig' not in html and "forged" in html


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_marks_stand_where_the_claim_is(line_end: str) -> None:
    lines = ["# T", "", "1. There were 4 of 40 visits. <!-- a -->", "", "2. Then **4** more.", ""]
    text = line_end.join(lines)
    claims = [sample.claim(text, "4", nth=nth) for nth in (0, 1, 2)]
    claims[1] = sample.claim(text, "40")
    html = body_of(text, CheckReport(claims=tuple(claims)))
    found = re.findall(r'<span class="fig supported"[^>]*>(\d+)<span', html)
    assert found == ["4", "40", "4"]
    assert '<strong><span class="fig' in html


def test_a_claim_across_bold_words_is_wrapped_whole() -> None:
    text = "It rose **sharply** by 4 visits."
    html = body_of(text, CheckReport(claims=(sample.claim(text, "rose **sharply** by", kind="direction"),)))
    assert re.search(r'<span class="fig supported"[^>]*>rose <strong>sharply</strong> by<span class="tip"', html)


def test_a_claim_in_an_alternative_text_leaves_the_picture_whole(folder: Path) -> None:
    text = "![There were 4 visits](charts/visits.series.svg)"
    page = page_of(text, CheckReport(claims=(sample.claim(text, "4"),)), folder / "charts")
    assert 'alt="There were 4 visits"' in page


def test_refuted_claims_win_over_those_that_overlap_them() -> None:
    text = "rose by 450 visits"
    wide = sample.claim(text, "rose by 450", "refuted", kind="direction")
    narrow = sample.claim(text, "450")
    assert chosen([narrow, wide]) == (1,)


def test_render_refuses_what_is_refuted_and_writes_nothing(tmp_path: Path) -> None:
    text = "# T\n\nThere were 5 visits.\n"
    report = CheckReport(claims=(sample.claim(text, "5", "refuted", message="There were 4.", expected="4"),))
    with pytest.raises(FindingsError, match=r"line 3, column 12: “5”: There were 4\."):
        render(text, FactSet(), report, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_allowed_findings_stand_in_a_banner_and_in_the_text(tmp_path: Path) -> None:
    text = "# T\n\nThere were 5 visits.\n"
    report = CheckReport(claims=(sample.claim(text, "5", "refuted", message="The facts say 4.", expected="4"),))
    (path,) = render(text, FactSet(), report, tmp_path, allow_findings=True)
    page = path.read_text(encoding="utf-8")
    assert 'class="banner" role="alert"' in page
    assert "the facts refute 1 claim" in page and "line 3, column 12" in page
    assert re.search(r'<span class="fig refuted"[^>]*>5<span', page)


def test_forms_that_are_not_known_and_empty_texts_are_errors(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="'odt' is no form"):
        render("# T\n", FactSet(), NOTHING, tmp_path, to=("html", "odt"))
    with pytest.raises(InputError, match="the text is empty"):
        render(" \n", FactSet(), NOTHING, tmp_path)


def test_same_bytes_again(folder: Path, page: str) -> None:
    text = write_markdown(sample.outline(), sample.draft(), sample.facts())
    assert make_page(text, sample.facts(), sample.report_of(text), folder / "charts") == page


def test_a_report_cut_in_the_middle_is_still_a_page(folder: Path) -> None:
    text = write_markdown(sample.outline(), sample.draft(), sample.facts())
    for end in range(0, len(text), 211):
        part = text[: end + 1]
        page = make_page(part, sample.facts(), NOTHING, folder / "charts")
        assert page.rstrip().endswith("</html>")


def test_many_claims_stay_small() -> None:
    text = "# T\n\n" + "\n\n".join(f"{n}. There were 1,240 visits. <!-- v.{n} -->" for n in range(1, 501))
    first = sample.claim(text, "1,240", fact=sample.value_id("visits", sample.Q3))
    places = [match.start() for match in re.finditer("1,240", text)]
    claims = tuple(replace(first, start=place, end=place + 5) for place in places)
    page = make_page(text, sample.facts(), CheckReport(claims=claims), None)
    assert page.count('class="fig supported"') == 500
    assert len(page) < 300_000


@given(st.text(alphabet=st.sampled_from("ab 12.,|*_[](){}<>!#-\n&;`~:^\\\"'\ue000\ue010\ue001\ue002"), max_size=200))
def test_no_text_breaks_the_page(text: str) -> None:
    html = body_of("x" + text)
    assert not re.search("[\ue000-\ue01f]", html)
    again = write_html(parse_html(html))
    assert again == html


@given(st.text(max_size=80), st.lists(st.tuples(st.integers(0, 80), st.integers(1, 12)), max_size=8))
def test_marks_can_be_taken_out_again(text: str, spans: list[tuple[int, int]]) -> None:
    text = re.sub("[\ue000-\uf8ff]", "", text)
    base = sample.claim("x", "x")
    claims = [replace(base, start=start, end=start + size) for start, size in spans]
    assert without_marks(mark_claims(text, claims)) == text


@pytest.mark.parametrize(
    ("markdown", "kind"),
    [
        ("| A | B |\n| - | - |\n| x | a text of more than forty letters, as a cell of the dashboard has |\n", "cards"),
        ("**Table 1: T**\n\n| A | B |\n| - | - |\n| x | a text of more than forty letters, in a table |\n", "scroll"),
        ("| A | B |\n| - | - |\n| x | 4 |\n", "scroll"),
        ("<!-- headline: x -->\n\n| A | B |\n| - | - |\n| Q1 | 4 |\n", "headline"),
    ],
)
def test_tables_are_laid_out_by_what_they_hold(markdown: str, kind: str) -> None:
    assert re.findall(r'<(?:table|div) class="(\w+)"', body_of(markdown)) == [kind]


def test_years_keep_together_and_lettered_points_have_no_bullets() -> None:
    page = make_page("# R\n\nIn 2018-19.\n\n- a) one\n- b) two\n\n- c) three\n", FactSet(), CheckReport(), None)
    assert '<span class="together">2018-19</span>' in page
    assert '<ul class="lettered">' in page
    assert 'class="lettered"' not in make_page("# R\n\n- a) one\n- two\n", FactSet(), CheckReport(), None)


def test_charts_scroll_in_a_named_region(page: str) -> None:
    assert re.search(r'<figure><figcaption>.*?</figcaption><div class="scroll" role="region" tabindex="0"', page)
    names = re.findall(r'<div class="scroll" role="region" tabindex="0" aria-label="([^"]+)"><img', page)
    assert names and all(name.startswith("Figure ") and "Source" not in name for name in names)
