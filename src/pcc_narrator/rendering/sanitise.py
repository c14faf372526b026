"""Markdown to HTML that is safe to publish: scripts, styles, forms and foreign pictures are taken out, and said."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

TAGS = frozenset({
    "a", "abbr", "b", "blockquote", "br", "caption", "code", "dd", "del", "div", "dl", "dt", "em", "h1", "h2", "h3",
    "h4", "h5", "h6", "hr", "i", "img", "ins", "li", "ol", "p", "pre", "strong", "sub", "sup", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
ATTRIBUTES = {
    "a": {"href", "title", "id"},
    "abbr": {"title"},
    "img": {"src", "alt"},
    "li": {"id"},
    "ol": {"start"},
    "sup": {"id"},
    "td": {"align"},
    "th": {"align"},
}
_SCHEMES = {"http", "https", "mailto", "tel"}
_EXTENSIONS = ("tables", "sane_lists", "attr_list", "footnotes")


def to_safe_html(markdown: str) -> tuple[str, tuple[str, ...]]:
    """HTML of a Markdown text, and what was removed from it, one phrase a kind ("2 × <script>")."""
    import nh3
    from markdown import Markdown

    converter = Markdown(
        extensions=list(_EXTENSIONS),
        extension_configs={"tables": {"use_align_attribute": True}},
        output_format="html",
    )
    html = converter.convert(markdown)
    finder = _Removed()
    finder.feed(html)
    finder.close()
    clean = nh3.clean(
        html,
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        attribute_filter=_only_footnote_ids,
        url_schemes=_SCHEMES,
        link_rel=None,
        strip_comments=True,
    )
    counted = Counter(finder.found)
    return clean, tuple(f"{count} × {what}" if count > 1 else what for what, count in counted.items())


def _only_footnote_ids(_tag: str, attribute: str, value: str) -> str | None:
    return value if attribute != "id" or value.startswith(("fn:", "fnref")) else None


class _Removed(HTMLParser):
    """Lists the elements, event handlers and addresses that the sanitiser takes out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            if name.startswith("on"):
                self.found.append(f"{name} of <{tag}>")
            if name in ("href", "src") and value and ":" in value.split("/")[0].split("#")[0]:
                scheme = value.split(":", 1)[0].strip().lower()
                if scheme not in _SCHEMES:
                    self.found.append(f"{name} with {scheme}: in <{tag}>")
