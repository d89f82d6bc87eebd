-- What PostgreSQL runs once, when its folder is empty: a user for wijkkas that owns one database and nothing else.
\set ON_ERROR_STOP on
\set password `cat /run/secrets/database-password`
CREATE ROLE wijkkas LOGIN PASSWORD :'password';
CREATE DATABASE wijkkas OWNER wijkkas ENCODING UTF8 LOCALE 'C.UTF-8' TEMPLATE template0;
REVOKE ALL ON DATABASE wijkkas FROM public;
-- So that what was erased is gone from the disk at once, and not some minutes later.
GRANT pg_checkpoint TO wijkkas;
