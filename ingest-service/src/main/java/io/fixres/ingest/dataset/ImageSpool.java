package io.fixres.ingest.dataset;

import io.fixres.contracts.dataset.Split;
import io.fixres.ingest.image.CheckedImage;
import io.fixres.ingest.image.ImageFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Images in the order of the source, in two temporary files: bytes and descriptions. They are read again in the order
 * of the dataset, which is known only when the whole source was seen. Used by one thread.
 */
public final class ImageSpool implements AutoCloseable {
    private final FileChannel images;
    private final FileChannel descriptions;

    /** In an existing, empty directory. */
    public ImageSpool(Path directory) {
        try {
            images = open(directory.resolve("images.bin"));
            descriptions = open(directory.resolve("descriptions.bin"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(
                file,
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }

    /** Appends an image; gives its position for {@link #read}. */
    public long append(
            String className, String file, Optional<Split> folder, CheckedImage.Valid checked, byte[] content) {
        try {
            long offset = append(images, ByteBuffer.wrap(content));
            ByteArrayOutputStream description = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(description);
            out.writeUTF(className);
            out.writeUTF(file);
            out.writeUTF(folder.map(Split::name).orElse(""));
            out.writeUTF(checked.format().name());
            out.writeLong(offset);
            out.writeInt(content.length);
            out.writeInt(checked.width());
            out.writeInt(checked.height());
            out.write(checked.sha256());
            ByteBuffer record = ByteBuffer.allocate(Integer.BYTES + description.size());
            record.putInt(description.size()).put(description.toByteArray()).flip();
            return append(descriptions, record);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to the work directory: " + e.getMessage(), e);
        }
    }

    /** The description at a position. */
    public SpooledImage read(long position) {
        try {
            int length =
                    ByteBuffer.wrap(read(descriptions, position, Integer.BYTES)).getInt();
            DataInputStream in =
                    new DataInputStream(new ByteArrayInputStream(read(descriptions, position + Integer.BYTES, length)));
            String className = in.readUTF();
            String file = in.readUTF();
            String folder = in.readUTF();
            ImageFormat format = ImageFormat.valueOf(in.readUTF());
            return new SpooledImage(
                    className,
                    file,
                    folder.isEmpty() ? Optional.empty() : Optional.of(Split.valueOf(folder)),
                    format,
                    in.readLong(),
                    in.readInt(),
                    in.readInt(),
                    in.readInt(),
                    in.readNBytes(32));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the work directory: " + e.getMessage(), e);
        }
    }

    /** The bytes of an image. */
    public byte[] content(SpooledImage image) {
        try {
            return read(images, image.offset(), image.length());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the work directory: " + e.getMessage(), e);
        }
    }

    private static long append(FileChannel channel, ByteBuffer bytes) throws IOException {
        long position = channel.size();
        channel.position(position);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        return position;
    }

    private static byte[] read(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, position + bytes.position()) < 0) {
                throw new EOFException("at byte " + position);
            }
        }
        return bytes.array();
    }

    @Override
    public void close() {
        try (images;
                descriptions) {
            // Both files are removed as they close.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
