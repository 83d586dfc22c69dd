# SPDX-License-Identifier: GPL-2.0-or-later
"""The fictional Pine River County, generated: its land, its roads, its people and its service points."""
