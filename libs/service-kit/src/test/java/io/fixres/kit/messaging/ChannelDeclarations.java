package io.fixres.kit.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The rule that each incoming channel states who reads, how offsets are committed and where failures go. In YAML a key with
 * dots must be written as nested keys: SmallRye Config quotes {@code group.id:} and the connector then never sees it.
 */
public final class ChannelDeclarations {
    private static final List<String> REQUIRED = List.of(
            "connector",
            "topic",
            "group.id",
            "auto.offset.reset",
            "commit-strategy",
            "failure-strategy",
            "partition.assignment.strategy");

    private ChannelDeclarations() {}

    /** What is missing in an application.yaml, one line each; empty if every incoming channel is complete. */
    public static List<String> missing(InputStream applicationYaml) throws IOException {
        JsonNode incoming =
                new ObjectMapper(new YAMLFactory()).readTree(applicationYaml).at("/mp/messaging/incoming");
        List<String> missing = new ArrayList<>();
        if (incoming.isEmpty()) {
            missing.add("no channel under mp.messaging.incoming");
        }
        incoming.properties().forEach(channel -> {
            dotted(channel.getKey(), channel.getValue(), missing);
            for (String key : REQUIRED) {
                if (lookUp(channel.getValue(), key).isMissingNode()) {
                    missing.add(channel.getKey() + ": " + key);
                }
            }
            boolean deadLetters =
                    lookUp(channel.getValue(), "failure-strategy").asText().equals("dead-letter-queue");
            if (deadLetters
                    && lookUp(channel.getValue(), "dead-letter-queue.topic").isMissingNode()) {
                missing.add(channel.getKey() + ": dead-letter-queue.topic");
            }
        });
        return missing;
    }

    private static void dotted(String path, JsonNode node, List<String> missing) {
        node.properties().forEach(field -> {
            if (field.getKey().contains(".")) {
                missing.add(path + ": write '" + field.getKey() + "' as nested keys, or it is ignored");
            }
            dotted(path, field.getValue(), missing);
        });
    }

    private static JsonNode lookUp(JsonNode channel, String key) {
        return channel.at("/" + key.replace('.', '/'));
    }
}
