"""Web pages: structure kept, navigation dropped."""

from __future__ import annotations

import pytest

from ingest.reading import read
from tests.soundness import assert_sound, cells, styled

PAGE = """<!doctype html><html><head><title>Harbour &amp; rules</title><style>p {}</style></head>
<body><header><a href="/">Home</a></header><nav><ul><li>Menu</li></ul></nav>
<div class="breadcrumbs">You are here</div>
<main><h1>Harbour rules</h1>
<p>The keeper <b>must</b> trim
   every lamp.<br>And log it.</p>
<ol start="3"><li>Ring the bell<ul><li>at noon</li></ul></li><li>Close up</li></ol>
<table><caption>Lamps</caption><thead><tr><th>Place<th>Lamps</thead>
<tr><td>Quay<td><p>four</p><p>in all</p><tr><td colspan=2>Pier</table>
<script>hidden()</script></main><footer>Contact us</footer></body></html>"""


def test_headings_paragraphs_and_lists_keep_their_structure() -> None:
    """With the marks that a browser prints; nothing of menus, heads and feet."""
    reading = read("rules.html", PAGE.encode())
    assert_sound(reading)
    assert styled(reading)[:7] == [
        ("heading 1", "Harbour rules"),
        ("", "The keeper must trim every lamp."),
        ("", "And log it."),
        ("list number 1", "3. Ring the bell"),
        ("list bullet 2", "• at noon"),
        ("list number 1", "4. Close up"),
        ("caption", "Lamps"),
    ]
    for dropped in ("Home", "Menu", "You are here", "hidden", "Contact"):
        assert dropped not in reading.text
    assert reading.properties == {"title": "Harbour & rules"}


def test_a_table_is_read_cell_by_cell() -> None:
    """Spanning cells leave the next ones empty; heads are heads."""
    reading = read("rules.html", PAGE.encode())
    assert cells(reading) == [["Place", "Lamps"], ["Quay", "four in all"], ["Pier", ""]]
    assert reading.grids[0].header_rows == 1


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_a_page_is_read_in_the_encoding_it_is_in(encoding: str) -> None:
    """By its mark, its own word, or its bytes."""
    declared = "" if encoding == "utf-16" else f'<meta charset="{encoding}">'
    page = f"<html><head>{declared}</head><body><p>Café – £5</p></body></html>"
    assert read("a.html", page.encode(encoding)).text == "Café – £5\n"


def test_a_table_for_layout_is_ordinary_text() -> None:
    """One column is no table."""
    page = b"<html><body><table><tr><td><p>One</p><tr><td><p>Two</p></table></body></html>"
    reading = read("a.html", page)
    assert (reading.grids, reading.text) == ((), "One\nTwo\n")


def test_very_deep_markup_is_read_or_left_out_and_never_overflows() -> None:
    """Ten thousand boxes in boxes."""
    page = b"<html><body><p>Seen</p>" + b"<div>" * 10_000 + b"deep" + b"</body></html>"
    assert read("a.html", page).text.startswith("Seen\n")
