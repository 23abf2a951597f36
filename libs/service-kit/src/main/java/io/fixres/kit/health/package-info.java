/** Health that is honest about broker and store. */
package io.fixres.kit.health;
