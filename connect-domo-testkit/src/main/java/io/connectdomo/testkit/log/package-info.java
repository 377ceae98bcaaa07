/** Where tests log to: a file of each class, which its failures name; and how a test listens to a log. */
package io.connectdomo.testkit.log;
