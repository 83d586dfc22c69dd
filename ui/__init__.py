# SPDX-License-Identifier: GPL-2.0-or-later
"""What a person sees: the panel and its parts. ``iface`` is passed in, never imported."""
