"""The faults of boxes, inks and details: what can be wrong with a page for the press."""

from __future__ import annotations

from dataclasses import replace as other

from pikepdf import Array, Dictionary, Name, Pdf, Stream

from tests.faults import sound
from tests.faults.fault import append, each_page, plant, replace

__all__: list[str] = []


@plant("BOX-01", "a page without TrimBox")
def _(pdf: Pdf) -> None:
    del pdf.pages[0].obj.TrimBox


@plant("BOX-02", "a TrimBox of two numbers")
def _(pdf: Pdf) -> None:
    for page in each_page(pdf):
        page.TrimBox = Array([20, 20])


@plant("BOX-02", "a BleedBox that reaches over the sheet")
def _(pdf: Pdf) -> None:
    pdf.pages[1].obj.BleedBox = Array([-5, 11, 329, 429])


@plant("BOX-03", "a BleedBox like the trim")
def _(pdf: Pdf) -> None:
    pdf.pages[0].obj.BleedBox = Array([20, 20, 320, 420])


@plant("BOX-04", "all pages a little too wide")
def _(pdf: Pdf) -> None:
    for page in each_page(pdf):
        page.TrimBox = Array([20, 20, 321, 420])
        page.BleedBox = Array([11, 11, 330, 429])
    for n in range(2):
        replace(pdf, "11 360 318 69", "11 360 319 69", n)
        replace(pdf, "320 435", "325 435", n)


@plant("BOX-05", "a second page of another size", limits=other(sound.LIMITS, trim=None))
def _(pdf: Pdf) -> None:
    pdf.pages[1].obj.TrimBox = Array([20, 22, 320, 420])


@plant("BOX-06", "a page turned for the viewer")
def _(pdf: Pdf) -> None:
    pdf.pages[0].obj.Rotate = 180


@plant("BOX-07", "a ground that ends at the trim")
def _(pdf: Pdf) -> None:
    replace(pdf, "11 360 318 69 re", "11 360 318 60 re")


@plant("BOX-08", "a word two points from the trim")
def _(pdf: Pdf) -> None:
    append(pdf, "/Black gs 0 0 0 1 k BT /F 10 Tf 22 300 Td (A) Tj ET")


@plant("BOX-08", "a frame round the page, four points from the trim")
def _(pdf: Pdf) -> None:
    append(pdf, "/Black gs 0 0 0 1 K 0.5 w 24 24 292 300 re S")


@plant("PAGE-01", "three pages, for sheets of two")
def _(pdf: Pdf) -> None:
    pdf.pages.append(pdf.pages[0])


AREA = "100 40 40 20 re f"


@plant("INK-03", "an area by rg")
def _(pdf: Pdf) -> None:
    append(pdf, f"1 0 0 rg {AREA}")


@plant("INK-03", "a line by RG")
def _(pdf: Pdf) -> None:
    append(pdf, "1 0 0 RG 2 w 100 40 m 140 40 l S")


@plant("INK-03", "an area by cs and sc")
def _(pdf: Pdf) -> None:
    append(pdf, f"/DeviceRGB cs 1 0 0 sc {AREA}")


@plant("INK-03", "an area by cs, in its first colour")
def _(pdf: Pdf) -> None:
    append(pdf, f"/DeviceRGB cs {AREA}")


@plant("INK-03", "a line by CS and SCN")
def _(pdf: Pdf) -> None:
    append(pdf, "/DeviceRGB CS 1 0 0 SCN 2 w 100 40 m 140 40 l S")


@plant("INK-03", "text, large enough")
def _(pdf: Pdf) -> None:
    append(pdf, "1 0 0 rg BT /F 12 Tf 100 40 Td (RED) Tj ET")


@plant("INK-03", "an image")
def _(pdf: Pdf) -> None:
    image = sound.picture(pdf, Name.DeviceRGB, 3)
    pdf.pages[0].obj.Resources.XObject.Red = image
    append(pdf, "24 0 0 24 100 40 cm /Red Do")


@plant("INK-03", "an inline image")
def _(pdf: Pdf) -> None:
    append(
        pdf,
        "0.2 0 0 0.2 100 40 cm BI /W 1 /H 1 /BPC 8 /CS /RGB /F /AHx ID\nff0000> EI",
    )


