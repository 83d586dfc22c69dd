# SPDX-License-Identifier: GPL-2.0-or-later
"""What sending to a web server and reading from one share: addresses, waiting, bodies that have an end."""
