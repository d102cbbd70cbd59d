"""The faults of whole files: what they are, what they say of themselves, who can read them."""

from __future__ import annotations

import io
from dataclasses import replace as other
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, String

from tests.faults import sound
from tests.faults.fault import append, plant, replace

__all__: list[str] = []


def _bytes(pdf: Pdf, **options: Any) -> bytes:
    held = io.BytesIO()
    pdf.save(held, static_id=True, **options)
    return held.getvalue()


@plant("FILE-01", "cross references that point astray", of="screen")
def _(pdf: Pdf) -> bytes:
    data = _bytes(pdf, object_stream_mode=ObjectStreamMode.disable)
    at = data.rindex(b"startxref\n") + len(b"startxref\n")
    return data[:at] + b"7" + data[at:]


@plant("FILE-02", "encrypted, to be opened by anyone", of="screen")
def _(pdf: Pdf) -> bytes:
    held = io.BytesIO()
    pdf.save(held, encryption=pikepdf.Encryption(owner="owner", user=""))
    return held.getvalue()


@plant("FILE-03", "an instruction that nobody knows", of="screen")
def _(pdf: Pdf) -> None:
    append(pdf, "1 2 paint")


@plant("FILE-03", "a colour without its numbers")
def _(pdf: Pdf) -> None:
    append(pdf, "0 0 k")


@plant("FILE-03", "a form that calls itself")
def _(pdf: Pdf) -> None:
    form = pdf.pages[0].obj.Resources.XObject.Form
    form.Resources.XObject = Dictionary(Form=form)
    form.write(b"/Form Do")


@plant("FILE-04", "no pages", of="archive")
def _(pdf: Pdf) -> None:
    pdf.Root.Outlines = Dictionary()
    del pdf.pages[:]


@plant("FILE-05", "a script that runs when the file is opened", of="screen")
def _(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


@plant("FILE-05", "a link that starts a program", of="screen")
def _(pdf: Pdf) -> None:
    link = pdf.pages[0].obj.Annots[0]
    del link["/Dest"]
    link.A = Dictionary(S=Name.Launch, F=String("calc.exe"))


@plant("FILE-06", "a layer")
def _(pdf: Pdf) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("German")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary())


@plant("FILE-07", "an image that lies elsewhere", of="screen")
def _(pdf: Pdf) -> None:
    image = pdf.pages[0].obj.Resources.XObject.Picture
    image["/F"] = Dictionary(Type=Name.Filespec, F=String("elsewhere.bin"))


@plant("MAIL-01", "too large", of="screen", limits=other(sound.LIMITS, mail_bytes=900))
def _(_pdf: Pdf) -> None:
    """Leave it as it is: this post office takes very little."""


@plant("FONT-04", "letters without characters", of="screen")
def _(pdf: Pdf) -> None:
    del pdf.pages[0].obj.Resources.Font.F.Encoding


@plant("FONT-04", "letters by names that say nothing", of="screen")
def _(pdf: Pdf) -> None:
    differences = Array([65, *(Name(f"/g{n}") for n in range(26))])
    pdf.pages[0].obj.Resources.Font.F.Encoding = Dictionary(Differences=differences)


@plant("PDFX-01", "the mark of another PDF/X")
def _(pdf: Pdf) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp["{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"] = "PDF/X-3"


@plant("PDFX-01", "no mark", of="x1a")
def _(pdf: Pdf) -> None:
    del pdf.docinfo["/GTS_PDFXVersion"]


@plant("PDFX-02", "trapped or not?")
def _(pdf: Pdf) -> None:
    pdf.docinfo["/Trapped"] = Name.Unknown
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        del xmp["pdf:Trapped"]


@plant("PDFX-03", "no identifier")
def _(pdf: Pdf) -> bytes:
    data = _bytes(pdf, object_stream_mode=ObjectStreamMode.disable, force_version="1.6")
    assert data.count(b"/ID [") == 1
    return data.replace(b"/ID [", b"/IE [")


@plant("PDFX-04", "no title")
def _(pdf: Pdf) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        del xmp["dc:title"]


@plant("PDFX-04", "no date", of="x1a")
def _(pdf: Pdf) -> None:
    del pdf.docinfo["/ModDate"]


@plant("PDFX-05", "a version too new")
def _(_pdf: Pdf) -> dict[str, Any]:
    return {"force_version": "1.7"}


