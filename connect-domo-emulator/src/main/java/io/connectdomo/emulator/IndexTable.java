package io.connectdomo.emulator;

/** The H2 table that holds a DataSet's queryable rows. {@code name} needs no quoting. */
record IndexTable(String name, Schema schema) {}
