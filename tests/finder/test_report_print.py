# SPDX-License-Identifier: GPL-2.0-or-later
"""A report on paper: no head of a table stays alone at the foot of a page."""

import shutil
import subprocess

import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext (poppler) is missing"),
]


@pytest.fixture
def report(qgis_app, tmp_path):
    """Tables whose heads fall on every place of a page: before each, one line more."""
    from service_points.processing.report import Report, Section, Table

    rows = [[f"row {row}", "what is said of it, at some length, " * 6] for row in range(13)]
    sections = [
        Section(f"Section {lines}", ["A line."] * lines, [Table(f"Caption {lines}", ["Head", "Told"], rows)])
        for lines in range(30)
    ]
    path = tmp_path / "report.html"
    Report("Title", "Answer.", sections, lang="en").write(path)
    return path


def lonely_heads(browser, path, css=""):
    """Print, and count the pages whose last line is a head or a caption."""
    page = browser.new_page()
    page.goto(path.as_uri())
    if css:
        page.add_style_tag(content=css)
    target = path.with_suffix(".pdf")
    page.pdf(path=str(target), prefer_css_page_size=True)
    page.close()
    done = subprocess.run(
        ["pdftotext", "-layout", str(target), "-"],
        capture_output=True,
        check=True,
        text=True,
        encoding="utf-8",
    )
    pages = [[line.split() for line in each.splitlines() if line.strip()] for each in done.stdout.split("\f")]
    assert len(pages) > 15
    return sum(bool(lines) and lines[-1][0] in ("Head", "Caption") for lines in pages)


def test_no_head_of_a_table_is_alone(chromium, report):
    assert lonely_heads(chromium, report) == 0


def test_without_the_rule_some_would_be(chromium, report):
    """Else nothing above would say anything."""
    text = report.read_text(encoding="utf-8")
    rules = ("break-after: avoid; }\n    tbody tr:first-child { break-before: avoid; }", "}")
    assert rules[0] in text
    report.write_text(text.replace(*rules), encoding="utf-8")
    assert lonely_heads(chromium, report) > 0
