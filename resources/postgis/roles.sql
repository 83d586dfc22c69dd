-- SPDX-License-Identifier: GPL-2.0-or-later
-- Service Points: what a server's administrator does once for a database that is to hold shared stores.
-- Points de service : ce que l'administration d'un serveur exécute une fois par base de données.
--
--     psql -d DATABASE -v ON_ERROR_STOP=1 -f roles.sql
--
-- It may be run again; what is there already is left as it is. The store itself is then created by
-- "servicepoints:createstore", with an account that may create a schema:  GRANT CREATE ON DATABASE … TO …;
-- People log in with accounts of their own, which are made members of these roles:
--     GRANT casp_reader TO jane;
--     GRANT casp_reader, casp_contributor TO county_office;
--     INSERT INTO casp.contributor (login, jurisdiction_code) VALUES ('county_office', 'CA-ON-3506');
--     GRANT casp_steward TO national_steward;

BEGIN;

CREATE EXTENSION IF NOT EXISTS postgis;

-- The search of a large register needs it; where it is not installed, every search reads more.
DO $$
BEGIN
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
EXCEPTION WHEN OTHERS THEN
    RAISE NOTICE 'pg_trgm: %', SQLERRM;
END
$$;

DO $$
DECLARE
    role text;
BEGIN
    FOREACH role IN ARRAY ARRAY['casp_reader', 'casp_contributor', 'casp_steward'] LOOP
        IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = role) THEN
            EXECUTE format(
                'CREATE ROLE %I NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS', role);
        END IF;
    END LOOP;
END
$$;

COMMENT ON ROLE casp_reader IS
    'Service points: reads a shared store / Points de service : lit un dépôt partagé';
COMMENT ON ROLE casp_contributor IS
    'Service points: adds submissions of its jurisdiction / Points de service : dépose les soumissions de son administration';
COMMENT ON ROLE casp_steward IS
    'Service points: merges submissions / Points de service : fusionne les soumissions';

COMMIT;
