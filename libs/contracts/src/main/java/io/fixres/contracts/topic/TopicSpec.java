package io.fixres.contracts.topic;

import java.util.Map;

/** A topic as it is created; one that exists is accepted as it is. */
public record TopicSpec(String name, int partitions, Map<String, String> configuration) {}
