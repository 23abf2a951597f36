package io.fixres.page.requests;

import java.util.Optional;

/**
 * What the form sends. Exactly one of recipe and yaml, and exactly one of dataset and uri, is present.
 *
 * @param recipe name of a built-in recipe
 * @param yaml a whole recipe
 * @param dataset id of a stored dataset
 * @param uri address of an archive of class folders
 * @param seed whole number that replaces the recipe's
 * @param experiment id; default made from recipe and time
 */
public record Submission(
        Optional<String> recipe,
        Optional<String> yaml,
        Optional<String> dataset,
        Optional<String> uri,
        Optional<String> seed,
        Optional<String> experiment) {}
