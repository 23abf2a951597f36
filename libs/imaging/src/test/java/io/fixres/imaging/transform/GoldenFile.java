package io.fixres.imaging.transform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fixres.contracts.Json;
import io.fixres.imaging.FixtureImage;
import io.fixres.imaging.Native;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * What TensorFlow 2.18.1 ({@code tf}) and torchvision 0.22.1 ({@code torchvision}) computed; {@code -Dfixture=FILE} names
 * another file of the same kind, JSON or gzipped, in place of the two that are kept here.
 */
record GoldenFile(String name, JsonNode json) {
    private static final Map<String, int[]> SIZES =
            Map.of("landscape", new int[] {157, 211}, "portrait", new int[] {240, 163});

    private static final String PICTURES = "/pictures.json.gz";

    static List<GoldenFile> all() {
        Native.load();
        String file = System.getProperty("fixture");
        if (file != null && !file.isEmpty()) {
            return List.of(new GoldenFile(file, read(() -> Files.newInputStream(Path.of(file)))));
        }
        return Stream.of("/transforms.json.gz", PICTURES)
                .map(resource -> new GoldenFile(resource, read(() -> GoldenFile.class.getResourceAsStream(resource))))
                .toList();
    }

    private interface Source {
        InputStream open() throws IOException;
    }

    private static JsonNode read(Source source) {
        try (InputStream in = new BufferedInputStream(source.open())) {
            in.mark(2);
            boolean zipped = in.read() == 0x1F && in.read() == 0x8B;
            in.reset();
            return Json.mapper().readTree(zipped ? new GZIPInputStream(in) : in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the fixture", e);
        }
    }

    /** Strengths of TrivialAugment's operations under torchvision's names. */
    static Map<String, List<Double>> trivialMagnitudes() {
        Map<String, List<Double>> magnitudes = new TreeMap<>();
        read(() -> GoldenFile.class.getResourceAsStream(PICTURES))
                .at("/torchvision/trivial_magnitudes")
                .properties()
                .forEach(e -> {
                    List<Double> values = new ArrayList<>();
                    e.getValue().forEach(value -> values.add(value.asDouble()));
                    magnitudes.put(e.getKey(), values);
                });
        return magnitudes;
    }

    /** One result of a library: {@code kind} is tf, pil or tensor. */
    record Entry(GoldenFile file, String kind, String subject, String what, JsonNode expected) {
        @Override
        public String toString() {
            return kind + "/" + subject + "/" + what;
        }
    }

    /** The pictures of all files whose change is as wished. */
    static List<Entry> pictures(Predicate<String> change) {
        return entries("at").filter(e -> change.test(e.what())).toList();
    }

    /** The distributions of boxes of all files; the subject is what was drawn, {@code what} is height x width. */
    static List<Entry> boxes() {
        return entries("area_fraction").toList();
    }

    private static Stream<Entry> entries(String field) {
        List<Entry> entries = new ArrayList<>();
        for (GoldenFile file : all()) {
            for (String part : List.of("tf", "torchvision")) {
                file.json.path(part).properties().stream()
                        .filter(e -> e.getValue().has(field))
                        .forEach(e -> entries.add(entry(file, part, e.getKey(), e.getValue())));
            }
        }
        return entries.stream();
    }

    private static Entry entry(GoldenFile file, String part, String key, JsonNode value) {
        String[] names = key.split("/");
        return new Entry(
                file, names.length == 3 ? names[0] : part, names[names.length - 2], names[names.length - 1], value);
    }

    /** A picture by its name. */
    Mat picture(String picture) {
        int[] size = size(picture);
        Mat mat = new Mat(size[0], size[1], CvType.CV_8UC3);
        mat.put(0, 0, FixtureImage.rgb("transforms/" + picture, size[0], size[1]));
        return mat;
    }

    /** Height and width as the file states them, as a change that keeps them has them, or of the pictures known. */
    private int[] size(String picture) {
        JsonNode stated = json.path("images").path(picture);
        if (!stated.isArray()) {
            stated = json.path("torchvision").properties().stream()
                    .filter(e -> e.getKey().matches("(pil|tensor)/" + picture + "/(brightness|contrast|hue)_.*"))
                    .map(e -> e.getValue().path("shape"))
                    .findFirst()
                    .orElse(stated);
        }
        if (stated.isArray()) {
            return new int[] {stated.get(0).asInt(), stated.get(1).asInt()};
        }
        assertThat(SIZES).as("sizes of pictures that %s does not state", name).containsKey(picture);
        return SIZES.get(picture);
    }
}
