"""An exam on paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from desktop_app.domain.progress import Progress
from desktop_app.store import Library
from desktop_app.study.exam import Exam
from desktop_app.ui.diagram.body import shared_atlas
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.pages import text_label
from desktop_app.ui.services import Services
from desktop_app.ui.study.export_sheet import ExportSheet, Sizes, Work
from desktop_app.ui.words import counted


class ExamExport(ExportSheet):
    """Paper and key of an exam whose questions are drawn already."""

    def __init__(self, services: Services, parent: QWidget, exam: Exam) -> None:
        super().__init__(services, parent, "Exam on paper", ".pdf", "PDF", 360)
        self.setObjectName("export-exam")
        self.exam = exam
        many = counted(len(exam.questions), "question", "questions")
        time = f", {exam.minutes} minutes" if exam.minutes else ""
        self.page.add(text_label(f"{many}{time}, with room for name and date, as a PDF to print."))
        self.sizes = Sizes(services)
        row = QWidget()
        FlowLayout(row).addWidget(self.sizes)
        self.page.add(row)
        self.key = QCheckBox("With the answers, on pages of their own at the end")
        self.key.setChecked(True)
        self.page.add(self.key)
        self.finish()

    def file_words(self) -> str:
        """Return what the file is called."""
        return "Exam with answers" if self.key.isChecked() else "Exam"

    def work(self) -> Work:
        """Return what writes the paper."""
        services, exam = self.services, self.exam
        size, key = self.sizes.paper, self.key.isChecked()

        def write(library: Library, path: Path, progress: Progress) -> Any:
            from desktop_app.study.exam_paper import write_exam_pdf

            atlas = shared_atlas(services)
            return write_exam_pdf(library.content, atlas, exam, path, size, key, progress)

        return write
