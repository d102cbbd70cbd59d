"""An edition's life: what was signed off, whether it still holds, which printings are kept.

``draft`` → ``embargoed`` → ``final`` → ``corrected``. What an edition file says of itself is
checked in `publisher.content.life`; this package knows the finished words and exhibits.
It makes no page and writes nothing but the two records of an edition.
"""
