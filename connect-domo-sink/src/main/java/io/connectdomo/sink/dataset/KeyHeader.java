package io.connectdomo.sink.dataset;

/** Knows the header line of delete parts once it has made a key. */
interface KeyHeader {
    byte[] keyHeader();
}
