package io.fixres.broker;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/**
 * One KRaft node, broker and controller at once, through the entry points of Kafka's own scripts: the storage is formatted
 * at the first start, and {@code Kafka.main} runs until SIGTERM. It listens on this machine only.
 */
public final class EmbeddedBroker {
    private static final String HOST = "127.0.0.1";

    private EmbeddedBroker() {}

    /**
     * Runs the broker.
     *
     * @param arguments data directory, port of clients, port of the controller
     * @throws IOException if the data directory cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 3) {
            System.err.println("usage: EmbeddedBroker <data directory> <port> <controller port>");
            System.exit(2);
        }
        Path data = Path.of(arguments[0]).toAbsolutePath();
        Path file = data.resolve("server.properties");
        Files.createDirectories(data);
        try (Writer out = Files.newBufferedWriter(file)) {
            settings(data.resolve("log"), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]))
                    .store(out, "written at every start; changes are lost");
        }
        if (!Files.exists(data.resolve("log/meta.properties"))) {
            format(file);
        }
        Kafka.main(new String[] {file.toString()});
    }

    private static void format(Path settings) {
        int code = StorageTool.execute(
                new String[] {"format", "--cluster-id", Uuid.randomUuid().toString(), "--config", settings.toString()},
                System.out);
        if (code != 0) {
            throw new IllegalStateException("cannot format the storage that " + settings + " describes: code " + code);
        }
    }

    /** Settings for one node: replication 1, small threads, and a retention that is looked at often enough for pixels. */
    static Properties settings(Path log, int port, int controllerPort) {
        Properties settings = new Properties();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.voters", "1@" + HOST + ":" + controllerPort);
        settings.put("listeners", "PLAINTEXT://" + HOST + ":" + port + ",CONTROLLER://" + HOST + ":" + controllerPort);
        settings.put("advertised.listeners", "PLAINTEXT://" + HOST + ":" + port);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("inter.broker.listener.name", "PLAINTEXT");
        settings.put("log.dirs", log.toString());
        settings.put("auto.create.topics.enable", "false");
        settings.put("default.replication.factor", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("group.coordinator.rebalance.protocols", "classic,consumer");
        settings.put("message.max.bytes", String.valueOf(8 << 20));
        settings.put("replica.fetch.max.bytes", String.valueOf(8 << 20));
        settings.put("socket.request.max.bytes", String.valueOf(32 << 20));
        settings.put("log.retention.check.interval.ms", "10000");
        settings.put("log.segment.delete.delay.ms", "5000");
        settings.put("log.cleaner.dedupe.buffer.size", String.valueOf(16 << 20));
        settings.put("log.cleaner.threads", "1");
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("background.threads", "2");
        settings.put("num.recovery.threads.per.data.dir", "2");
        return settings;
    }
}
