/** Which sample stands where in an epoch, and the random numbers that belong to it: pure functions of the seed. */
package io.fixres.contracts.sampling;
