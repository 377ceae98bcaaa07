/** The main class of the local stack's PostgreSQL process. */
package io.connectdomo.local.postgres;