@plant("PDFX-05", "packed objects", of="x1a")
def _(pdf: Pdf) -> bytes:
    data = _bytes(
        pdf, object_stream_mode=ObjectStreamMode.generate, force_version="1.5"
    )
    return data.replace(b"%PDF-1.5", b"%PDF-1.4", 1)


@plant("PDFX-06", "a transfer curve")
def _(pdf: Pdf) -> None:
    curve = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0], C1=[0.5], N=1)
    pdf.pages[0].obj.Resources.ExtGState.Over.TR = curve


@plant("PDFX-06", "a picture with an alternative")
def _(pdf: Pdf) -> None:
    picture = pdf.pages[0].obj.Resources.XObject.Picture
    picture.Alternates = Array([Dictionary(Image=picture)])


@plant("INTENT-01", "no output intent")
def _(pdf: Pdf) -> None:
    del pdf.Root.OutputIntents


@plant("INTENT-01", "an output intent for the press only", of="archive")
def _(pdf: Pdf) -> None:
    pdf.Root.OutputIntents[0].S = Name.GTS_PDFX


@plant("INTENT-02", "an output intent without its profile")
def _(pdf: Pdf) -> None:
    del pdf.Root.OutputIntents[0].DestOutputProfile


@plant("INTENT-02", "the profile of a screen")
def _(pdf: Pdf) -> None:
    profile = pdf.make_stream(sound.srgb(), N=3)
    pdf.Root.OutputIntents[0].DestOutputProfile = profile


@plant("INTENT-03", "another printing than agreed")
def _(pdf: Pdf) -> None:
    pdf.Root.OutputIntents[0].OutputConditionIdentifier = String("FOGRA39")


@plant("ANNOT-01", "a link")
def _(pdf: Pdf) -> None:
    action = Dictionary(S=Name.URI, URI=String("https://www.example.org/"))
    link = Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=[60, 300, 110, 310], A=action
    )
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(link)])


@plant("DOC-01", "no language", of="screen")
def _(pdf: Pdf) -> None:
    del pdf.Root.Lang


@plant("DOC-02", "no title", of="screen")
def _(pdf: Pdf) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        del xmp["dc:title"]


@plant("DOC-02", "a title that is not shown", of="archive")
def _(pdf: Pdf) -> None:
    del pdf.Root.ViewerPreferences


@plant("TAG-01", "no tags", of="screen")
def _(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot


@plant("TAG-02", "a line of text outside the tags", of="screen")
def _(pdf: Pdf) -> None:
    append(pdf, "BT /F 10 Tf 60 100 Td (LOST) Tj ET")


@plant("TAG-02", "a mark that no tag owns", of="screen")
def _(pdf: Pdf) -> None:
    replace(pdf, "/MCID 0", "/MCID 7", page=1)


@plant("TAG-03", "a figure without words", of="screen")
def _(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot.K[2].Alt


@plant("LINK-01", "a link to a page that was taken out", of="screen")
def _(pdf: Pdf) -> None:
    gone = pdf.make_indirect(Dictionary(Type=Name.Page))
    pdf.pages[0].obj.Annots[0].Dest = Array([gone, Name.Fit])


@plant("LINK-01", "a link to a name that nobody has", of="screen")
def _(pdf: Pdf) -> None:
    pdf.pages[0].obj.Annots[0].Dest = String("nowhere")


@plant("LINK-02", "a bookmark to a name that nobody has", of="screen")
def _(pdf: Pdf) -> None:
    pdf.Root.Outlines.First.Dest = String("nowhere")


@plant("LINK-03", "a link to a file on one machine", of="screen")
def _(pdf: Pdf) -> None:
    pdf.pages[0].obj.Annots[1].A.URI = String("file:///home/me/figures.xls")


@plant("ARCH-01", "no mark of PDF/A", of="archive")
def _(pdf: Pdf) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        del xmp["pdfaid:part"]


@plant("ARCH-02", "inks in a file for screens", of="archive")
def _(pdf: Pdf) -> None:
    append(pdf, "/Artifact BMC 0 0 0 1 k 100 40 40 20 re f EMC")


@plant("ARCH-03", "an attachment of no kind", of="archive")
def _(pdf: Pdf) -> None:
    specification = pdf.Root.Names.EmbeddedFiles.Names[1]
    del specification.EF.F.Subtype


@plant("ARCH-03", "an attachment that is not there", of="archive")
def _(pdf: Pdf) -> None:
    del pdf.Root.Names.EmbeddedFiles.Names[1].EF
