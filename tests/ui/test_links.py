# SPDX-License-Identifier: GPL-2.0-or-later
"""Which addresses from data can be opened at all."""

import pytest
from service_points.ui.review_words import web_host


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,<script>alert(1)</script>",
        "ftp://example.org/x",
        "//example.org/x",
        "qgis://settings",
        "https://",
        "https://exa mple.org",
        "",
    ],
)
def test_h20_what_is_no_web_link_leads_nowhere(qgis_app, url):
    assert web_host(url) == ""


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://example.org/a?b=c", "example.org"),
        ("https://example.org@evil.example/", "evil.example"),
        ("http://192.0.2.1/", "192.0.2.1"),
    ],
)
def test_h20_the_host_is_the_one_that_would_be_asked(qgis_app, url, host):
    """It is shown before anything opens; what stands before an @ is not it."""
    assert web_host(url) == host
