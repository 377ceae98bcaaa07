/** Asking Domo about a configuration before a connector runs, within the time that a worker waits for an answer. */
package io.connectdomo.common.validation;
