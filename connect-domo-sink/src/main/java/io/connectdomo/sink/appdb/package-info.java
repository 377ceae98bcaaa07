/** Records as documents of AppDB collections. */
package io.connectdomo.sink.appdb;
