package io.fixres.contracts.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fixres.contracts.MalformedDocumentException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchRecordFormatTest {
    private static byte[] record(int n, int resolution) {
        SafetensorsHeader header = BatchRecordFormat.header(n, resolution);
        ByteBuffer value = ByteBuffer.allocate((int) header.fileBytes()).order(ByteOrder.LITTLE_ENDIAN);
        value.put(header.encode());
        for (int i = 0; i < n; i++) {
            value.putLong(100 + i);
        }
        for (int i = 0; i < n; i++) {
            value.putLong(7L * i);
        }
        while (value.hasRemaining()) {
            value.put((byte) value.position());
        }
        return value.array();
    }

    @Test
    void aRecordIsReadBack() {
        // Given
        byte[] value = record(3, 4);

        // When
        BatchRecord read = BatchRecordFormat.read(value);

        // Then
        assertThat(read.labels()).containsExactly(100, 101, 102);
        assertThat(read.positions()).containsExactly(0, 7, 14);
        assertThat(read.height()).isEqualTo(4);
        assertThat(read.width()).isEqualTo(4);
        assertThat(read.pixels().remaining()).isEqualTo(3 * 4 * 4 * 3);
        assertThat(read.pixels().get(0)).isEqualTo((byte) (value.length - 144));
        assertThat(read.pixels().get(143)).isEqualTo((byte) (value.length - 1));
    }

    @ParameterizedTest
    @CsvSource({"32, 300", "128, 18", "224, 6", "600, 1"})
    void aRecordStaysUnderItsSizeAndHoldsOneImageAtLeast(int resolution, int images) {
        assertThat(BatchRecordFormat.maxImages(resolution)).isEqualTo(images);
    }

    @Test
    void aRecordWithoutPositionsIsRefused() {
        // Given
        Map<String, TensorShape> shapes = new LinkedHashMap<>();
        shapes.put(BatchRecordFormat.LABELS, new TensorShape(TensorType.I64, 1));
        shapes.put(BatchRecordFormat.IMAGES, new TensorShape(TensorType.U8, 1, 2, 2, 3));
        SafetensorsHeader header = SafetensorsHeader.layout(shapes, Map.of());
        byte[] value = ByteBuffer.allocate((int) header.fileBytes())
                .put(header.encode())
                .array();

        // When / Then
        assertThatThrownBy(() -> BatchRecordFormat.read(value))
                .isInstanceOf(MalformedDocumentException.class)
                .hasMessageContaining("needs 'positions' of type I64");
    }

    @Test
    void aRecordWhoseCountsDifferIsRefused() {
        // Given
        Map<String, TensorShape> shapes = new LinkedHashMap<>();
        shapes.put(BatchRecordFormat.LABELS, new TensorShape(TensorType.I64, 2));
        shapes.put(BatchRecordFormat.POSITIONS, new TensorShape(TensorType.I64, 1));
        shapes.put(BatchRecordFormat.IMAGES, new TensorShape(TensorType.U8, 1, 2, 2, 3));
        SafetensorsHeader header = SafetensorsHeader.layout(shapes, Map.of());
        byte[] value = ByteBuffer.allocate((int) header.fileBytes())
                .put(header.encode())
                .array();

        // When / Then
        assertThatThrownBy(() -> BatchRecordFormat.read(value)).isInstanceOf(MalformedDocumentException.class);
    }

    @Test
    void theChecksumIsCrc32c() {
        // The check value of RFC 3720's polynomial (CRC-32C of the digits 1 to 9).
        assertThat(BatchRecordFormat.crc32c("123456789".getBytes(UTF_8))).isEqualTo("e3069283");
    }
}
