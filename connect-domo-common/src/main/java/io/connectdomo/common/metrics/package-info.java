/** What is measured, under which names, and how it gets into JMX; knows nothing of sinks and sources but the names. */
package io.connectdomo.common.metrics;
