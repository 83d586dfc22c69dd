# SPDX-License-Identifier: GPL-2.0-or-later
"""Which of the keys that QGIS keeps signs a submission, by the names of their configurations."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtWidgets import QComboBox, QWidget

from ..host.language import tr

_KIND = "Basic"  # how ``host.credentials`` keeps a key


def kept_keys() -> list[tuple[str, str]]:
    """Return id and title of the configurations that may hold a key, by title.

    Nothing secret is read, so QGIS does not ask for its master password.
    """
    known = QgsApplication.authManager().availableAuthMethodConfigs()
    keys = [(key, each.name()) for key, each in known.items() if each.method() == _KIND]
    return [(key, f"{name} ({key})") for key, name in sorted(keys, key=lambda item: item[1].casefold())]


class SigningKey(QComboBox):
    """Offers no signature, which is usual, and the keys that are kept.

    A key that is remembered and not kept any more stays chosen, and is said to be missing when it has to
    sign: nobody sends without a signature who believes there is one.
    """

    def __init__(self, remembered: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.addItem(tr("No signature"), "")
        for key, title in kept_keys():
            self.addItem(title, key)
        if remembered and self.findData(remembered) < 0:
            self.addItem(tr("A key that is not on this computer ({id})").format(id=remembered), remembered)
        self.setCurrentIndex(max(0, self.findData(remembered)))
        self.setToolTip(
            tr(
                "The key you share with the stewards, kept by QGIS as an authentication configuration: its "
                "user name is your jurisdiction’s code."
            )
        )

    @property
    def authcfg(self) -> str:
        """The id of the chosen configuration, nothing when the submission is not signed."""
        return str(self.currentData())

    @property
    def has_choice(self) -> bool:
        """Whether there is anything to choose."""
        return self.count() > 1
