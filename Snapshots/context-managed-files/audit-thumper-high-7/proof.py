"""Every file that was opened is closed, also where something in between raises."""

from open_files import prove

prove(
    lambda module: module.export_pdf(type("Pdf", (), {"output": lambda self, file: file.write(b"%PDF")})(), "out.pdf"),
    leaves={"out.pdf": b"%PDF"},
)
