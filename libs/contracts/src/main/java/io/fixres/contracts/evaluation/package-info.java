/** What is scored, what came out, and the statistics beside it. */
package io.fixres.contracts.evaluation;
