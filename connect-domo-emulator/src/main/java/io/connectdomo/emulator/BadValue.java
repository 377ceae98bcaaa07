package io.connectdomo.emulator;

/** A cell that its column's type does not take. Never carries the value. */
final class BadValue extends Exception {
    BadValue(String why) {
        super(why, null, false, false);
    }
}
