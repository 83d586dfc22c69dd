# SPDX-License-Identifier: GPL-2.0-or-later
"""The filters over the list: one button per question, and a removable chip for every choice."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Callable

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QFontMetrics
from qgis.PyQt.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ..host.language import say, tr
from ..layers.filter import ATTENTION, Criteria, fold
from ..layers.palette import palette
from ..layers.register import PointRegister, codes_in_order
from .accessible import order_by_layout
from .facet_popup import FacetPopup, Option
from .flow_layout import FlowLayout
from .scale import scaled
from .symbol_painter import order_icon
from .words import code_label, order_label

CountFacet = Callable[[Criteria, str, Callable[[dict[str, int]], None]], None]
"""Counts the points by the codes of a facet, as all other criteria leave them, and hands that on."""
LISTS = {"channel": "channel", "point_type": "point_type", "language": "language", "status": "status"}
"""Facets whose values are a code list of the schema."""
RARE = ("language", "status")
CHIP_WIDTH = 190
"""Pixels of a chip’s text, so that one chip fits the narrowest panel."""


class FilterBar(QWidget):
    """Holds the chosen values of every facet; the words typed in the search box are somebody else's."""

    changed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.criteria = Criteria()
        self._register: PointRegister | None = None
        self._count: CountFacet | None = None
        self._buttons: dict[str, QToolButton] = {}
        self._popups: dict[str, FacetPopup] = {}
        buttons, self._chips = QWidget(), QWidget()
        button_flow, self._chip_flow = FlowLayout(buttons), FlowLayout(self._chips)
        for facet, title in self._titles().items():
            button_flow.addWidget(self._make_button(facet, title))
        button_flow.addWidget(self._make_more_button())
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for part in (buttons, self._chips):
            part.setSizePolicy(policy)
            layout.addWidget(part)
        self._chips.hide()

    def set_store(self, register: PointRegister | None, count: CountFacet | None) -> None:
        """Change what is filtered, and who counts; choices that mean nothing there the caller drops."""
        self._register, self._count = register, count
        self._show_choices()

    def set_criteria(self, criteria: Criteria) -> None:
        """Take other criteria, without saying ``changed``."""
        self.criteria = criteria
        self._show_choices()

    def choose(self, facet: str, codes: Iterable[str]) -> None:
        """Choose values of a facet, as a click does."""
        self.criteria = self.criteria.with_facet(facet, frozenset(codes))
        self._show_choices()
        self.changed.emit()

    def clear(self) -> None:
        """Drop every choice, and the words."""
        self.criteria = Criteria()
        self._show_choices()
        self.changed.emit()

    @staticmethod
    def _titles() -> dict[str, str]:
        return {
            "jurisdiction": tr("Jurisdiction"),
            "channel": tr("Channel"),
            "point_type": tr("Type"),
            "service": tr("Service"),
            "attention": tr("Needs attention"),
            "language": tr("Language"),
            "status": tr("Status"),
        }

    def _make_button(self, facet: str, title: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"Filter_{facet}")
        button.setText(title)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setAccessibleName(tr("Filter: {title}").format(title=title))
        if facet == "attention":
            button.setIcon(QgsApplication.getThemeIcon("/mIconWarning.svg"))
            button.setCheckable(True)
            button.clicked.connect(self._on_attention_clicked)
        else:
            button.setArrowType(Qt.ArrowType.DownArrow)
            button.clicked.connect(lambda _=False, name=facet: self._open(name))
            popup = FacetPopup(title, self)
            popup.chosen.connect(lambda codes, name=facet: self.choose(name, codes))
            self._popups[facet] = popup
        self._buttons[facet] = button
        return button

    def _make_more_button(self) -> QToolButton:
        self._more = QToolButton()
        self._more.setIcon(QgsApplication.getThemeIcon("/symbologyAdd.svg"))
        self._more.setCheckable(True)
        self._more.setToolTip(tr("More filters"))
        self._more.setAccessibleName(tr("More filters"))
        self._more.toggled.connect(self._show_rare)
        self._show_rare()
        return self._more

    def _show_rare(self, *_toggled: bool) -> None:
        """Show the seldom used filters when they are asked for, or in use."""
        for facet in RARE:
            self._buttons[facet].setVisible(self._more.isChecked() or facet in self.criteria.chosen)

    def _on_attention_clicked(self, checked: bool) -> None:
        self.choose("attention", {ATTENTION} if checked else set())

    def _open(self, facet: str) -> None:
        """Have the points counted by the codes of a facet, and offer the codes then."""
        if self._register is not None and self._count is not None:
            self._count(self.criteria, facet, lambda counts: self._offer(facet, counts))

    def _offer(self, facet: str, counts: dict[str, int]) -> None:
        ticked = self.criteria.chosen.get(facet, frozenset())
        self._popups[facet].show_options(self._options(facet, counts), ticked, self._buttons[facet])

    def _options(self, facet: str, counts: dict[str, int]) -> list[Option]:
        if facet in LISTS:
            codes = codes_in_order(LISTS[facet], counts)
            return [Option(code, self._label(facet, code), counts[code]) for code in codes]
        if facet == "jurisdiction":
            return self._jurisdictions(counts)
        named = [Option(code, self._label(facet, code), count) for code, count in counts.items()]
        return sorted(named, key=lambda option: fold(option.label))

    def _jurisdictions(self, counts: dict[str, int]) -> list[Option]:
        options = []
        for order in palette().orders:
            codes = [code for code in counts if self._register.order_of(code) == order.code]
            for code in sorted(codes, key=lambda key: fold(self._label("jurisdiction", key))):
                label, icon = self._label("jurisdiction", code), order_icon(order.code)
                options.append(Option(code, label, counts[code], order.code, say(order.label), icon))
        return options

    def _label(self, facet: str, code: str) -> str:
        if facet in LISTS:
            return code_label(LISTS[facet], code)
        if facet == "order":
            return order_label(code)
        if facet == "attention":
            return tr("Needs attention")
        names = self._register.jurisdictions if facet == "jurisdiction" else self._register.services
        return say(names[code]) if code in names else code

    def _show_choices(self) -> None:
        """Write the number of choices on the buttons and make the chips anew."""
        for facet, button in self._buttons.items():
            n = len(self.criteria.chosen.get(facet, ()))
            if facet == "attention":
                button.setChecked(bool(n))
                continue
            title = self._titles()[facet]
            button.setText(tr("{title} ({n})").format(title=title, n=n) if n else title)
        self._show_rare()
        while self._chip_flow.count():
            chip = self._chip_flow.takeAt(0).widget()
            chip.hide()
            chip.deleteLater()
        chosen = self.criteria.chosen if self._register is not None else {}
        pairs = [(facet, code) for facet, codes in chosen.items() for code in sorted(codes)]
        for facet, code in pairs:
            chip = self._make_chip(facet, code)
            self._chip_flow.addWidget(chip)
            chip.show()  # at once, so that it can take the focus
        self._chips.setVisible(bool(pairs))
        order_by_layout(self)
        self.updateGeometry()

    def _make_chip(self, facet: str, code: str) -> QToolButton:
        label = self._label(facet, code)
        chip = QToolButton()
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        chip.setIcon(QgsApplication.getThemeIcon("/mIconClearText.svg"))
        chip.setAutoRaise(False)
        room = QFontMetrics(chip.font())
        chip.setText(
            room.elidedText(label, Qt.TextElideMode.ElideMiddle, scaled(self, CHIP_WIDTH)).replace("&", "&&")
        )
        remove = tr("Remove the filter “{label}”").format(label=label)
        chip.setAccessibleName(remove)
        chip.setToolTip(remove)
        chip.clicked.connect(lambda _=False: self._remove(facet, code))
        return chip

    def _remove(self, facet: str, code: str) -> None:
        self.choose(facet, self.criteria.chosen.get(facet, frozenset()) - {code})
        following = self._chip_flow.itemAt(0)
        (following.widget() if following is not None else self._buttons[facet]).setFocus()
