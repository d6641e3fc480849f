"""Writes the PDFs of the tests by hand: ``python -m tests.data.pdf.make``."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent
WIDTH, HEIGHT = 420, 595
"""Size of a page in points: A5."""

TITLE = "Laser Doppler flowmetry of the sole after needling Zusanli: a randomised trial"
DOI = "10.5555/yongquan.2019.0042"
PASSWORD = "taixi"

_PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


class Line(NamedTuple):
    """A line of text: where, from the page's bottom left in points, and how tall."""

    text: str
    left: float
    bottom: float
    size: float = 10
    font: str = "F1"


def article() -> list[list[Line]]:
    """Return the pages of a made-up trial, as journals set them."""
    first = [
        Line("Journal of Needling Studies 2019; 12(3): 115-121", 40, 560, 8),
        Line("Laser Doppler flowmetry of the sole after", 40, 520, 17, "F2"),
        Line("needling Zusanli: a randomised trial", 40, 500, 17, "F2"),
        Line("Maria de la Cruz, John Smith", 40, 475, 11),
        Line(f"https://doi.org/{DOI}", 40, 455, 8),
        Line("Abstract", 40, 425, 12, "F2"),
        *_body(
            "Numb feet are common in diabetes. We measured skin perfu-",
            "sion of the sole with laser Doppler flowmetry before and after",
            "needling ST36 (Zusanli) in forty persons with neuropathy.",
            "Perfusion rose by 23 per cent within ten minutes and fell to",
            "its former value within an hour. No harm was reported.",
            top=405,
        ),
        Line("© 2019 The Authors", 40, 40, 7),
    ]
    methods = [
        Line("Methods", 40, 540, 12, "F2"),
        *_body(
            "Forty persons were randomised to needling of ST36 and KI3 or",
            "to waiting. De qi was sought. Needles stayed for twenty minutes.",
            "A blinded observer measured vibration threshold at the great toe.",
            top=520,
        ),
    ]
    results = [
        Line("Results", 40, 540, 12, "F2"),
        *_body(
            "Flow rose beside ST36 in 17 of 20; in the waiting group in 3.",
            "Vibration threshold did not differ. One needle site bled a little.",
            top=520,
        ),
        Line("References", 40, 420, 12, "F2"),
        *_body("1. Other B. Another trial. doi:10.5555/other.2011.7", top=400),
    ]
    return [first, methods, results]


def _body(*texts: str, top: float) -> list[Line]:
    return [Line(text, 40, top - 14 * number) for number, text in enumerate(texts)]


def xmp(doi: str = DOI, title: str = TITLE) -> str:
    """Return an XMP packet as publishers write it."""
    return (
        '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
        'rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/">'
        f"<dc:format>application/pdf</dc:format><prism:doi>{doi}</prism:doi>"
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>'
        "<dc:creator><rdf:Seq><rdf:li>Maria de la Cruz</rdf:li><rdf:li>John Smith</rdf:li>"
        "</rdf:Seq></dc:creator><prism:coverDate>2019-03-01</prism:coverDate>"
        '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    )


def pdf(
    pages: Sequence[Sequence[Line]],
    said: dict[str, str] | None = None,
    packet: str = "",
    outline: Sequence[tuple[str, int]] = (),
    password: str = "",
    pictures: bool = False,
) -> bytes:
    """Return a PDF.

    Parameters
    ----------
    said
        The information dictionary: Title, Author...
    outline
        Chapters and their pages, from 0.
    password
        What has to be typed to open it.
    pictures
        Put a grey picture on every page, as a scanner does.
    """
    made = _Writing(password)
    catalogue, tree = made.reserve(), made.reserve()
    roman, bold = _latin(made, "Times-Roman"), _latin(made, "Helvetica-Bold")
    fonts = f"/F1 {roman} 0 R /F2 {bold} 0 R /F3 {_chinese(made)} 0 R"
    picture = _picture(made) if pictures else 0
    kids = []
    for lines in pages:
        content = "".join(map(_drawn, lines))
        if picture:
            content += f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /I0 Do Q\n"
        stream = made.add_stream("", content.encode("latin-1"))
        objects = f"/XObject << /I0 {picture} 0 R >>" if picture else ""
        kids.append(
            made.add(
                f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] "
                f"/Resources << /Font << {fonts} >> {objects} >> /Contents {stream} 0 R >>"
            )
        )
    listed = " ".join(f"{kid} 0 R" for kid in kids)
    made.put(tree, f"<< /Type /Pages /Kids [{listed}] /Count {len(kids)} >>")
    parts = f"/Type /Catalog /Pages {tree} 0 R"
    if outline:
        parts += f" /Outlines {_outlines(made, outline, kids)} 0 R"
    if packet:
        parts += (
            f" /Metadata {made.add_stream('/Type /Metadata /Subtype /XML', packet.encode())} 0 R"
        )
    made.put(catalogue, f"<< {parts} >>")
    information = made.add_strings(said) if said else 0
    return made.finish(catalogue, information)


def _drawn(line: Line) -> str:
    shown = (
        f"<{line.text.encode('utf-16-be').hex()}>"
        if line.font == "F3"
        else f"({line.text.replace('(', chr(92) + '(').replace(')', chr(92) + ')')})"
    )
    return f"BT /{line.font} {line.size} Tf {line.left} {line.bottom} Td {shown} Tj ET\n"


