package io.fixres.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The build check on dependencies between modules refuses a forbidden arrow. */
class ModuleArrowsIT {
    private static final Path ROOT = Path.of(System.getProperty("fixres.root"));

    @Test
    void contractsWithAKafkaDependencyDoNotBuild(@TempDir Path copy) throws IOException, InterruptedException {
        // Given
        copyOf(
                "pom.xml",
                copy,
                text -> text.replaceAll(
                        "(?s)<modules>.*</modules>", "<modules><module>libs/contracts</module></modules>"));
        copyOf(
                "libs/contracts/pom.xml",
                copy,
                text -> text.replaceFirst(
                        "<dependencies>",
                        "<dependencies><dependency><groupId>org.apache.kafka</groupId><artifactId>kafka-clients</artifactId>"
                                + "<version>4.1.1</version></dependency>"));
        copyOf("mvnw", copy, text -> text);
        copyOf(".mvn/wrapper/maven-wrapper.properties", copy, text -> text);

        // When
        Process maven = new ProcessBuilder(
                        List.of("sh", "mvnw", "-B", "-ntp", "-o", "-pl", "libs/contracts", "validate"))
                .directory(copy.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(maven.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        // Then
        assertThat(maven.waitFor()).as(output).isNotZero();
        assertThat(output).contains("org.apache.kafka:kafka-clients", "This module may not depend on these");
    }

    private static void copyOf(String name, Path copy, java.util.function.UnaryOperator<String> change)
            throws IOException {
        Path target = copy.resolve(name);
        Files.createDirectories(target.getParent());
        Files.writeString(target, change.apply(Files.readString(ROOT.resolve(name))));
    }
}
