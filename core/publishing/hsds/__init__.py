# SPDX-License-Identifier: GPL-2.0-or-later
"""A publication as HSDS 3 (schema, section B5): English and French editions, as JSON and as tables.

Source of members, types and what is required: ``schema/*.json`` of github.com/openreferral/specification.
What HSDS has no member for is in ``x_casp``, verbatim, in both languages: either edition alone, and either of
its forms, gives back every published field (``core.importing.hsds_edition``).
"""

from .files import write_hsds

__all__ = ["write_hsds"]
