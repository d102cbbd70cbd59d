"""A press file to printer's sheets (stage 8).

It judges nothing but what imposing needs; `preflight` judges the rest.
"""

from publisher.press.impose import Imposed, impose

__all__ = ["Imposed", "impose"]
