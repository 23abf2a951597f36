package io.fixres.trainer.run;

/** What a process that was killed does next: nothing. */
final class Killed extends Error {
    Killed() {
        super("killed");
    }
}
