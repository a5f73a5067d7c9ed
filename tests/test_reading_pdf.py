"""PDFs: reading order, ruled tables, type and weight, scans."""

from __future__ import annotations

import io
import shutil

import pypdfium2
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from ingest.reading import ReadingError, read, scans
from ingest.reading.words import WordFinder
from tests.inked import HEIGHT, WIDTH, Draw, lines, pdf, table, together
from tests.soundness import assert_sound, cells

WRAPPED = [
    [["Area"], ["Duty"], ["By when"]],
    [["Harbour", "lights"], ["The keeper must trim", "every lamp and", "log it"], ["31 May"]],
    [["Bell"], ["Ring at noon"], ["Daily, save", "in fog"]],
]


def _text(*pages: Draw) -> str:
    reading = read("a.pdf", pdf(*pages))
    assert_sound(reading)
    return reading.text


def test_two_columns_are_read_one_after_the_other() -> None:
    """Though their lines stand at the same heights."""
    left = lines("left one", "left two", "left three", left=60)
    right = lines("right one", "right two", "right three", left=320)
    assert _text(together(left, right)).split("\n")[:6] == [
        "left one", "left two", "left three", "right one", "right two", "right three",
    ]  # fmt: skip


def test_a_title_drawn_last_is_read_first() -> None:
    """What stands above comes before what stands below."""
    body = lines("First line of the body", "second line", top=600)
    assert _text(together(body, lines("The title", top=720))).startswith("The title\nFirst line")


def test_a_foot_drawn_first_is_read_last() -> None:
    """Word draws head and foot before the body."""
    foot, body = lines("Page 1 of 9", top=40), lines("First line of the body", top=700)
    assert _text(together(foot, body)) == "First line of the body\nPage 1 of 9\n"


def test_words_far_apart_on_one_line_are_parted_by_a_tab() -> None:
    """A table without rules survives as text."""
    text = _text(together(lines("Contents", left=72), lines("17", left=400)))
    assert text == "Contents\t17\n"


def test_pages_are_parted_by_form_feeds_outside_every_page() -> None:
    """And keep their numbers and sizes."""
    reading = read("a.pdf", pdf(lines("one"), lines("two")))
    assert reading.text == "one\n\ftwo\n"
    assert [(page.number, page.span.cut(reading.text)) for page in reading.pages] == [
        (1, "one\n"), (2, "two\n"),
    ]  # fmt: skip
    assert reading.pages[0].width == pytest.approx(WIDTH, abs=1)


def test_the_cells_of_a_ruled_table_keep_their_wrapped_lines_together() -> None:
    """Even when the page draws line by line across the whole row."""
    reading = read("a.pdf", pdf(table(WRAPPED)))
    assert_sound(reading)
    assert cells(reading) == [
        ["Area", "Duty", "By when"],
        ["Harbour lights", "The keeper must trim every lamp and log it", "31 May"],
        ["Bell", "Ring at noon", "Daily, save in fog"],
    ]
    assert reading.grids[0].header_rows == 1
    assert "The keeper must trim\nevery lamp and\nlog it\t31 May\n" in reading.text


def test_text_around_a_table_stays_in_its_place() -> None:
    """Before it and after it."""
    text = _text(together(lines("Above", top=740), table(WRAPPED), lines("Below", top=400)))
    assert text.startswith("Above\nArea\tDuty\tBy when\n")
    assert text.endswith("\nBelow\n")


def test_a_cell_across_columns_leaves_the_others_empty() -> None:
    """Nothing is put into a cell that the page does not show there."""

    def draw(canvas: Canvas) -> None:
        for x, low, high in ((72, 600, 660), (220, 600, 640), (380, 600, 660)):
            canvas.line(x, low, x, high)
        for y in (600, 620, 640, 660):
            canvas.line(72, y, 380, y)
        canvas.drawString(150, 645, "Harbour duties")
        for y, left, right in ((625, "Lamp", "Trim it"), (605, "Bell", "Ring it")):
            canvas.drawString(76, y, left)
            canvas.drawString(224, y, right)

    reading = read("a.pdf", pdf(draw))
    assert cells(reading) == [["Harbour duties", ""], ["Lamp", "Trim it"], ["Bell", "Ring it"]]


