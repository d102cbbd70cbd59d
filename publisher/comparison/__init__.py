"""Two editions held against each other: numbers, words, claims and pages.

An operand names an edition (`operands`), stages 1 to 4 write it, stage 5 lays it out, and the
two are compared as values (`differences`). What came of it is told as text or JSON (`telling`), as
a page (`html`) or on the pages of the second edition (`redline`). Nothing is decided here about
what an edition says, and nothing is written but a redline.
"""

from publisher.comparison.differences import compare
from publisher.comparison.html import write_html
from publisher.comparison.redline import write_redline
from publisher.comparison.telling import lines, plain

__all__ = ["compare", "lines", "plain", "write_html", "write_redline"]
