package org.reland.kit.artifact;

/**
 * What the language model is asked about one seed user. The text never holds a raw id.
 *
 * @param id the seed's raw user id
 * @param text the whole prompt
 * @param template name and digest of the template it was made from
 * @param items how many items of the history it shows
 * @param tokens estimated tokens of the text
 */
public record Prompt(String id, String text, String template, int items, int tokens) {}
