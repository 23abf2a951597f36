package io.fixres.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.fixres.contracts.experiment.ExperimentId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class RequestsTest {
    @Property(tries = 200)
    void anyRecipeNameGivesAnIdThatServicesTake(@ForAll String name) {
        assertThat(ExperimentId.check(Requests.newId(name))).isNotEmpty();
    }
}