@plant("INK-03", "an indexed image")
def _(pdf: Pdf) -> None:
    table = Array([Name.Indexed, Name.DeviceRGB, 255, b"\x80" * 768])
    pdf.pages[0].obj.Resources.XObject.Red = sound.picture(pdf, table, 1)
    append(pdf, "24 0 0 24 100 40 cm /Red Do")


@plant("INK-03", "inside a form")
def _(pdf: Pdf) -> None:
    form = Stream(pdf, f"1 0 0 rg {AREA}".encode())
    form.update(Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 340, 440]))
    pdf.pages[0].obj.Resources.XObject.Red = form
    append(pdf, "/Red Do")


@plant("INK-03", "inside a pattern")
def _(pdf: Pdf) -> None:
    tiles = pdf.pages[0].obj.Resources.Pattern.Tiles
    tiles.write(b"1 0 0 rg 0 0 4 4 re f")


@plant("INK-03", "a shading")
def _(pdf: Pdf) -> None:
    ends = Dictionary(FunctionType=2, Domain=[0, 1], C0=[1, 1, 1], C1=[1, 0, 0], N=1)
    red = Dictionary(
        ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=[100, 0, 140, 0], Function=ends
    )
    pdf.pages[0].obj.Resources.Shading.Red = red
    append(pdf, "100 40 40 20 re W n /Red sh")


@plant("INK-03", "a pattern that is a shading")
def _(pdf: Pdf) -> None:
    ends = Dictionary(FunctionType=2, Domain=[0, 1], C0=[1, 1, 1], C1=[1, 0, 0], N=1)
    red = Dictionary(
        ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=[100, 0, 140, 0], Function=ends
    )
    pdf.pages[0].obj.Resources.Pattern.Red = Dictionary(PatternType=2, Shading=red)
    append(pdf, f"/Pattern cs /Red scn {AREA}")


@plant("INK-03", "inside a soft mask")
def _(pdf: Pdf) -> None:
    group = Stream(pdf, f"1 1 1 rg {AREA}".encode())
    group.update(
        Dictionary(
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=[0, 0, 340, 440],
            Group=Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK),
        )
    )
    mask = Dictionary(S=Name.Luminosity, G=group)
    pdf.pages[0].obj.Resources.ExtGState.Mask = Dictionary(SMask=mask)
    append(pdf, f"/Mask gs 0 0 0 0.5 k {AREA}")


@plant("INK-03", "transparency blended in RGB")
def _(pdf: Pdf) -> None:
    pdf.pages[0].obj.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)


@plant("INK-04", "an area in an ICC space of four inks")
def _(pdf: Pdf) -> None:
    profile = pdf.make_stream(sound.CMYK_PROFILE, N=4)
    pdf.pages[0].obj.Resources.ColorSpace.Icc = Array([Name.ICCBased, profile])
    append(pdf, f"/Icc cs 0 0 0 0.5 scn {AREA}")


@plant("INK-04", "a calibrated grey")
def _(pdf: Pdf) -> None:
    white = Dictionary(WhitePoint=[0.95, 1, 1.09])
    pdf.pages[0].obj.Resources.ColorSpace.Cal = Array([Name.CalGray, white])
    append(pdf, f"/Cal cs 0.5 scn {AREA}")


@plant("INK-04", "a default space that replaces CMYK")
def _(pdf: Pdf) -> None:
    profile = pdf.make_stream(sound.CMYK_PROFILE, N=4)
    form = Stream(pdf, f"0 0 0 0.5 k {AREA}".encode())
    spaces = Dictionary(DefaultCMYK=Array([Name.ICCBased, profile]))
    form.update(
        Dictionary(
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=[0, 0, 340, 440],
            Resources=Dictionary(ColorSpace=spaces),
        )
    )
    pdf.pages[0].obj.Resources.XObject.Managed = form
    append(pdf, "/Managed Do")


@plant("INK-05", "an ink that nobody ordered")
def _(pdf: Pdf) -> None:
    space = sound.separation(pdf, "PANTONE 300 C")
    pdf.pages[0].obj.Resources.ColorSpace.Blue = space
    append(pdf, f"/Blue cs 1 scn {AREA}")


