# SPDX-License-Identifier: GPL-2.0-or-later
"""A register of any size in a PostGIS store, made on the server by SQL from a seed, without the importer.

Every value follows from the seed and the record's number through MD5, so that two servers hold the same
records. The store must be there and empty; triggers and foreign keys sleep while rows go in, which takes a
superuser, and the words of the search are made at the end.
"""

from __future__ import annotations

from typing import Any

from psycopg2 import sql
from service_points.core.schema import load_schema
from service_points.core.store.postgis.search_layout import create_search

SEED = 20261129

PLACES = (
    ("CA-ON", "Ottawa", -75.6972, 45.4215, "K1P"), ("CA-ON", "Toronto", -79.3832, 43.6532, "M5H"),
    ("CA-ON", "Hamilton", -79.8711, 43.2557, "L8P"), ("CA-ON", "Thunder Bay", -89.2477, 48.3809, "P7B"),
    ("CA-QC", "Montréal", -73.5673, 45.5017, "H2Y"), ("CA-QC", "Québec", -71.2080, 46.8139, "G1R"),
    ("CA-QC", "Trois-Rivières", -72.5430, 46.3430, "G9A"), ("CA-QC", "Val-d’Or", -77.7828, 48.0975, "J9P"),
    ("CA-NB", "Moncton", -64.7782, 46.0878, "E1C"), ("CA-NB", "Shippagan", -64.7080, 47.7410, "E8S"),
    ("CA-NS", "Halifax", -63.5752, 44.6488, "B3J"), ("CA-NL", "St. John’s", -52.7126, 47.5615, "A1C"),
    ("CA-MB", "Winnipeg", -97.1384, 49.8951, "R3C"), ("CA-SK", "Regina", -104.6189, 50.4452, "S4P"),
    ("CA-AB", "Calgary", -114.0719, 51.0447, "T2P"), ("CA-BC", "Vancouver", -123.1207, 49.2827, "V6B"),
    ("CA-NU", "Iqaluit ᐃᖃᓗᐃᑦ", -68.5170, 63.7467, "X0A"), ("CA-YT", "Whitehorse", -135.0568, 60.7212, "Y1A"),
)  # fmt: skip
KINDS = (
    ("Service Centre", "Centre de services", "service_centre"),
    ("Employment Office", "Bureau d’emploi", "employment_centre"),
    ("Library Counter", "Comptoir de la bibliothèque", "partner_counter"),
    ("Newcomers’ Welcome", "Accueil des nouveaux arrivants", "specialized_office"),
    ("Child Care Subsidies", "Subventions à la petite enfance", "satellite_office"),
    ("Mobile Unit", "Unité mobile", "mobile_unit"),
)
STREETS = (
    *("Main Street", "Rue Saint-Cœur", "Avenue des Érables", "Wellington Street", "Chemin du Lac"),
    *("Rue de l’Église", "King Road", "Boulevard Curé-Labelle", "Water Street", "Rue Noël"),
)
PER_ORGANIZATION = 200
SERVICES = 40

