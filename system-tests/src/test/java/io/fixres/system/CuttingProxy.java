package io.fixres.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** A TCP proxy in front of a store that cuts connections, one after the other, once they have answered so many bytes. */
final class CuttingProxy implements AutoCloseable {
    private final ServerSocket server;
    private final URI target;
    private final Queue<Long> cuts = new ConcurrentLinkedQueue<>();
    private final long large;
    private final AtomicLong answered = new AtomicLong();

    private CuttingProxy(ServerSocket server, URI target, long large) {
        this.server = server;
        this.target = target;
        this.large = large;
    }

    /**
     * Listens on a free port.
     *
     * @param large answers that are shorter are not cut
     */
    static CuttingProxy before(URI target, long large) throws IOException {
        CuttingProxy proxy = new CuttingProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target, large);
        daemon(proxy::accept);
        return proxy;
    }

    /** The next connections that answer much are cut after so many bytes. */
    void cutAfter(long... bytes) {
        for (long count : bytes) {
            cuts.add(count);
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** Bytes that came from the store since the last call. */
    long answered() {
        return answered.getAndSet(0);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                Socket store = new Socket(target.getHost(), target.getPort());
                daemon(() -> copy(client, store, false));
                daemon(() -> copy(store, client, true));
            }
        } catch (IOException e) {
            if (!server.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void copy(Socket from, Socket to, boolean answer) {
        byte[] buffer = new byte[16 << 10];
        long total = 0;
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
                out.flush();
                total += n;
                if (answer) {
                    answered.addAndGet(n);
                    Long cut = total > large ? cuts.peek() : null;
                    if (cut != null && total >= cut) {
                        cuts.poll();
                        return;
                    }
                }
            }
        } catch (IOException e) {
            // the other side has closed, and this one follows
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "cutting-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
