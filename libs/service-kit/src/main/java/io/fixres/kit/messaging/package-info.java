/** Publishing events and creating topics. */
package io.fixres.kit.messaging;
