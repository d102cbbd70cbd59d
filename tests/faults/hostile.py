"""Files that mean harm, or met with an accident: each must end in a finding, and soon."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from tests.faults.sound import SOUND

__all__ = ["HOSTILE"]


def _saved(pdf: Pdf, **options: object) -> bytes:
    held = io.BytesIO()
    pdf.save(held, **options)
    return held.getvalue()


def _raw(*objects: bytes) -> bytes:
    """Return a file of numbered objects with a table that holds; the first is the root."""
    out = b"%PDF-1.7\n"
    places = []
    for n, held in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, held)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Root 1 0 R /Size %d >>\n" % (len(objects) + 1)
    return out + b"startxref\n%d\n%%%%EOF\n" % start


def _page(content: bytes, more: bytes = b"", *rest: bytes, flate: int = 0) -> bytes:
    """Return a file of one page with this content; ``rest`` are objects 5 and on."""
    for _ in range(flate):
        content = zlib.compress(content, 9)
    filters = b"/Filter [%s]" % (b"/FlateDecode " * flate) if flate else b""
    return _raw(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Contents 4 0 R %s >>"
        % more,
        b"<< /Length %d %s >>\nstream\n%s\nendstream"
        % (len(content), filters, content),
        *rest,
    )


def locked() -> bytes:
    with SOUND["screen"].opened() as pdf:
        return _saved(pdf, encryption=pikepdf.Encryption(owner="owner", user="secret"))


def truncated() -> bytes:
    with SOUND["press"].opened() as pdf:
        data = _saved(pdf)
    return data[: len(data) // 3]


def emptied() -> bytes:
    return b"%PDF-1.7\n%%EOF\n"


def looping_pages() -> bytes:
    return _raw(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [2 0 R 3 0 R 2 0 R] /Count 3 >>",
        b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 3 0 R] /Count 3 >>",
    )


def forking_pages() -> bytes:
    """Ten levels of ten: a thousand million pages in a kilobyte."""
    levels = [
        b"<< /Type /Pages /Kids [%s] /Count 1 >>" % (b"%d 0 R " % (n + 1) * 10)
        for n in range(2, 12)
    ]
    last = b"<< /Type /Page /MediaBox [0 0 300 400] >>"
    return _raw(b"<< /Type /Catalog /Pages 2 0 R >>", *levels, last)


def bomb() -> bytes:
    """Return a stream of a million bytes that becomes a thousand million."""
    packer = zlib.compressobj(9)
    piece = b"q Q " * 262_144
    packed = b"".join(packer.compress(piece) for _ in range(1000)) + packer.flush()
    data = _page(packed)
    return data.replace(b"/Length", b"/Filter /FlateDecode /Length", 1)


def bomb_in_a_bomb() -> bytes:
    packer = zlib.compressobj(9)
    zeros = bytes(1 << 20)
    inner = b"".join(packer.compress(zeros) for _ in range(2000)) + packer.flush()
    data = _page(zlib.compress(inner, 9))
    return data.replace(b"/Length", b"/Filter [/FlateDecode /FlateDecode] /Length", 1)


def doubling_forms() -> bytes:
    """Each form calls the next one ten times: ten to the power of ten."""
    rest = []
    for n in range(5, 15):
        content = b"/F Do " * 10
        rest.append(
            b"<< /Type /XObject /Subtype /Form /BBox [0 0 300 400] /Length %d"
            b" /Resources << /XObject << /F %d 0 R >> >> >>\nstream\n%s\nendstream"
            % (len(content), n + 1, content)
        )
    last = b"0 0 10 10 re f"
    rest.append(
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 300 400] /Length %d >>"
        b"\nstream\n%s\nendstream" % (len(last), last)
    )
    return _page(b"/F Do", b"/Resources << /XObject << /F 5 0 R >> >>", *rest)


def endless_work() -> bytes:
    return _page(b"0 0 1 1 re f " * 2_400_000, flate=1)


def deep_nesting() -> bytes:
    return _page(b"[" * 200_000 + b" q " + b"<<" * 100_000)


def deep_objects() -> bytes:
    return _page(b"", b"/Resources " + b"<< /Font " * 20_000 + b" >>" * 20_000)


def deep_saves() -> bytes:
    return _page(b"q " * 1_000_000, flate=1)


def huge_image() -> bytes:
    """Return an image that says it has ten thousand million pixels, and has none."""
    image = (
        b"<< /Type /XObject /Subtype /Image /Width 100000 /Height 100000"
        b" /BitsPerComponent 8 /ColorSpace /DeviceCMYK /Filter /FlateDecode /Length 8 >>"
        b"\nstream\n\x78\x9c\x03\x00\x00\x00\x00\x01\nendstream"
    )
    more = b"/Resources << /XObject << /I 5 0 R >> >>"
    return _page(b"100 0 0 100 50 50 cm /I Do", more, image)


def image_bomb() -> bytes:
    """Return an image of 20,000 by 20,000 zeros in half a megabyte."""
    packer = zlib.compressobj(9)
    row = bytes(20_000 * 3)
    data = b"".join(packer.compress(row) for _ in range(20_000)) + packer.flush()
    image = (
        b"<< /Type /XObject /Subtype /Image /Width 20000 /Height 20000"
        b" /BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter /FlateDecode /Length %d >>"
        b"\nstream\n%s\nendstream" % (len(data), data)
    )
    more = b"/Resources << /XObject << /I 5 0 R >> >>"
    return _page(b"100 0 0 100 50 50 cm /I Do", more, image)


def poster() -> bytes:
    """Return a page as large as a town."""
    data = _page(b"1 0 0 rg 0 0 100 100 re f")
    return data.replace(b"[0 0 300 400]", b"[0 0 9000000 9000000]")


def mad_numbers() -> bytes:
    wild = b"1e999 9999999999999999999999 0 0 re f 0 0 0 0 0 0 cm 99999999999 w S "
    return _page(wild + b"-1 -1 -1 -1 k 1e30 0 0 1e30 0 0 cm 1 1 1 1 re B")


def wrong_types() -> bytes:
    """Everything is something else than it must be."""
    with SOUND["screen"].opened() as pdf:
        page = pdf.pages[0].obj
        page.Resources = Array([1, 2])
        page.Annots = Dictionary(A=1)
        page.Contents = Array([Name.Nothing, 5])
        page.Rotate = Name.Round
        page.Group = Array([])
        pdf.Root.StructTreeRoot = Array([])
        pdf.Root.OutputIntents = Name.None_ if hasattr(Name, "None_") else 5
        pdf.Root.Names = 7
        pdf.Root.Lang = 9
        pdf.Root.Outlines = Array([Dictionary()])
        pdf.Root.Metadata = pdf.make_stream(b"<not xml")
        return _saved(pdf)


def looping_trees() -> bytes:
    """Names, tags, bookmarks and fonts that hold themselves."""
    with SOUND["screen"].opened() as pdf:
        root = pdf.Root
        names = pdf.make_indirect(Dictionary())
        names.Kids = Array([names, names])
        root.Names = Dictionary(Dests=names, EmbeddedFiles=names)
        tree = root.StructTreeRoot
        tree.K.append(tree)
        tree.RoleMap = Dictionary(Figure=Name.P, P=Name.Figure)
        root.Outlines.First.Next = root.Outlines.First
        root.Outlines.First.First = root.Outlines.First
        letters = pdf.pages[0].obj.Resources.Font.F
        letters.DescendantFonts = Array([letters])
        letters.Subtype = Name.Type0
        action = pdf.make_indirect(Dictionary(S=Name.GoTo))
        action.Next = Array([action] * 50)
        root.OpenAction = action
        return _saved(pdf)


def looping_spaces() -> bytes:
    with SOUND["press"].opened() as pdf:
        spaces = pdf.pages[0].obj.Resources.ColorSpace
        table = pdf.make_indirect(Array([Name.Indexed, Name.Round, 1, b"12345678"]))
        spaces.Round = table
        blend = Dictionary(ShadingType=2, ColorSpace=Name.Round, Coords=[0, 0, 1, 1])
        function = pdf.make_indirect(Dictionary(FunctionType=3))
        function.Functions = Array([function, function, function])
        blend.Function = function
        pdf.pages[0].obj.Resources.Shading.Round = blend
        tiles = pdf.pages[0].obj.Resources.Pattern.Tiles
        tiles.Resources.Pattern = Dictionary(Tiles=tiles)
        tiles.write(b"/Pattern cs /Tiles scn 0 0 9 9 re f")
        data = pdf.pages[0].obj.Contents.read_bytes()
        more = b" /Round cs 1 scn 0 0 9 9 re f /Round sh"
        pdf.pages[0].obj.Contents = Stream(pdf, data + more)
        return _saved(pdf)


HOSTILE: dict[str, Callable[[], bytes]] = {
    made.__name__: made
    for made in (
        locked,
        truncated,
        emptied,
        looping_pages,
        forking_pages,
        bomb,
        bomb_in_a_bomb,
        doubling_forms,
        endless_work,
        deep_nesting,
        deep_objects,
        deep_saves,
        huge_image,
        image_bomb,
        poster,
        mad_numbers,
        wrong_types,
        looping_trees,
        looping_spaces,
    )
}
"""Makers of hostile files by name."""
