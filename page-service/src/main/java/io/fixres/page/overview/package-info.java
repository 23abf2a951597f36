/** All experiments and datasets in short. */
package io.fixres.page.overview;
