package io.fixres.cli.stack;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The built project: where the programs of the stack lie.
 *
 * @param root top folder of the project
 */
public record Installation(Path root) {
    private static final String VERSION = "0.1.0";

    /**
     * From the system property {@code fixres.root}, which the {@code fixres} script sets.
     *
     * @throws IllegalStateException if it is not set
     */
    public static Installation current() {
        String root = System.getProperty("fixres.root");
        if (root == null) {
            throw new IllegalStateException("the embedded stack is started by the script ./fixres: the system property"
                    + " fixres.root is not set");
        }
        return new Installation(Path.of(root).toAbsolutePath().normalize());
    }

    /** Runnable jar of a service, as the images start it. */
    Path service(String name) {
        return present(root.resolve(name).resolve("target/quarkus-app/quarkus-run.jar"));
    }

    /** Class path of the broker, the store or the predictor. */
    String classPath(String module) {
        Path target = root.resolve("cli").resolve(module).resolve("target");
        Path jar = present(target.resolve("fixres-" + module + "-" + VERSION + ".jar"));
        return withLibraries(jar, target);
    }

    private static String withLibraries(Path jar, Path target) {
        return String.join(File.pathSeparator, List.of(jar.toString(), target.resolve("lib") + File.separator + "*"));
    }

    /** The agent that ends a process with its parent. */
    Path lifeline() {
        return present(root.resolve("cli/lifeline/target/fixres-lifeline-" + VERSION + ".jar"));
    }

    /** Java, its options and the main class of the process that classifies; its arguments follow. */
    public List<String> predictor() {
        return torchProgram(classPath("predictor"), "512m", "io.fixres.predictor.Predictor");
    }

    /** Java, its options and the main class of the process that scores; its arguments follow. */
    public List<String> evaluator() {
        return torchProgram(classPath("predictor"), "2g", "io.fixres.predictor.Evaluator");
    }

    /** Java, its options and the main class of a benchmark; its arguments follow. */
    public List<String> benchmark(String main) {
        Path target = root.resolve("benchmarks/target");
        Path jar = present(target.resolve("fixres-benchmarks-" + VERSION + ".jar"));
        return torchProgram(withLibraries(jar, target), "2g", main);
    }

    private static List<String> torchProgram(String classPath, String heap, String main) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-Dai.djl.offline=true",
                "-Dai.djl.pytorch.graph_optimizer=false",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                classPath,
                main);
    }

    /** What PyTorch needs: memory that is kept between steps, threads that sleep when idle, nothing sent home. */
    public static void torchEnvironment(Map<String, String> environment) {
        // Idle OpenMP threads spin for some microseconds and then sleep: processors are shared with augmenters.
        environment.put("GOMP_SPINCOUNT", "20000");
        environment.put("MALLOC_ARENA_MAX", "1");
        environment.put("MALLOC_TRIM_THRESHOLD_", "20000000000");
        environment.put("MALLOC_MMAP_THRESHOLD_", "20000000000");
        environment.put("OPT_OUT_TRACKING", "true");
        environment.put("TORCH_CPP_LOG_LEVEL", "ERROR");
        environment.putIfAbsent("DJL_CACHE_DIR", nativeCache().toString());
    }

    /** Where the engine unpacks its native libraries, the same for every home. */
    public static Path nativeCache() {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path base =
                cache != null && !cache.isBlank() ? Path.of(cache) : Path.of(System.getProperty("user.home"), ".cache");
        return base.resolve("fixres").resolve("djl");
    }

    private static Path present(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalStateException(
                    file + " is missing: build the project with ./mvnw -DskipTests package, or start with ./fixres");
        }
        return file;
    }
}
