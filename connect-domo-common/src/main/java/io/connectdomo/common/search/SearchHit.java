package io.connectdomo.common.search;

/**
 * One result of a search.
 *
 * @param id of the found entity, such as a DataSet's; never null
 * @param name as the index knows it; never null
 */
public record SearchHit(String id, String name) {}
