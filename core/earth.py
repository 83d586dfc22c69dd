# SPDX-License-Identifier: GPL-2.0-or-later
"""The Earth as a ball, where a distance need not be exact."""

MEAN_RADIUS_M = 6_371_008.8  # of GRS 80 and WGS 84
