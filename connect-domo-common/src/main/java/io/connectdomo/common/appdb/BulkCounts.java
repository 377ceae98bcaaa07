package io.connectdomo.common.appdb;

import java.util.OptionalLong;

/**
 * How many documents a bulk request says that it changed (observed-behaviour.md 4). Each is empty where the reply does not say.
 */
public record BulkCounts(OptionalLong created, OptionalLong updated, OptionalLong deleted) {}
