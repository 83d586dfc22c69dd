# SPDX-License-Identifier: GPL-2.0-or-later
"""Files that come with the plugin."""

import pytest
from service_points.host.resources import help_text


@pytest.mark.parametrize("language", ["en", "fr"])
def test_bold_words_of_the_help_can_be_read_on_a_dark_theme(qgis_app, language):
    """QGIS's own style for these pages has ``b { color: #333333; }``, whatever the theme."""
    page = help_text(language, "publish")
    assert "<b>" not in page
    assert page.count("<span") == page.count("</span>") > 3
