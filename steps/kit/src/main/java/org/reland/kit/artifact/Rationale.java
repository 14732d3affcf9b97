package org.reland.kit.artifact;

import java.util.List;

/**
 * What the language model answered for one seed user, parsed.
 *
 * @param id the seed's raw user id
 * @param status ok, partial (something missing) or failed (nothing usable); see reasoning's parser
 * @param preference Step 1: the preference in one sentence, shown to people
 * @param categories Step 2: recommended categories
 * @param items Step 2: recommended items, as the model named them
 * @param step2 the text of Step 2, the part that is encoded
 * @param text the whole reply
 */
public record Rationale(
    String id,
    String status,
    String preference,
    List<String> categories,
    List<String> items,
    String step2,
    String text) {}
