/** Keeps some pictures of each phase as the trainer got them. */
package io.fixres.page.pictures;
