# SPDX-License-Identifier: GPL-2.0-or-later
"""The views of a store: service points with what a person wants to read beside them. Never submitted."""

from __future__ import annotations

VIEWS = ("v_service_point", "v_in_person", "v_digital", "v_employment_centre", "v_call_centre")

# GDAL takes a column named OGC_FID for the feature id of a view.
_SERVICE_POINT = """
CREATE VIEW v_service_point AS
SELECT p.fid AS OGC_FID, p.geom, p.id, p.custodian_code, p.name_en, p.name_fr, p.channel, p.point_type,
       p.status, p.status_until, p.visibility, j.level, p.organization_id,
       o.name_en AS organization_en, o.name_fr AS organization_fr, p.site_id,
       p.address_line1, p.address_line2, p.city, p.province, p.postal_code, p.csduid,
       coalesce(p.geo_vintage, 2021) || 'A0005' || p.csduid AS dguid,
       p.hours, p.languages, p.accessibility, p.url_en, p.url_fr,
       (SELECT t.number FROM phone t WHERE t.point_id = p.id
         ORDER BY coalesce(t.is_primary, 0) DESC, t.kind <> 'voice', t.number LIMIT 1) AS main_phone,
       (SELECT count(*) FROM service_at_point s
         WHERE s.point_id = p.id AND s.status = 'active') AS service_count,
       p.verified_on,
       CAST(julianday('now') - julianday(p.verified_on) AS INTEGER) AS days_since_verified
  FROM service_point p
  LEFT JOIN organization o ON o.id = p.organization_id
  LEFT JOIN jurisdiction j ON j.code = p.custodian_code
"""

_CALL_CENTRE = """
CREATE VIEW v_call_centre AS
SELECT v.*, c.coverage, c.ivr, c.callback, c.video_relay, c.interpretation,
       c.standard_seconds, c.standard_percent
  FROM v_service_point v LEFT JOIN call_centre c ON c.point_id = v.id
 WHERE v.channel = 'call_centre'
"""

CREATE_VIEWS = (
    _SERVICE_POINT,
    "CREATE VIEW v_in_person AS SELECT * FROM v_service_point WHERE channel = 'in_person'",
    "CREATE VIEW v_digital AS SELECT * FROM v_service_point WHERE channel = 'digital'",
    "CREATE VIEW v_employment_centre AS SELECT * FROM v_service_point WHERE point_type = 'employment_centre'",
    _CALL_CENTRE,
)

# QGIS lists a view as a layer only when the GeoPackage's own tables name it. The date is the one of the
# table below the views, so that a store made twice from the same input is the same file.
REGISTER_VIEWS = (
    """
    INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, srs_id)
    SELECT v.name, 'features', v.name, p.description, p.last_change, p.srs_id
      FROM sqlite_master v JOIN gpkg_contents p ON p.table_name = 'service_point'
     WHERE v.type = 'view'
       AND v.name IN ('v_service_point', 'v_in_person', 'v_digital', 'v_employment_centre', 'v_call_centre')
     ORDER BY v.name
    """,
    """
    INSERT INTO gpkg_geometry_columns (table_name, column_name, geometry_type_name, srs_id, z, m)
    SELECT c.table_name, g.column_name, g.geometry_type_name, g.srs_id, g.z, g.m
      FROM gpkg_contents c JOIN gpkg_geometry_columns g ON g.table_name = 'service_point'
     WHERE c.table_name IN
           ('v_service_point', 'v_in_person', 'v_digital', 'v_employment_centre', 'v_call_centre')
     ORDER BY c.table_name
    """,
)
