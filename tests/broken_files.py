"""Files as they should not be, built with little code and invented words."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage

import docx
import pypdfium2 as pdfium
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

NOTICE = """Improvement Notice

To: Fernshire County Council ("the Council")

This notice is given to Fernshire County Council on 4 March 2013.

Social Care Practice

1. The Council must hold a case conference every five weeks.

2. The Council must ensure that all plans include:
(a) a named lantern keeper; and
(b) a date for the next visit.
"""


def pdf(pages: int = 1, *, words: bool = True, password: str | None = None) -> bytes:
    """A PDF of a few lines a page; without words its pages are pictures, as a scanner's are."""
    stream = io.BytesIO()
    lock = StandardEncryption(password, ownerPassword=password) if password else None
    canvas = Canvas(stream, pagesize=A4, encrypt=lock, invariant=1)
    for number in range(1, pages + 1):
        if words:
            canvas.drawString(72, 760, f"Fernshire County Council storeroom ledger, sheet {number}")
            canvas.drawString(72, 730, f"The keeper must count {number} lanterns before dusk.")
        else:
            canvas.drawInlineImage(Image.new("L", (620, 877), 240), 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def word_document() -> bytes:
    """A small DOCX."""
    document = docx.Document()
    document.add_heading("Kelder Borough Council: harbour rules", 1)
    document.add_paragraph("The harbour master must ring the bell at noon.")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def archive(members: dict[str, bytes]) -> bytes:
    """A .zip of the members given."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return stream.getvalue()


def bomb() -> bytes:
    """A .zip of some kilobytes that would unpack to sixty megabytes of nothing."""
    return archive({"zeros.txt": bytes(60 * 2**20)})


def mail(attachment: bytes) -> bytes:
    """An e-mail with one attachment."""
    message = EmailMessage()
    message["Subject"], message["From"] = "Lantern count", "clerk@fernshire.example"
    message.set_content("The lanterns of Fernshire County Council were counted on Tuesday.")
    message.add_attachment(attachment, maintype="application", subtype="pdf", filename="count.pdf")
    return message.as_bytes()


def is_encrypted(data: bytes) -> bool:
    """Whether pdfium too needs a password: the builder is not fooling itself."""
    try:
        pdfium.PdfDocument(data).close()
    except pdfium.PdfiumError:
        return True
    return False