def test_a_box_round_a_paragraph_is_no_table() -> None:
    """One cell is text."""

    def box(canvas: Canvas) -> None:
        canvas.rect(60, 600, 400, 180)

    assert read("a.pdf", pdf(together(box, lines("Boxed", "words")))).grids == ()


def test_underlining_is_no_table() -> None:
    """Rules that cross nothing bound nothing."""

    def under(canvas: Canvas) -> None:
        canvas.line(72, 757, 200, 757)
        canvas.line(72, 742, 200, 742)

    assert read("a.pdf", pdf(together(under, lines("Under", "lined")))).grids == ()


def test_lines_know_their_size_weight_and_place() -> None:
    """Headings are told by them."""

    def head(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 18)
        canvas.drawString(72, 780, "Heading")

    reading = read("a.pdf", pdf(together(head, lines("body"))))
    heading, body = reading.lines
    assert (heading.size, heading.bold, body.size, body.bold) == (18, True, 12, False)
    assert heading.box is not None
    assert heading.box[0] == pytest.approx(72, abs=1)
    assert 770 < heading.box[1] < heading.box[3] < 805


def test_a_turned_page_is_read_as_it_is_shown() -> None:
    """Landscape pages are often portrait pages with a turn."""

    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.rotate(90)
        canvas.drawString(100, -100, "top line of the sheet")
        canvas.drawString(100, -120, "second line of the sheet")

    reading = read("a.pdf", pdf(draw))
    assert reading.text == "top line of the sheet\nsecond line of the sheet\n"
    box = reading.lines[0].box
    assert box is not None
    assert box[0] == pytest.approx(100, abs=1)


def test_words_beyond_the_paper_are_not_read() -> None:
    """Nobody can see them."""
    assert _text(together(lines("seen"), lines("unseen", left=WIDTH + 50))) == "seen\n"


def test_a_number_drawn_close_to_its_paragraph_is_parted_from_it() -> None:
    """The gap of a tab may be smaller than a space."""

    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "12.")
        canvas.drawString(72 + canvas.stringWidth("12.") + 1, 700, "Private ledgers")

    assert _text(draw) == "12. Private ledgers\n"


def test_a_hyphen_at_the_end_of_a_line_stays() -> None:
    """The text is sacred; mending is for search."""
    assert _text(lines("the decision-", "making keeper")) == "the decision-\nmaking keeper\n"


def test_what_the_pdf_says_of_itself_is_kept() -> None:
    """Title and the day it was made."""

    def draw(canvas: Canvas) -> None:
        canvas.setTitle("Harbour rules")
        canvas.drawString(72, 700, "words")

    properties = read("a.pdf", pdf(draw)).properties
    assert (properties["title"], properties["created"]) == ("Harbour rules", "2000-01-01")


def test_a_long_pdf_is_read_to_its_last_page() -> None:
    """Page by page, each closed before the next."""
    reading = read("a.pdf", pdf(*(lines(f"sheet {number}") for number in range(1, 301))))
    assert (len(reading.pages), reading.lines[-1].span.cut(reading.text)) == (300, "sheet 300")


def _picture(words: tuple[str, ...]) -> Draw:
    """A page that is a picture of words."""
    drawn = pypdfium2.PdfDocument(pdf(lines(*words, size=16, step=30)))
    image = drawn[0].render(scale=2, grayscale=True).to_pil()
    drawn.close()
    return _inlined(image)


def _inlined(image: Image.Image) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.drawInlineImage(image, 0, 0, WIDTH, HEIGHT)

    return draw


def test_a_scan_without_ocr_says_that_it_is_one() -> None:
    """And what to do."""
    with pytest.raises(ReadingError, match=r"scan.*OCR is switched off"):
        read("a.pdf", pdf(_inlined(Image.new("L", (60, 80), 250))), ocr=False)


