package io.connectdomo.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Hands out TCP ports of the loopback address, each only once, to JVMs that run side by side from slices of their own
 * ({@code -Dconnectdomo.fork=1} and up): a port is not bound yet when it is given. Below the range from which operating systems take the near
 * ends of outgoing connections: otherwise a client could be given the port between this look and the server's bind, or
 * while a killed server is down.
 */
final class FreePorts {
    private static final int FORKS = 4;
    private static final int SLICE = 3_000;
    private static final int LOWEST = 20_000 + Integer.getInteger("connectdomo.fork", 1) % FORKS * SLICE;
    private static final int HIGHEST = LOWEST + SLICE;
    private static final int ATTEMPTS = 1_000;

    private static final Set<Integer> GIVEN = new HashSet<>();

    private FreePorts() {}

    static synchronized int next() {
        for (int i = 0; i < ATTEMPTS; i++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (!GIVEN.contains(port) && isFree(port)) {
                GIVEN.add(port);
                return port;
            }
        }
        throw new IllegalStateException("No free port found between " + LOWEST + " and " + HIGHEST);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
