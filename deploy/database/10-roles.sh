#!/bin/sh
# Run once, by PostgreSQL's image, when the data folder is made: the roles, and who may connect.
#   mydimos_owner  owns the database and its tables; used by setup and backup only
#   mydimos_app    holds the rights on the tables; nobody logs in as it
#   mydimos_office what a request of the office becomes: it sees the people of some departments
#   mydimos_web    what web and worker log in as
set -eu
psql --set=ON_ERROR_STOP=1 --quiet --username="$POSTGRES_USER" --dbname="$POSTGRES_DB" \
  --set=owner_password="$DB_OWNER_PASSWORD" --set=web_password="$DB_WEB_PASSWORD" <<'SQL'
CREATE ROLE mydimos_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE mydimos_app NOLOGIN;
CREATE ROLE mydimos_office NOLOGIN NOINHERIT;
CREATE ROLE mydimos_web LOGIN PASSWORD :'web_password' IN ROLE mydimos_app CONNECTION LIMIT 90;
-- From PostgreSQL 16 on the login role has the office's rights only after SET ROLE; on 15 it has them
-- always, which are fewer than those it has as mydimos_app.
SELECT CASE WHEN current_setting('server_version_num')::int >= 160000
  THEN 'GRANT mydimos_office TO mydimos_web WITH INHERIT FALSE, SET TRUE'
  ELSE 'GRANT mydimos_office TO mydimos_web' END \gexec
CREATE DATABASE mydimos OWNER mydimos_owner;
REVOKE ALL ON DATABASE mydimos, postgres, template1 FROM PUBLIC;
GRANT CONNECT ON DATABASE mydimos TO mydimos_web;
ALTER ROLE mydimos_web SET statement_timeout = '30s';
ALTER ROLE mydimos_web SET idle_in_transaction_session_timeout = '60s';
SQL