def test_a_scan_where_ocr_is_not_installed_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With the command for the usual systems."""
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ReadingError, match="apt-get install tesseract-ocr"):
        read("a.pdf", pdf(_inlined(Image.new("L", (60, 80), 250))))


def test_a_scanned_page_among_others_is_named_when_it_is_not_read() -> None:
    """The rest of the file is read."""
    mixed = pdf(lines("typed words"), _inlined(Image.new("L", (60, 80), 250)))
    reading = read("a.pdf", mixed, ocr=False)
    assert reading.text == "typed words\n\f"
    assert reading.warnings == ("Page 2 was a scan and not read. Add the file again with OCR on.",)


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed")
def test_only_scanned_pages_are_read_by_ocr_and_their_confidence_is_kept() -> None:
    """Its words have boxes, and a person is told."""
    mixed = pdf(lines("typed words"), _picture(("The keeper must count", "every lantern")))
    reading = read("a.pdf", mixed)
    assert_sound(reading)
    assert reading.text == "typed words\n\fThe keeper must count\nevery lantern\n"
    typed, scanned = reading.pages
    assert typed.confidence is None
    assert scanned.confidence is not None
    assert 0.8 < scanned.confidence <= 1
    assert reading.warnings[0].startswith("Page 2 was read by OCR, confidence 0.9")
    assert reading.lines[1].box is not None
    assert reading.lines[1].box[0] == pytest.approx(72, abs=3)


def test_a_page_of_text_with_a_picture_is_no_scan() -> None:
    """Logos and backgrounds are everywhere."""
    document = pypdfium2.PdfDocument(
        io.BytesIO(pdf(together(_inlined(Image.new("L", (6, 8), 250)), lines("words " * 20))))
    )
    page = document[0]
    try:
        assert not scans.is_scan(page, WordFinder().words(page, most=1000))
    finally:
        page.close()
        document.close()


def test_rows_of_figures_that_no_rule_parts_are_told_by_the_figures() -> None:
    """Prose side by side in one row stays whole; a label's second line stays with its figure."""
    heads = [["Measure"], ["March"], ["June"]]
    figures = [["Lamps", "Bells", "Ropes"], ["12", "1,250", "7%"], ["14", "1,300", "9%"]]
    prose = [["Lamps are lit", "at dusk and", "logged"], ["Bells ring", "at noon and", "six"], []]
    reading = read("a.pdf", pdf(table([heads, figures, prose])))
    assert_sound(reading)
    assert cells(reading) == [
        ["Measure", "March", "June"],
        ["Lamps", "12", "14"],
        ["Bells", "1,250", "1,300"],
        ["Ropes", "7%", "9%"],
        ["Lamps are lit at dusk and logged", "Bells ring at noon and six", ""],
    ]


@pytest.mark.parametrize("after", ["", "."])
def test_a_raised_footnote_number_is_marked_and_the_text_left_alone(after: str) -> None:
    """A year with a note behind it would else be another year."""

    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(72, 700)
        text.setFont("Helvetica", 12)
        text.textOut("Counted in March 2014")
        text.setFont("Helvetica", 7)
        text.setRise(5)
        text.textOut("10")
        text.setFont("Helvetica", 12)
        text.setRise(0)
        text.textOut(f"{after} and in 2015")
        canvas.drawText(text)

    reading = read("a.pdf", pdf(draw))
    assert reading.text == f"Counted in March 201410{after} and in 2015\n"
    assert [span.cut(reading.text) for span in reading.raised] == ["10"]
    assert reading.text[: reading.raised[0].start].endswith("March 2014")


def test_a_justified_line_with_wide_gaps_is_no_row_of_cells() -> None:
    """Its gaps are equal; those between the columns of a table are not."""

    def row(words: tuple[str, ...], gap: float, top: float) -> Draw:
        def draw(canvas: Canvas) -> None:
            left = 72.0
            for word in words:
                canvas.drawString(left, top, word)
                left += canvas.stringWidth(word) + gap

        return draw

    cells_of_a_row = together(
        *(lines(w, left=x) for w, x in (("A", 72), ("Bell", 200), ("C", 300)))
    )
    assert _text(row(("Harbour", "lamps", "and", "bells"), 30, 700)) == "Harbour lamps and bells\n"
    assert _text(cells_of_a_row) == "A\tBell\tC\n"
