package io.fixres.cli.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Hands out ports of this machine, none twice. */
final class Ports {
    private final Set<Integer> given = new HashSet<>();

    /**
     * The port asked for.
     *
     * @throws IllegalArgumentException if another process has it
     */
    int exactly(String option, int port) {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException(option + " is " + port + " but must be 1 to 65535");
        }
        if (!free(port) || !given.add(port)) {
            throw new IllegalArgumentException(option + " is " + port
                    + " but another process listens there: choose another, or leave the option out for a free one");
        }
        return port;
    }

    /** The port last used if it is free, else any free one. */
    int preferably(Optional<Integer> last) {
        if (last.isPresent() && free(last.get()) && given.add(last.get())) {
            return last.get();
        }
        return any();
    }

    /** Any free port. */
    int any() {
        while (true) {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                if (given.add(socket.getLocalPort())) {
                    return socket.getLocalPort();
                }
            } catch (IOException e) {
                throw new UncheckedIOException("this machine has no free port", e);
            }
        }
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
