"""x"""


def write_redline(*a): ...
