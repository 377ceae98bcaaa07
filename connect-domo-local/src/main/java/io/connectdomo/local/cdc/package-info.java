/** A database's tables compared with the DataSets that they stream into. */
package io.connectdomo.local.cdc;
