package io.fixres.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The data path beside tf.data, torchvision and Kafka's own tools. */
public final class DataBenchmark {
    private static final int IMAGES = 2560;
    private static final long WHOLE_CACHE = 4L << 30;
    private static final int SETTLE_MS = 300;

    private final Path root;
    private final LocalStack stack;
    private final String dataset;
    private final Path images;
    private final Settings settings;

    private DataBenchmark(Path root, LocalStack stack, String dataset, Path images, Settings settings) {
        this.root = root;
        this.stack = stack;
        this.dataset = dataset;
        this.images = images;
        this.settings = settings;
    }

    /** What the command line says. */
    private record Settings(String tensorflow, String torch, int rounds, int threads, int seconds) {}

    /**
     * Measures.
     *
     * @param arguments the project's folder, archive of images, a Python with TensorFlow, one with torchvision, rounds,
     *     threads, seconds of a round through Kafka, cases
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path root = Path.of(arguments[0]);
        Path archive = Path.of(arguments[1]).toAbsolutePath();
        Settings settings = new Settings(
                arguments[2],
                arguments[3],
                Integer.parseInt(arguments[4]),
                Integer.parseInt(arguments[5]),
                Integer.parseInt(arguments[6]));
        Path home = root.resolve("benchmarks/target/data");
        Path images = Pictures.unpacked(archive, home.resolve("images"));
        try (LocalStack stack = LocalStack.start(root, home.resolve("home"))) {
            Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop-stack"));
            DataBenchmark benchmark = new DataBenchmark(root, stack, stack.dataset(archive), images, settings);
            for (String name : arguments[7].split(",")) {
                benchmark.run(name);
            }
        }
    }

    private void run(String name) throws InterruptedException {
        switch (name) {
            case "cold" -> {
                inProcess(
                        "cold",
                        "keras_fixres_train",
                        128,
                        0,
                        Map.of("cold", "tf.data", "cold_crop", "tf.data, box only"));
                beside(
                        torch(),
                        "torchvision",
                        "cold",
                        "keras_fixres_train",
                        128,
                        0,
                        Map.of("cold", "torchvision, PIL", "cold_tensor", "torchvision, tensors"));
            }
            case "warm" -> inProcess("warm", "keras_fixres_train", 128, WHOLE_CACHE, Map.of("warm", "tf.data, cached"));
            case "warm_224" ->
                inProcess("warm_224", "keras_fixres_finetune", 224, WHOLE_CACHE, Map.of("warm_224", "tf.data, cached"));
            case "kafka" -> throughKafka().throughput(settings.rounds(), settings.seconds());
            case "memory" -> throughKafka().memory();
            case "scale" -> throughKafka().scaling(settings.rounds(), settings.seconds());
            case "feed" -> new FeedShare(stack, dataset).measure(settings.rounds(), settings.threads(), Map.of());
            default -> throw new IllegalArgumentException("there is no case '" + name + "'");
        }
    }

    private void inProcess(String name, String transform, int resolution, long cache, Map<String, String> cases)
            throws InterruptedException {
        beside(tensorflow(), "tf.data", name, transform, resolution, cache, cases);
    }

    private ThroughKafka throughKafka() {
        return new ThroughKafka(root, stack, dataset);
    }

    private Peer tensorflow() {
        return peer(settings.tensorflow(), "tensorflow");
    }

    private Peer torch() {
        return peer(settings.torch(), "pytorch");
    }

    private Peer peer(String python, String folder) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("THREADS", String.valueOf(settings.threads()));
        environment.put("IMAGES", images.toString());
        environment.put("TF_CPP_MIN_LOG_LEVEL", "2");
        return Peer.start(
                python, root.resolve("benchmarks/peers").resolve(folder).resolve("load_images.py"), environment);
    }

    private void beside(
            Peer peer,
            String library,
            String name,
            String transform,
            int resolution,
            long cache,
            Map<String, String> cases)
            throws InterruptedException {
        try (peer;
                InProcess ours = new InProcess(
                        stack.store(),
                        dataset,
                        stack.home().resolve("shards"),
                        transform,
                        resolution,
                        cache,
                        settings.threads())) {
            System.out.println(
                    library + " " + peer.greeting().path("version").asText() + ", " + settings.threads() + " threads");
            System.out.println(PairedRates.header("images/s"));
            for (Map.Entry<String, String> entry : cases.entrySet()) {
                PairedRates rates = new PairedRates();
                PairedRates perProcessor = new PairedRates();
                ours.seconds(cache > 0 ? (int) (2 * ours.samples()) : IMAGES);
                peer.ask(entry.getKey() + " " + IMAGES);
                for (int round = 0; round < settings.rounds(); round++) {
                    double used = processorSeconds();
                    double mine = ours.seconds(IMAGES);
                    used = processorSeconds() - used;
                    JsonNode theirs = peer.ask(entry.getKey() + " " + IMAGES);
                    rates.round(IMAGES / mine, IMAGES / theirs.get(0).asDouble());
                    perProcessor.round(IMAGES / used, IMAGES / theirs.get(1).asDouble());
                    Thread.sleep(SETTLE_MS); // until the peer's prefetch buffers are full
                }
                System.out.println(perProcessor.row(name + ", a second of one processor", entry.getValue()));
                System.out.println(rates.row(name, entry.getValue()));
            }
        }
    }

    /** Of all threads of this process, the compiler's and the collector's too. */
    private static double processorSeconds() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / 1e9;
    }
}
