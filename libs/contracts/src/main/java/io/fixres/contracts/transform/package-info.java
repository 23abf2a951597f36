/** Image transforms as data: what a recipe writes and an order carries. {@code libs/imaging} runs them. */
package io.fixres.contracts.transform;