@plant("INK-05", "an ink that nobody ordered, among others")
def _(pdf: Pdf) -> None:
    names = Array([Name.Black, Name("/Gold")])
    tint = sound.separation(pdf, "x")[3]
    pdf.pages[0].obj.Resources.ColorSpace.Two = Array(
        [Name.DeviceN, names, Name.DeviceCMYK, tint]
    )
    append(pdf, f"/Two cs 0.5 0.5 scn {AREA}")


@plant("INK-06", "an area in the registration colour")
def _(pdf: Pdf) -> None:
    append(pdf, f"/All cs 0.5 scn {AREA}")


@plant("INK-01", "an area of 340 percent, under another")
def _(pdf: Pdf) -> None:
    append(pdf, f"1 1 0.8 0.6 k {AREA} 0 0 0 0 k {AREA}")


@plant("INK-01", "a shading that ends in 340 percent, under an area")
def _(pdf: Pdf) -> None:
    blend = pdf.pages[0].obj.Resources.Shading.Blend
    blend.Function.C0 = [1, 1, 0.8, 0.6]
    for page in range(2):
        append(pdf, "0 0 0 0 k 150 220 40 24 re f", page)


@plant("INK-02", "two areas that add up by overprinting")
def _(pdf: Pdf) -> None:
    append(pdf, f"/Black gs 1 1 0 0 k {AREA} 0 0 1 1 k {AREA}")


@plant("OVER-01", "a white area that overprints")
def _(pdf: Pdf) -> None:
    append(pdf, f"/Black gs 0 0 0 0 k {AREA}")


@plant("OVER-01", "a spot ink of nothing that overprints")
def _(pdf: Pdf) -> None:
    append(pdf, f"/Black gs /Spot cs 0 scn {AREA}")


@plant("OVER-02", "black text that knocks out of a ground")
def _(pdf: Pdf) -> None:
    append(
        pdf,
        "0.4 0 0 0 k 100 40 60 30 re f 0 0 0 1 k BT /F 10 Tf 110 50 Td (CUT) Tj ET",
    )


@plant("OVER-02", "grey black that only seems to overprint")
def _(pdf: Pdf) -> None:
    append(
        pdf,
        "0.4 0 0 0 k 100 40 60 30 re f /Black gs 0 g BT /F 10 Tf 110 50 Td (CUT) Tj ET",
    )


@plant("TRANS-01", "an area of half opacity", of="x1a")
def _(pdf: Pdf) -> None:
    pdf.pages[0].obj.Resources.ExtGState.Half = Dictionary(ca=0.5)
    append(pdf, f"/Half gs 0 0 0 0.5 k {AREA}")


@plant("TRANS-01", "a blend mode", of="x1a")
def _(pdf: Pdf) -> None:
    pdf.pages[0].obj.Resources.ExtGState.Dark = Dictionary(BM=Name.Darken)
    append(pdf, f"/Dark gs 0 0 0 0.5 k {AREA}")


@plant("TRANS-01", "an image with a soft mask", of="x1a")
def _(pdf: Pdf) -> None:
    image = sound.picture(pdf, Name.DeviceCMYK, 4)
    image.SMask = sound.picture(pdf, Name.DeviceGray, 1)
    pdf.pages[0].obj.Resources.XObject.Soft = image
    append(pdf, "24 0 0 24 100 40 cm /Soft Do")


@plant("FONT-01", "a font that is not embedded")
def _(pdf: Pdf) -> None:
    letters = pdf.pages[0].obj.Resources.Font.F
    del letters.FontDescriptor.FontFile2


@plant("FONT-01", "one of the fourteen that every viewer has")
def _(pdf: Pdf) -> None:
    plain = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    pdf.pages[0].obj.Resources.Font.H = plain
    append(pdf, "/Black gs 0 0 0 1 k BT /H 10 Tf 100 40 Td (A) Tj ET")


@plant("FONT-02", "a whole font")
def _(pdf: Pdf) -> None:
    letters = pdf.pages[0].obj.Resources.Font.F
    letters.BaseFont = letters.FontDescriptor.FontName = Name.Square


