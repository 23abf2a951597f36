package io.fixres.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.Executors;
import javax.imageio.ImageIO;

/**
 * A WebDataset that is made while it is read, so that it takes no disk: tar shards of JPEGs with class numbers at an
 * address on this machine. Some hundred pictures are drawn; each sample carries its number in a comment, so that no two
 * files are equal.
 */
final class SyntheticShards implements AutoCloseable {
    static final int CLASSES = 100;
    static final int SIZE = 32;

    private static final int PICTURES = 256;
    private static final int BLOCK = 512;
    private static final int PER_SHARD = 10_000;

    private final int samples;
    private final byte[][] pictures = new byte[PICTURES][];
    private final HttpServer server;

    SyntheticShards(int samples) {
        this.samples = samples;
        Random random = new Random(1);
        for (int i = 0; i < PICTURES; i++) {
            pictures[i] = draw(random);
        }
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on this machine", e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "shards");
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
    }

    /** All shards in one text. */
    String address() {
        int last = (samples - 1) / PER_SHARD;
        return "http://localhost:%d/shard-{000000..%06d}.tar"
                .formatted(server.getAddress().getPort(), last);
    }

    /** The class of a sample. */
    static int label(int sample) {
        return Math.floorMod(sample * 7919, CLASSES);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        int shard = Integer.parseInt(path.replaceAll("[^0-9]", ""));
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = new BufferedOutputStream(exchange.getResponseBody(), 1 << 16)) {
            int end = Math.min(samples, (shard + 1) * PER_SHARD);
            for (int sample = shard * PER_SHARD; sample < end; sample++) {
                entry(out, "%08d.cls".formatted(sample), ascii(String.valueOf(label(sample))));
                entry(out, "%08d.jpg".formatted(sample), numbered(pictures[sample % PICTURES], sample));
            }
            out.write(new byte[2 * BLOCK]);
        }
    }

    /** The picture with a comment segment (ITU-T T.81, B.2.4.5) of 8 bytes behind its start. */
    private static byte[] numbered(byte[] jpeg, long sample) {
        return ByteBuffer.allocate(jpeg.length + 12)
                .put(jpeg, 0, 2)
                .putShort((short) 0xFFFE)
                .putShort((short) 10)
                .putLong(sample)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    /** A file in a tar (POSIX.1-1988, ustar). */
    private static void entry(OutputStream out, String name, byte[] content) throws IOException {
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(
                header,
                100,
                "0000644\0" + "0000000\0" + "0000000\0" + "%011o\0".formatted(content.length) + "00000000000\0");
        put(header, 148, "        0");
        put(header, 257, "ustar\00000");
        int sum = 0;
        for (byte value : header) {
            sum += value & 255;
        }
        put(header, 148, "%06o\0 ".formatted(sum));
        out.write(header);
        out.write(content);
        out.write(new byte[Math.floorMod(-content.length, BLOCK)]);
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = ascii(text);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] draw(Random random) {
        BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
        int hue = random.nextInt(1 << 24);
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                image.setRGB(x, y, hue ^ (x * 4 << 16 | y * 4 << 8) ^ random.nextInt(32));
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpg", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
