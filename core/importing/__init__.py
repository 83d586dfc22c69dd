# SPDX-License-Identifier: GPL-2.0-or-later
"""Open data brought into the shared schema: read, cleaned, placed, matched, drafted as a submission."""
