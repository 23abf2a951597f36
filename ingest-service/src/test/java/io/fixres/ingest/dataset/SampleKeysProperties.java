package io.fixres.ingest.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.fixres.contracts.dataset.Split;
import io.fixres.contracts.recipe.SplitRule;
import io.fixres.ingest.image.ImageFormat;
import java.util.Optional;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

class SampleKeysProperties {
    private static final SplitRule RULE = new SplitRule.Tfds(90);

    @Property
    void differentFilesHaveDifferentKeysWithoutDots(
            @ForAll @Chars({'.', '_', '-'}) @CharRange(from = 'a', to = 'c') @StringLength(min = 1, max = 6) String a,
            @ForAll @Chars({'.', '_', '-'}) @CharRange(from = 'a', to = 'c') @StringLength(min = 1, max = 6) String b) {
        Assume.that(!a.equals(b));
        assertThat(SampleKeys.of(image(a + ".jpg"), "roses", RULE))
                .isNotEqualTo(SampleKeys.of(image(b + ".jpg"), "roses", RULE))
                .isNotEqualTo(SampleKeys.of(image(b + ".jpeg"), "roses", RULE))
                .doesNotContain(".");
    }

    @Example
    void aPlainNameStaysAsItIs() {
        assertThat(SampleKeys.of(image("123_abc.jpg"), "roses", RULE)).isEqualTo("roses/123_abc");
    }

    private static SpooledImage image(String file) {
        return new SpooledImage("roses", file, Optional.<Split>empty(), ImageFormat.JPEG, 0, 1, 1, 1, new byte[32]);
    }
}
