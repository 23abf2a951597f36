package io.fixres.augment.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class ImageWorkersTest {
    @Test
    void eachIndexIsRunOnceHoweverManyCallersThereAre() throws Exception {
        // Given
        ImageWorkers workers = new ImageWorkers(3);
        ExecutorService callers = Executors.newFixedThreadPool(8);
        AtomicIntegerArray runs = new AtomicIntegerArray(50 * 20);

        // When
        List<Future<?>> calls = new ArrayList<>();
        for (int call = 0; call < 50; call++) {
            int from = call * 20;
            calls.add(callers.submit(() -> workers.forEach(20, i -> runs.incrementAndGet(from + i))));
        }
        for (Future<?> call : calls) {
            call.get();
        }

        // Then
        for (int i = 0; i < runs.length(); i++) {
            assertThat(runs.get(i)).isEqualTo(1);
        }
        callers.shutdown();
    }

    @Test
    void neverMoreThreadsWorkThanAllowed() throws Exception {
        // Given
        ImageWorkers workers = new ImageWorkers(2);
        ExecutorService callers = Executors.newFixedThreadPool(6);
        AtomicInteger atWork = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();

        // When
        List<Future<?>> calls = new ArrayList<>();
        for (int call = 0; call < 6; call++) {
            calls.add(callers.submit(() -> workers.forEach(50, i -> {
                most.accumulateAndGet(atWork.incrementAndGet(), Math::max);
                Thread.onSpinWait();
                atWork.decrementAndGet();
            })));
        }
        for (Future<?> call : calls) {
            call.get();
        }

        // Then
        assertThat(most.get()).isBetween(1, 2);
        callers.shutdown();
    }

    @Test
    void theFirstFailureIsThrownAndTheWorkersGoOn() {
        // Given
        ImageWorkers workers = new ImageWorkers(2);

        // When / Then
        assertThatThrownBy(() -> workers.forEach(10, i -> {
                    throw new IllegalArgumentException("image " + i);
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("image ");
        AtomicInteger done = new AtomicInteger();
        workers.forEach(10, i -> done.incrementAndGet());
        assertThat(done.get()).isEqualTo(10);
    }
}
