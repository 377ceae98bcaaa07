/** What runs inside the processes that the local stack starts. */
package io.connectdomo.local.child;
