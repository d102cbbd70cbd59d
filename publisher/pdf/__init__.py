"""Placed pages and structure to a PDF file (stage 6).

It paints what layout placed and decides nothing: no measuring, no shaping, no words of
its own. Import it late; ReportLab and pikepdf take a quarter of a second.
"""

from publisher.pdf.assemble import write
from publisher.pdf.model import Job

__all__ = ["Job", "write"]
