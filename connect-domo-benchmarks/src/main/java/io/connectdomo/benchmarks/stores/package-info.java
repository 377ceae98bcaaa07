/** How fast documents and files go to Domo, beside bare HTTP with the same bodies. */
package io.connectdomo.benchmarks.stores;
