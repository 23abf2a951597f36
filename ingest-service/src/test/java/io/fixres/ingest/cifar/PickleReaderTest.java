package io.fixres.ingest.cifar;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PickleReaderTest {
    private static final String PYTHON = System.getProperty("fixres.python", "python3");

    @TempDir
    private Path directory;

    @Test
    void aBatchIsReadRowByRow() throws RefusedPickleException {
        // Given
        byte[] data = new byte[2 * 3072];
        new Random(1).nextBytes(data);

        // When
        PickledBatch batch = PickledBatch.read(Pickles.batch(data, List.of(3, 9)));

        // Then
        assertThat(batch.size()).isEqualTo(2);
        assertThat(batch.label(1)).isEqualTo(9);
        assertThat(batch.planes(1)).isEqualTo(Arrays.copyOfRange(data, 3072, 6144));
    }

    /** Not run where the Python of {@code -Dfixres.python} (default {@code python3}) lacks NumPy. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "pickle.dump({b'data': a, b'labels': [4, 7]}, f, protocol=2)",
                "pickle.dump({'data': a, 'labels': [4, 7], 'filenames': ['x.png', 'y.png']}, f, protocol=3)",
                "pickle.dump({b'data': a, b'labels': [4, 7]}, f, protocol=4)",
                "pickle.dump({'data': numpy.asfortranarray(a), 'labels': [4, 7]}, f, protocol=4)",
            })
    void whatPython3WritesIsReadToo(String dump) throws Exception {
        // Given
        assumeTrue(run("import numpy"), PYTHON + " cannot import numpy");
        String code = "import pickle, numpy\n"
                + "a = (numpy.arange(2 * 3072) % 251).astype('uint8').reshape(2, 3072)\n"
                + "with open('batch', 'wb') as f:\n    " + dump + "\n";
        assertThat(run(code)).as(Files.readString(directory.resolve("log"))).isTrue();

        // When
        PickledBatch batch = PickledBatch.read(Files.readAllBytes(directory.resolve("batch")));

        // Then
        assertThat(batch.label(0)).isEqualTo(4);
        assertThat(batch.label(1)).isEqualTo(7);
        byte[] second = new byte[3072];
        for (int i = 0; i < second.length; i++) {
            second[i] = (byte) ((3072 + i) % 251);
        }
        assertThat(batch.planes(1)).isEqualTo(second);
    }

    @Test
    void whateverIsCutOffIsRefused() {
        // Given
        byte[] whole = Pickles.batch(new byte[3072], List.of(1));

        // When / Then
        for (int length = 2; length < whole.length; length += length < 200 ? 1 : 97) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> PickledBatch.read(cut)).isInstanceOf(RefusedPickleException.class);
        }
    }

    @Test
    void aChangedByteNeverDoesMoreThanBeRefused() {
        // Given
        byte[] whole = Pickles.batch(new byte[3072], List.of(1));
        int header = whole.length - 3072;

        // When / Then
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            byte[] changed = whole.clone();
            changed[2 + random.nextInt(header - 60)] = (byte) random.nextInt(256);
            try {
                assertThat(PickledBatch.read(changed).size()).isEqualTo(1);
            } catch (RefusedPickleException e) {
                assertThat(e).hasMessageMatching("(?s)it .*|'data' .*");
            }
        }
    }

    @Test
    void otherNamesAndOperationsAreRefusedByName() {
        assertThatThrownBy(() -> new PickleReader(
                                new Pickles().op("c__builtin__\neval\n").end())
                        .read())
                .hasMessageContaining("'__builtin__.eval'");
        // INST, OBJ, NEWOBJ, PERSID, EXT1: other ways to make objects
        for (int operation : new int[] {'i', 'o', 0x81, 'P', 0x82}) {
            assertThatThrownBy(() ->
                            new PickleReader(new Pickles().bytes(operation).end()).read())
                    .isInstanceOf(RefusedPickleException.class)
                    .hasMessageContaining("operation 0x%02x at byte 2".formatted(operation));
        }
    }

    @Test
    void endlessOperationsAreRefused() {
        // Given
        Pickles pickle = new Pickles();
        for (int i = 0; i < 600_000; i++) {
            pickle.op("]");
        }

        // When / Then
        assertThatThrownBy(() -> new PickleReader(pickle.end()).read())
                .hasMessageContaining("more than 500000 operations");
    }

    @Test
    void anAnnouncedLengthIsNotTakenForGranted() {
        assertThatThrownBy(() -> new PickleReader(
                                new Pickles().op("T").bytes(255, 255, 255, 127).end())
                        .read())
                .hasMessageContaining("announces 2147483647 bytes");
    }

    @Test
    void anArrayOfAnotherTypeOrShapeIsRefused() {
        assertThatThrownBy(() -> PickledBatch.read(Pickles.batch(new byte[100], List.of(1))))
                .hasMessageContaining("'data' is 1 x 100 and there are 1 labels");
        assertThatThrownBy(() -> PickledBatch.read(Pickles.names(List.of("a"))))
                .hasMessageContaining("a batch has an array 'data' and a list 'labels'");
    }

    private boolean run(String code) throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve("code.py"), code);
        try {
            Process process = new ProcessBuilder(PYTHON, file.toString())
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("log").toFile())
                    .start();
            return process.waitFor(2, MINUTES) && process.exitValue() == 0;
        } catch (IOException e) {
            return false; // there is no such program
        }
    }
}
