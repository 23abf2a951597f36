package io.fixres.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fixres.contracts.recipe.NetworkSpec;
import io.fixres.contracts.recipe.NetworkSpec.Precision;
import io.fixres.contracts.recipe.NetworkSpec.Stem;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counts of the networks against those published. */
class NetworksTest {
    private static NetworkSpec spec(String name, Optional<Integer> width, Optional<Stem> stem) {
        return new NetworkSpec(
                name,
                width,
                stem,
                Precision.FP32,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Network network(String name, int classes) {
        return Networks.build(spec(name, Optional.empty(), Optional.empty()), classes);
    }

    private static long parameters(Network network) {
        return network.parameters().stream().mapToLong(Variable::elements).sum();
    }

    /** keras.applications counts moving statistics, torchvision's tables do not. */
    @Test
    void kerasResNet50V2HasKerasCounts() {
        assertThat(network("keras_resnet50v2", 5).parameterCount()).isEqualTo(23_575_045);
        assertThat(network("keras_resnet50v2", 1000).parameterCount()).isEqualTo(25_613_800);
    }

    @ParameterizedTest
    @CsvSource({
        // torchvision 0.22: ResNet18_Weights and ResNet50_Weights, num_params
        "resnet18, 1000, 11689512",
        "resnet50, 1000, 25557032",
        // the book's network by hand: 4 stages of 2 blocks of 2 convolutions with biases, 3 projections without a norm
        "d2l_resnet18, 10, 11176970"
    })
    void torchNetworksHaveTheirPublishedCounts(String name, int classes, long parameters) {
        assertThat(parameters(network(name, classes))).isEqualTo(parameters);
    }

    @ParameterizedTest
    @CsvSource({
        "keras_resnet50v2, 5, 128, 1.136",
        "keras_resnet50v2, 5, 224, 3.480",
        // torchvision 0.22: _ops of the weights
        "resnet18, 1000, 224, 1.814",
        "resnet50, 1000, 224, 4.089"
    })
    void multiplyAddsAreThePublishedOnes(String name, int classes, int resolution, double billions) {
        assertThat(MultiplyAdds.of(network(name, classes), resolution) / 1e9).isCloseTo(billions, within(0.0006));
    }

    @Test
    void namesAreThoseOfThePublishedWeights() {
        assertThat(network("resnet50", 5).variables())
                .extracting(Variable::name)
                .contains(
                        "conv1.weight",
                        "bn1.running_var",
                        "layer1.0.downsample.0.weight",
                        "layer4.2.bn3.bias",
                        "fc.bias")
                .hasSize(2 + 53 + 4 * 53);
        assertThat(network("keras_resnet50v2", 5).variables())
                .extracting(Variable::name)
                .contains("conv1_conv/kernel", "conv2_block1_preact_bn/gamma", "post_bn/moving_mean", "head/kernel");
    }

    @Test
    void fineTuningOfKerasResNet50V2Trains14341Parameters() {
        var plan = TrainingPlan.of(
                network("keras_resnet50v2", 5),
                io.fixres.contracts.recipe.TrainableSet.POST_BN_AND_HEAD,
                io.fixres.contracts.recipe.BatchNormMode.TRAIN);

        assertThat(plan.trainedParameterCount()).isEqualTo(14_341);
    }

    @ParameterizedTest
    @CsvSource({"resnet18", "resnet50", "d2l_resnet18", "preact_resnet18", "keras_resnet50v2"})
    void widthAndStemAreOptions(String name) {
        Network narrow = Networks.build(spec(name, Optional.of(8), Optional.of(Stem.SMALL)), 5);
        Network wide = Networks.build(spec(name, Optional.of(16), Optional.of(Stem.IMAGENET)), 5);

        assertThat(narrow.variables().get(0).shape()).containsExactly(8, 3, 3, 3);
        assertThat(wide.variables().get(0).shape()).containsExactly(16, 3, 7, 7);
    }

    @Test
    void anUnknownNameIsAnsweredWithTheNearest() {
        assertThatThrownBy(() -> network("resnet51", 5))
                .hasMessageContaining("unknown network 'resnet51'")
                .hasMessageContaining("resnet50");
    }
}
