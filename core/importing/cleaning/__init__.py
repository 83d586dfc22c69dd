# SPDX-License-Identifier: GPL-2.0-or-later
"""Values as publishers write them, in English or French, brought to the form of the shared schema.

Every function takes what a cell says and returns what it means, or ``None`` for what cannot be read with
certainty: nothing is guessed, and the source's own text stays where it is.
"""
