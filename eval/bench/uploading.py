"""A long paper, made here, and its way into a running server."""

from __future__ import annotations

import http.client
import io
import json
import time
import uuid

PAGES = 200
_LINES = 34
_PATIENCE_S = 600.0


def long_pdf(pages: int = PAGES) -> bytes:
    """A PDF of invented paragraphs, every page other than the last."""
    from reportlab.pdfgen.canvas import Canvas  # of the extra "dev"

    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for page in range(1, pages + 1):
        for line in range(_LINES):
            words = f"{page}.{line + 1} Warden {page * 7 + line} counts {line + 2} lanterns by noon"
            canvas.drawString(60, 780 - line * 21, f"{words} and writes the figure in book {page}.")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def uploaded(port: int, data: bytes) -> str:
    """Upload as a browser would, wait for the ingestion; gives the job's last status."""
    mark = uuid.uuid4().hex
    head = (
        f'--{mark}\r\nContent-Disposition: form-data; name="files"; filename="lanterns.pdf"\r\n'
        "Content-Type: application/pdf\r\n\r\n"
    )
    body = head.encode() + data + f"\r\n--{mark}--\r\n".encode()
    at = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE_S)
    kind = {"Content-Type": f"multipart/form-data; boundary={mark}"}
    at.request("POST", "/v1/documents", body, kind)
    job = json.loads(at.getresponse().read())
    until = time.monotonic() + _PATIENCE_S
    while job.get("status") in ("waiting", "queued", "running") and time.monotonic() < until:
        time.sleep(0.5)
        at.request("GET", f"/v1/uploads/{job['id']}")
        job = json.loads(at.getresponse().read())
    at.close()
    return str(job.get("status"))
