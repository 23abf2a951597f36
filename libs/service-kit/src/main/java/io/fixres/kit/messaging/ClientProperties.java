package io.fixres.kit.messaging;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** Properties that every Kafka client of a process shares. */
public final class ClientProperties {
    private ClientProperties() {}

    /**
     * Bootstrap servers plus a file of client properties (TLS, SASL).
     *
     * @throws IllegalArgumentException if the file does not exist
     */
    public static Map<String, Object> of(String bootstrapServers, Optional<Path> file) {
        Map<String, Object> properties = new HashMap<>();
        file.ifPresent(path -> properties.putAll(read(path)));
        properties.put("bootstrap.servers", bootstrapServers);
        return properties;
    }

    private static Map<String, Object> read(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new IllegalArgumentException("Kafka client properties '" + path
                    + "' is not a file: give a file as kafka-console-producer" + " takes with --command-config");
        }
        try (Reader in = Files.newBufferedReader(path)) {
            Properties properties = new Properties();
            properties.load(in);
            Map<String, Object> map = new HashMap<>();
            properties.stringPropertyNames().forEach(name -> map.put(name, properties.getProperty(name)));
            return map;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read Kafka client properties " + path, e);
        }
    }
}
