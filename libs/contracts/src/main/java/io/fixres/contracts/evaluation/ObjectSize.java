package io.fixres.contracts.evaluation;

/**
 * How large objects look to the network: by how much its transforms scale an image, as the geometric mean of both
 * directions. Measured on the transforms' own geometry, drawn for the sizes of the split's images.
 *
 * @param phase whose train transform it is: the one that trained the whole network
 * @param train mean scale of the train transform
 * @param test mean scale of the test transform
 * @param ratio mean of test scale / train scale, pair by pair; about .8 for a centre crop of 224 from 256 after random
 *     resized crops of 224 (Touvron et al., NeurIPS 2019, section 3)
 * @param draws number of pairs
 */
public record ObjectSize(String phase, double train, double test, double ratio, int draws) {}
