package org.reland.kit.step;

/**
 * What a step wants of the machine.
 *
 * @param memoryMiB heap that it needs at most for the data it was built for
 * @param parallel whether it makes use of more than one core
 */
public record Resources(int memoryMiB, boolean parallel) {}
