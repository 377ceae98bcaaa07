package io.connectdomo.sink.appdb;

/**
 * A collection that is found by its name, and created where it is missing ({@code appdb.collection.auto.create}).
 *
 * @param datastoreId that it is in
 * @param name exact
 */
public record NewCollection(String datastoreId, String name) {}
