# SPDX-License-Identifier: GPL-2.0-or-later
"""Which rows of a source are points that the register already has (schema, section E3)."""
