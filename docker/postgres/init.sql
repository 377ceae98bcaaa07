-- What README.md asks of a database, in the demo's: a publication of the whole schema, and a user who may read it.
CREATE PUBLICATION domo FOR TABLES IN SCHEMA public;
CREATE ROLE debezium LOGIN REPLICATION PASSWORD 'demo';
GRANT SELECT ON ALL TABLES IN SCHEMA public TO debezium;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO debezium;
