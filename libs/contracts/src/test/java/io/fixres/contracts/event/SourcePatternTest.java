package io.fixres.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourcePatternTest {
    @Test
    void aRangeKeepsItsLeadingZeros() {
        assertThat(SourcePattern.expand("s3://b/x-{000008..000011}.tar"))
                .containsExactly(
                        "s3://b/x-000008.tar", "s3://b/x-000009.tar", "s3://b/x-000010.tar", "s3://b/x-000011.tar");
        assertThat(SourcePattern.expand("/x/{9..10}.tar")).containsExactly("/x/9.tar", "/x/10.tar");
    }

    @Test
    void wordsAndRangesMultiply() {
        assertThat(SourcePattern.expand("/x/{train,val}-{0..1}.tar"))
                .containsExactly("/x/train-0.tar", "/x/train-1.tar", "/x/val-0.tar", "/x/val-1.tar");
    }

    @Test
    void addressesAreDividedByTwoColons() {
        assertThat(SourcePattern.expand("http://a/{0..1}.tar::s3://b/c.tar::/d.tar"))
                .containsExactly("http://a/0.tar", "http://a/1.tar", "s3://b/c.tar", "/d.tar");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/x/flowers.tgz",
                "http://[::1]:9000/x.tar",
                "http://[fe80::a]/x.tar",
                "/odd/{name}.tar",
                "/odd/{a..b}"
            })
    void whatIsNoPatternIsOneAddress(String address) {
        assertThat(SourcePattern.expand(address)).containsExactly(address);
    }

    @Test
    void aRangeThatEndsBeforeItBeginsIsRefused() {
        assertThatThrownBy(() -> SourcePattern.expand("/x/{9..3}.tar"))
                .hasMessageContaining("/x/{9..3}.tar")
                .hasMessageContaining("ends before it begins");
    }

    @Test
    void aPatternOfMillionsIsRefusedBeforeItFillsMemory() {
        assertThatThrownBy(() -> SourcePattern.expand("/x/{0..999999999}/{0..999999999}.tar"))
                .hasMessageContaining("more than 100000 addresses");
    }
}
