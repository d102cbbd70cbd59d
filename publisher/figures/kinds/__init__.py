"""How each kind of figure is drawn: one module, one public function of that name.

A kind takes a `Sheet` and its plot from `publisher.figures.plots` and puts bars, lines
and words on the sheet. It reads no data and formats no number but those of its axis.
"""
