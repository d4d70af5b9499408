-- Who derives that somebody is forgotten forgets what they were called, too: in the log, and in the directory.
grant execute on function log.redact to trekker_consumer;
grant execute on function directory.release to trekker_consumer;
