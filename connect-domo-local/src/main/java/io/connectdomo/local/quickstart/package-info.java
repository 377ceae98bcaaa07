/** What {@code ./quickstart} runs. */
package io.connectdomo.local.quickstart;
