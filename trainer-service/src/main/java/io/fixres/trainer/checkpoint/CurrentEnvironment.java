package io.fixres.trainer.checkpoint;

import io.fixres.contracts.experiment.CheckpointManifest.Environment;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** Describes this process for the manifests of its checkpoints. */
public final class CurrentEnvironment {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final String UNKNOWN = "unknown";

    private CurrentEnvironment() {}

    /** With what the learner says about its engine. */
    public static Environment of(String engine, String trainer) {
        return new Environment(
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                engine,
                processorModel(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                trainer,
                commit());
    }

    private static String processorModel() {
        if (!Files.isReadable(PROCESSORS)) {
            return System.getProperty("os.arch");
        }
        try {
            return Files.readAllLines(PROCESSORS).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + PROCESSORS, e);
        }
    }

    /** Written by the build; an image that is built without the repository has none. */
    private static String commit() {
        try (InputStream in = CurrentEnvironment.class.getResourceAsStream("/git.properties")) {
            if (in == null) {
                return UNKNOWN;
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("git.commit.id.full", UNKNOWN);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read git.properties", e);
        }
    }
}
