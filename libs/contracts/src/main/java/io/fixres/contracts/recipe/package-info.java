/** Recipes: what is trained, in which phases, and how it is scored. */
package io.fixres.contracts.recipe;
