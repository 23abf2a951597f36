package io.fixres.contracts.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fixres.contracts.MalformedDocumentException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsHeaderTest {
    /** As {@code safetensors.numpy.save({"a": numpy.array([1.0], "float32")})} writes it. */
    private static final String PYTHON = "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}";

    private static byte[] file(String json, int dataBytes) {
        byte[] text = json.getBytes(UTF_8);
        return ByteBuffer.allocate(8 + text.length + dataBytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.length)
                .put(text)
                .array();
    }

    private static SafetensorsHeader decode(String json, int dataBytes) {
        byte[] file = file(json, dataBytes);
        return SafetensorsHeader.decode(file, file.length);
    }

    private static SafetensorsHeader layout() {
        Map<String, TensorShape> shapes = new LinkedHashMap<>();
        shapes.put("weights", new TensorShape(TensorType.F32, 2, 3));
        shapes.put("steps", new TensorShape(TensorType.I64));
        shapes.put("none", new TensorShape(TensorType.BF16, 0, 4));
        return SafetensorsHeader.layout(shapes, Map.of("network", "preact_resnet18 \"wide\""));
    }

    @Test
    void aHeaderSurvivesTheTrip() {
        // Given
        SafetensorsHeader header = layout();

        // When
        SafetensorsHeader again = SafetensorsHeader.decode(header.encode(), header.fileBytes());

        // Then
        assertThat(again).isEqualTo(header);
    }

    @Test
    void tensorsFollowEachOtherFromAnAlignedStart() {
        // When
        SafetensorsHeader header = layout();

        // Then
        assertThat(header.dataStart() % 8).isZero();
        assertThat(header.tensors().get("weights").begin()).isZero();
        assertThat(header.tensors().get("steps").begin()).isEqualTo(24);
        assertThat(header.tensors().get("none").elements()).isZero();
        assertThat(header.fileBytes()).isEqualTo(header.dataStart() + 32);
    }

    @Test
    void aFileOfThePythonLibraryIsRead() {
        // When
        SafetensorsHeader header = decode(PYTHON, 4);

        // Then
        assertThat(header.tensors())
                .containsExactly(Map.entry("a", new SafetensorsHeader.Tensor(TensorType.F32, new long[] {1}, 0, 4)));
        assertThat(header.metadata()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a":{"dtype":"F16","shape":[2],"data_offsets":[0,4]}}           | tensor 'a' has the type 'F16'
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}           | tensor 'a'
            {"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}          | tensor 'a'
            {"a":{"dtype":"F32","shape":[-1],"data_offsets":[4,0]}}          | tensor 'a'
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}           | tensor 'a'
            {"a":{"dtype":"F32","data_offsets":[0,8]}}                       | tensor 'a'
            {"a":7}                                                          | tensor 'a' has the type ''
            {"a":{                                                           | not JSON
            """)
    void aHeaderThatDoesNotFitItsFileIsRefused(String json, String message) {
        assertThatThrownBy(() -> decode(json, 4))
                .isInstanceOf(MalformedDocumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aFileThatIsCutOffIsRefused() {
        // Given
        byte[] file = file(PYTHON, 4);

        // When / Then
        assertThatThrownBy(() -> SafetensorsHeader.decode(file, file.length - 1))
                .hasMessageContaining("does not fit");
        assertThatThrownBy(() -> SafetensorsHeader.decode(Arrays.copyOf(file, 20), file.length))
                .hasMessageContaining("cut off");
        assertThatThrownBy(() -> SafetensorsHeader.decode(new byte[7], 7)).hasMessageContaining("has 7 bytes");
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "100000001", "-1"})
    void aHeaderLengthBeyondTheFormatIsRefused(long length) {
        // Given
        byte[] eight = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .array();

        // When / Then
        assertThatThrownBy(() -> SafetensorsHeader.headerBytes(eight))
                .hasMessageContaining("header length is " + length);
    }

    @Test
    void equalContentGivesEqualBytesWhateverTheOrderOfTheMetadata() {
        // Given
        Map<String, TensorShape> shapes = Map.of("a", new TensorShape(TensorType.F32, 2));
        Map<String, String> forwards = new java.util.LinkedHashMap<>();
        forwards.put("network", "x");
        forwards.put("classes", "5");
        Map<String, String> backwards = new java.util.LinkedHashMap<>();
        backwards.put("classes", "5");
        backwards.put("network", "x");

        // When
        byte[] first = SafetensorsHeader.layout(shapes, forwards).encode();

        // Then
        assertThat(SafetensorsHeader.layout(shapes, backwards).encode()).isEqualTo(first);
    }
}
