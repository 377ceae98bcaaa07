package io.connectdomo.local.quickstart;

import java.time.Duration;
import java.util.Map;

/**
 * Where things stand.
 *
 * @param elapsed since the first order
 * @param produced orders sent to the topic
 * @param arrived rows that can be queried
 * @param commits of the DataSet
 * @param newest the row with the highest order number; empty while there is none
 */
record Progress(Duration elapsed, long produced, long arrived, int commits, Map<String, String> newest) {}
