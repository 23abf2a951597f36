package io.fixres.cli.stack;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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

    /** Class path of the broker or the store. */
    String classPath(String module) {
        Path target = root.resolve("cli").resolve(module).resolve("target");
        Path jar = present(target.resolve("fixres-" + module + "-" + VERSION + ".jar"));
        return String.join(File.pathSeparator, List.of(jar.toString(), target.resolve("lib") + File.separator + "*"));
    }

    /** The agent that ends a process with its parent. */
    Path lifeline() {
        return present(root.resolve("cli/lifeline/target/fixres-lifeline-" + VERSION + ".jar"));
    }

    private static Path present(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalStateException(
                    file + " is missing: build the project with ./mvnw -DskipTests package, or start with ./fixres");
        }
        return file;
    }
}
