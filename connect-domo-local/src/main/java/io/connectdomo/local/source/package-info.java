/** What Domo's feeds hold, and whether topics hold it, too. */
package io.connectdomo.local.source;