# h is the MD5 of a record, r(h, place, below) six of its digits as a number.
_STATEMENTS = (
    "SET LOCAL session_replication_role = replica",
    "CREATE FUNCTION pg_temp.r(h text, place int, below int) RETURNS int LANGUAGE sql IMMUTABLE AS "
    "$$ SELECT (('x' || substr(h, place, 6))::bit(24)::int %% below) $$",
    """
INSERT INTO jurisdiction (code, level, name_en, name_fr)
SELECT code, 'provincial', code, code FROM (SELECT DISTINCT unnest(%(codes)s::text[]) AS code) c
 UNION ALL
SELECT c || '-' || lpad(n::text, 4, '0'), 'municipal', 'City of ' || name, 'Ville de ' || name
  FROM unnest(%(codes)s::text[], %(names)s::text[]) WITH ORDINALITY AS t (c, name, n)
    ON CONFLICT DO NOTHING
""",
    """
INSERT INTO organization (id, custodian_code, name_en, name_fr)
SELECT md5(%(seed)s || 'o' || i)::uuid, (%(codes)s::text[])[1 + i %% %(places)s],
       'Agency ' || i || ' of ' || (%(names)s::text[])[1 + i %% %(places)s],
       'Organisme ' || i || ' de ' || (%(names)s::text[])[1 + i %% %(places)s]
  FROM generate_series(0, %(organizations)s - 1) i
""",
    """
INSERT INTO service (id, custodian_code, organization_id, name_en, name_fr, categories)
SELECT md5(%(seed)s || 's' || i)::uuid, (%(codes)s::text[])[1], md5(%(seed)s || 'o0')::uuid,
       'Service ' || i, 'Prestation ' || i, ARRAY['A']
  FROM generate_series(0, %(services)s - 1) i
""",
    """
INSERT INTO service_point (id, custodian_code, organization_id, channel, point_type, status, status_until,
    name_en, name_fr, geom, address_line1, city, province, postal_code, timezone, hours, languages,
    verified_on, verified_method)
SELECT h::uuid,
       CASE WHEN municipal THEN code || '-' || lpad((1 + place)::text, 4, '0') ELSE code END,
       md5(%(seed)s || 'o' || organization)::uuid, channel,
       CASE channel WHEN 'in_person' THEN (%(types)s::text[])[1 + kind]
                    WHEN 'digital' THEN 'web_portal' ELSE 'general_enquiries' END,
       status, CASE WHEN status = 'temporarily_closed' AND kind < 4 THEN DATE '2026-09-01' + kind * 60 END,
       CASE WHEN kind <> 5 OR i %% 3 > 0 THEN city || ' ' || (%(kinds_en)s::text[])[1 + kind] || ' ' || i END,
       CASE WHEN i %% 7 > 0 OR kind = 5
            THEN (%(kinds_fr)s::text[])[1 + kind] || ' de ' || city || ' ' || i END,
       CASE WHEN channel = 'in_person' THEN ST_SetSRID(ST_MakePoint(
           round((lon + (pg_temp.r(h, 1, 20001) - 10000) * spread)::numeric, 7),
           round((lat + (pg_temp.r(h, 7, 20001) - 10000) * spread / 2)::numeric, 7)), 4326) END,
       CASE WHEN channel = 'in_person'
            THEN 1 + pg_temp.r(h, 3, 9999) || ' ' || (%(streets)s::text[])[1 + i %% %(n_streets)s] END,
       CASE WHEN channel = 'in_person' THEN city END, substr(code, 4),
       CASE WHEN channel = 'in_person'
            THEN fsa || ' ' || i %% 10 || chr(65 + i / 10 %% 8) || i / 80 %% 10 END,
       'America/Toronto', 'Mo-Fr 08:30-16:30; PH off',
       (ARRAY['{en}', '{fr}', '{en,fr}', '{en,fr,iu}', NULL])[1 + pg_temp.r(h, 9, 5)]::text[],
       DATE '2026-11-01' - pg_temp.r(h, 11, 900), 'phone'
  FROM (SELECT i, h, kind, place, code, city, lon, lat, fsa, organization,
               pg_temp.r(h, 15, 4) > 0 AS municipal,
               CASE WHEN pg_temp.r(h, 21, 20) > 1 THEN 0.00001 ELSE 0.0001 END AS spread,
               CASE WHEN r100 < 90 THEN 'in_person' WHEN r100 < 97 THEN 'call_centre'
                    ELSE 'digital' END AS channel,
               CASE WHEN pg_temp.r(h, 19, 25) > 2 THEN 'active'
                    ELSE (ARRAY['planned', 'temporarily_closed', 'permanently_closed'])
                         [1 + pg_temp.r(h, 19, 25)] END AS status
          FROM (SELECT i, h, pg_temp.r(h, 13, %(kinds)s) AS kind, pg_temp.r(h, 5, %(places)s) AS place,
                       pg_temp.r(h, 17, 100) AS r100, pg_temp.r(h, 23, %(organizations)s) AS organization
                  FROM (SELECT i, md5(%(seed)s || 'p' || i) AS h FROM generate_series(1, %(points)s) i) a) b
          JOIN unnest(%(codes)s::text[], %(names)s::text[], %(lons)s::float8[], %(lats)s::float8[],
                      %(fsas)s::text[]) WITH ORDINALITY AS t (code, city, lon, lat, fsa, n)
            ON n = 1 + place) c
 ORDER BY i
""",
    """
INSERT INTO service_at_point (id, custodian_code, service_id, point_id, delivery_level, status)
SELECT md5(p.id::text || n)::uuid, p.custodian_code,
       md5(%(seed)s || 's' || pg_temp.r(md5(p.id::text), 1 + 6 * n, %(services)s))::uuid, p.id, 'full',
       CASE WHEN pg_temp.r(md5(p.id::text), 25, 10) = 0 THEN 'inactive' ELSE 'active' END
  FROM service_point p, generate_series(0, 1) n
    ON CONFLICT DO NOTHING
""",
)


def fill(connection: Any, schema: str, points: int, seed: int = SEED) -> None:  # noqa: ANN401
    """Put ``points`` points, with what belongs to them, into an empty store; make words and indexes."""
    values = {
        "seed": str(seed),
        "points": points,
        "organizations": max(5, points // PER_ORGANIZATION),
        "services": SERVICES,
        "places": len(PLACES),
        "codes": [place[0] for place in PLACES],
        "names": [place[1] for place in PLACES],
        "lons": [place[2] for place in PLACES],
        "lats": [place[3] for place in PLACES],
        "fsas": [place[4] for place in PLACES],
        "kinds": len(KINDS),
        "kinds_en": [kind[0] for kind in KINDS],
        "kinds_fr": [kind[1] for kind in KINDS],
        "types": [kind[2] for kind in KINDS],
        "streets": list(STREETS),
        "n_streets": len(STREETS),
    }
    path = sql.SQL("SET LOCAL search_path = {}, public").format(sql.Identifier(schema))
    with connection, connection.cursor() as cursor:
        cursor.execute(path)
        cursor.execute("DROP INDEX IF EXISTS idx_point_words_words")  # made anew much faster than kept
        for statement in _STATEMENTS:
            cursor.execute(statement, values)
    with connection, connection.cursor() as cursor:
        cursor.execute(path)
        create_search(cursor, schema)
    connection.autocommit = True
    with connection.cursor() as cursor:  # what a server's autovacuum does in its own time
        for table in (*load_schema().tables, "point_words"):
            cursor.execute(sql.SQL("VACUUM ANALYZE {}").format(sql.Identifier(schema, table)))
    connection.autocommit = False
