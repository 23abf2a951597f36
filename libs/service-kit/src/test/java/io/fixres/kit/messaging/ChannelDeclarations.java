package io.fixres.kit.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** The rule that each incoming channel states who reads, how offsets are committed and where failures go. */
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

    /** A dotted key may be written as one name or as nested ones. */
    private static JsonNode lookUp(JsonNode channel, String key) {
        JsonNode whole = channel.path(key);
        return whole.isMissingNode() ? channel.at("/" + key.replace('.', '/')) : whole;
    }
}
