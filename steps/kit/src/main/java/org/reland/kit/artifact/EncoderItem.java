package org.reland.kit.artifact;

/**
 * One item of the frozen behavior encoder; raw id, because the encoder outlives the run that
 * trained it.
 *
 * @param degree training interactions of the item
 * @param vector the item's propagated embedding h_i
 */
public record EncoderItem(String id, int degree, float[] vector) {}
