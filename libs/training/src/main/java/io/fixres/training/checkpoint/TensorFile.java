package io.fixres.training.checkpoint;

import io.fixres.contracts.Digests;
import io.fixres.contracts.MalformedDocumentException;
import io.fixres.contracts.format.SafetensorsHeader;
import io.fixres.contracts.format.SafetensorsHeader.Tensor;
import io.fixres.contracts.format.TensorShape;
import io.fixres.contracts.format.TensorType;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** A safetensors file of float32 and float64 tensors, written and read one tensor at a time. */
public final class TensorFile implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;
    private final SafetensorsHeader header;

    private TensorFile(Path path, FileChannel channel, SafetensorsHeader header) {
        this.path = path;
        this.channel = channel;
        this.header = header;
    }

    /**
     * A tensor to write.
     *
     * @param bytes its content, little-endian, asked for when it is its turn
     */
    public record Content(TensorShape shape, Supplier<ByteBuffer> bytes) {}

    /** Writes a file and gives its SHA-256. */
    public static String write(Path file, Map<String, Content> tensors, Map<String, String> metadata) {
        Map<String, TensorShape> shapes = new LinkedHashMap<>();
        tensors.forEach((name, content) -> shapes.put(name, content.shape()));
        MessageDigest digest = Digests.sha256();
        try (OutputStream out =
                new DigestOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 20), digest)) {
            out.write(SafetensorsHeader.layout(shapes, metadata).encode());
            byte[] chunk = new byte[1 << 16];
            for (Content content : tensors.values()) {
                ByteBuffer bytes = content.bytes().get();
                while (bytes.hasRemaining()) {
                    int n = Math.min(chunk.length, bytes.remaining());
                    bytes.get(chunk, 0, n);
                    out.write(chunk, 0, n);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * Opens a file.
     *
     * @throws MalformedDocumentException if it is not a whole safetensors file
     */
    public static TensorFile open(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(8);
            if (start.length < 8) {
                throw new MalformedDocumentException("it is too short for a safetensors file", null);
            }
            byte[] head = new byte[SafetensorsHeader.headerBytes(start)];
            System.arraycopy(start, 0, head, 0, 8);
            int read = in.readNBytes(head, 8, head.length - 8);
            if (read < head.length - 8) {
                throw new MalformedDocumentException("it is cut off in its header", null);
            }
            SafetensorsHeader header = SafetensorsHeader.decode(head, Files.size(file));
            return new TensorFile(file, FileChannel.open(file, StandardOpenOption.READ), header);
        } catch (MalformedDocumentException e) {
            throw new MalformedDocumentException(file.getFileName() + " is damaged: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** The free text entries. */
    public Map<String, String> metadata() {
        return header.metadata();
    }

    /** Names and shapes of all tensors. */
    public Map<String, Tensor> tensors() {
        return header.tensors();
    }

    /** Whether there is a tensor of this name, type and shape. */
    public boolean has(String name, TensorShape shape) {
        Tensor tensor = header.tensors().get(name);
        return tensor != null
                && tensor.type() == shape.type()
                && java.util.Arrays.equals(tensor.shape(), shape.shape());
    }

    /** What the file has under a name, for messages. */
    String describe(String name) {
        Tensor tensor = header.tensors().get(name);
        return name
                + (tensor == null ? " is missing" : " is " + tensor.type() + java.util.Arrays.toString(tensor.shape()));
    }

    /**
     * The bytes of a tensor, little-endian.
     *
     * @throws MalformedDocumentException if there is none of that name, type and shape
     */
    public ByteBuffer read(String name, TensorShape expected) {
        Tensor tensor = header.tensors().get(name);
        TensorType type = expected.type();
        if (tensor == null || tensor.type() != type || !java.util.Arrays.equals(tensor.shape(), expected.shape())) {
            throw new MalformedDocumentException(
                    path.getFileName() + ": '" + name + "' should be " + type
                            + java.util.Arrays.toString(expected.shape()) + " but is "
                            + (tensor == null ? "missing" : tensor.toString()),
                    null);
        }
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(tensor.end() - tensor.begin()))
                .order(ByteOrder.LITTLE_ENDIAN);
        try {
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, header.dataStart() + tensor.begin() + bytes.position()) < 0) {
                    throw new MalformedDocumentException(path.getFileName() + " ends within '" + name + "'", null);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
        return bytes.flip().order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close " + path, e);
        }
    }
}
