/** What the emulator's page needs and no part of the emulator: its files, and what is computed of commits. Depends on nothing here. */
package io.connectdomo.emulator.page;