def _latin(made: _Writing, face: str) -> int:
    return made.add(
        f"<< /Type /Font /Subtype /Type1 /BaseFont /{face} /Encoding /WinAnsiEncoding >>"
    )


def _chinese(made: _Writing) -> int:
    described = made.add(
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -200 1000 900] "
        "/ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>"
    )
    below = made.add(
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo "
        f"<< /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor {described} 0 R "
        "/DW 1000 >>"
    )
    return made.add(
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H "
        f"/DescendantFonts [{below} 0 R] >>"
    )


def _picture(made: _Writing) -> int:
    grey = zlib.compress(bytes(range(64)) * 64)
    return made.add_stream(
        "/Type /XObject /Subtype /Image /Width 64 /Height 64 /ColorSpace /DeviceGray "
        "/BitsPerComponent 8 /Filter /FlateDecode",
        grey,
    )


def _outlines(made: _Writing, outline: Sequence[tuple[str, int]], kids: Sequence[int]) -> int:
    top = made.reserve()
    items = [made.reserve() for _ in outline]
    for place, (title, page) in enumerate(outline):
        near = f"/Next {items[place + 1]} 0 R " if place + 1 < len(items) else ""
        near += f"/Prev {items[place - 1]} 0 R " if place else ""
        made.put(
            items[place],
            f"<< /Title ({title}) /Parent {top} 0 R {near}"
            f"/Dest [{kids[page]} 0 R /XYZ 0 {HEIGHT} null] >>",
        )
    made.put(
        top,
        f"<< /Type /Outlines /First {items[0]} 0 R /Last {items[-1]} 0 R /Count {len(items)} >>",
    )
    return top


class _Writing:
    """The objects of a PDF as they are written, locked (RC4, 40 bit) if there is a password."""

    def __init__(self, password: str) -> None:
        self.objects: list[bytes] = []
        self.identity = hashlib.md5(b"yongquan", usedforsecurity=False).digest()
        self.owner = self.key = b""
        if password:
            padded = (password.encode() + _PAD)[:32]
            digest = hashlib.md5(padded, usedforsecurity=False).digest()
            self.owner = _rc4(digest[:5], padded)
            whole = padded + self.owner + (0xFFFFFFFC).to_bytes(4, "little") + self.identity
            self.key = hashlib.md5(whole, usedforsecurity=False).digest()[:5]

    def reserve(self) -> int:
        self.objects.append(b"null")
        return len(self.objects)

    def put(self, number: int, text: str) -> None:
        self.objects[number - 1] = text.encode("latin-1")

    def add(self, text: str) -> int:
        number = self.reserve()
        self.put(number, text)
        return number

    def add_stream(self, head: str, data: bytes) -> int:
        number = self.reserve()
        data = self._locked(number, data)
        self.objects[number - 1] = (
            f"<< {head} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"
        )
        return number

    def add_strings(self, said: dict[str, str]) -> int:
        number = self.reserve()
        parts = [
            f"/{name} <{self._locked(number, value.encode('utf-16')).hex()}>"
            for name, value in said.items()
        ]
        self.put(number, f"<< {' '.join(parts)} >>")
        return number

    def finish(self, catalogue: int, information: int) -> bytes:
        trailer = f"/Root {catalogue} 0 R /ID [<{self.identity.hex()}> <{self.identity.hex()}>]"
        if information:
            trailer += f" /Info {information} 0 R"
        if self.key:
            user = _rc4(self.key, _PAD)
            number = self.add(
                f"<< /Filter /Standard /V 1 /R 2 /P -4 /O <{self.owner.hex()}> /U <{user.hex()}> >>"
            )
            trailer += f" /Encrypt {number} 0 R"
        out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
        places = []
        for number, content in enumerate(self.objects, 1):
            places.append(len(out))
            out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
        start = len(out)
        out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
        out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
        size = len(places) + 1
        out += f"trailer\n<< /Size {size} {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
        return bytes(out)

    def _locked(self, number: int, data: bytes) -> bytes:
        if not self.key:
            return data
        salted = self.key + number.to_bytes(3, "little") + b"\0\0"
        return _rc4(hashlib.md5(salted, usedforsecurity=False).digest()[:10], data)


def _rc4(key: bytes, data: bytes) -> bytes:
    box = list(range(256))
    j = 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)


OUTLINE = (("Abstract", 0), ("Methods", 1), ("Results", 2))


def files() -> dict[str, bytes]:
    """Return every PDF that is kept in this folder, by name."""
    chinese = [
        Line("足三里针刺对足底微循环的影响", 60, 500, 16, "F3"),
        Line("涌泉穴周围皮肤血流增加", 60, 460, 11, "F3"),
    ]
    return {
        "trial.pdf": pdf(article(), {"Title": TITLE, "Author": "Maria de la Cruz; John Smith"},
                         xmp(), OUTLINE),
        "bare.pdf": pdf(article(), {"Title": "Microsoft Word - final2.doc", "Author": "admin"}),
        "scanned.pdf": pdf([[], []], pictures=True),
        "locked.pdf": pdf(article(), outline=OUTLINE, password=PASSWORD),
        "chinese.pdf": pdf([chinese]),
    }  # fmt: skip


def main() -> None:
    """Write them all."""
    for name, data in files().items():
        (FOLDER / name).write_bytes(data)


if __name__ == "__main__":
    main()
