package io.pgretype.session;

/** A setting of PostgreSQL by its name, with a value that needs no escaping. */
record Setting(String name, String value) {}