@plant("FONT-03", "a font of drawings")
def _(pdf: Pdf) -> None:
    square = pdf.make_stream(b"1000 0 0 0 700 700 d1 0 0 700 700 re f")
    drawn = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=[0, 0, 1000, 1000],
        FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
        CharProcs=Dictionary(a=square),
        Encoding=Dictionary(Differences=[65, Name.a]),
        FirstChar=65,
        LastChar=65,
        Widths=[1000],
    )
    pdf.pages[0].obj.Resources.Font.D = drawn
    append(pdf, "/Black gs 0 0 0 1 k BT /D 10 Tf 100 40 Td (A) Tj ET")


@plant("TEXT-01", "type of four points")
def _(pdf: Pdf) -> None:
    append(pdf, "/Black gs 0 0 0 1 k BT /F 4 Tf 100 40 Td (TINY) Tj ET")


@plant("TEXT-01", "type of ten points, scaled down to four")
def _(pdf: Pdf) -> None:
    append(pdf, "/Black gs 0.4 0 0 0.4 100 40 cm 0 0 0 1 k BT /F 10 Tf (TINY) Tj ET")


@plant("TEXT-01", "rich black of eight points")
def _(pdf: Pdf) -> None:
    append(pdf, "0.4 0.3 0.3 1 k BT /F 8 Tf 100 40 Td (RICH) Tj ET")


@plant("TEXT-01", "a tint of eight points")
def _(pdf: Pdf) -> None:
    append(pdf, "/Black gs 0 0 0 0.6 k BT /F 8 Tf 100 40 Td (PALE) Tj ET")


@plant("TEXT-02", "white of five points on one ink")
def _(pdf: Pdf) -> None:
    append(
        pdf,
        "1 0 0 0 k 100 40 60 30 re f 0 0 0 0 k BT /F 5 Tf 110 50 Td (WHITE) Tj ET",
    )


@plant("TEXT-02", "pale of ten points on four inks")
def _(pdf: Pdf) -> None:
    append(
        pdf,
        "0.9 0.7 0.3 0.4 k 100 40 60 30 re f"
        " 0.2 0 0 0 k BT /F 11 Tf 110 50 Td (PALE) Tj ET",
    )


@plant("LINE-01", "a rule of a tenth of a point")
def _(pdf: Pdf) -> None:
    append(pdf, "/Black gs 0 0 0 1 K 0.1 w 100 40 m 140 40 l S")


@plant("LINE-01", "a rule of one point, scaled down to a tenth")
def _(pdf: Pdf) -> None:
    append(pdf, "/Black gs 0.1 0 0 0.1 100 40 cm 0 0 0 1 K 1 w 0 0 m 400 0 l S")


@plant("LINE-01", "an area that is a rule of a tenth of a point")
def _(pdf: Pdf) -> None:
    append(pdf, "/Black gs 0 0 0 1 k 100 40 40 0.1 re f")


@plant("LINE-01", "a line without width: the thinnest that a machine has")
def _(pdf: Pdf) -> None:
    append(pdf, "/Black gs 0 0 0 1 K 0 w 100 40 m 140 40 l S")


@plant("LINE-01", "a rule of half a point in two inks")
def _(pdf: Pdf) -> None:
    append(pdf, "0.5 0.5 0 0 K 0.5 w 100 40 m 140 40 l S")


@plant("LINE-01", "a white rule of a quarter point")
def _(pdf: Pdf) -> None:
    append(pdf, "1 0 0 0 k 100 40 60 30 re f 0 0 0 0 K 0.25 w 110 50 m 150 50 l S")


@plant("IMAGE-01", "an image of 72 pixels per inch")
def _(pdf: Pdf) -> None:
    append(pdf, "100 0 0 100 60 30 cm /Picture Do")


@plant("IMAGE-01", "line art of 300 pixels per inch")
def _(pdf: Pdf) -> None:
    art = Stream(pdf, bytes(13 * 100))
    art.update(
        Dictionary(
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=100,
            Height=100,
            BitsPerComponent=1,
            ImageMask=True,
        )
    )
    pdf.pages[0].obj.Resources.XObject.Art = art
    append(pdf, "/Black gs 0 0 0 1 k 24 0 0 24 100 40 cm /Art Do")
