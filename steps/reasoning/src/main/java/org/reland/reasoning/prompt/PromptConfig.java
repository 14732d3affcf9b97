package org.reland.reasoning.prompt;

import java.util.Collection;
import java.util.Map;
import org.reland.kit.config.Checked;
import org.reland.kit.config.Setting;

/** Configuration of the step {@code prompt}. */
public record PromptConfig(
    @Setting(
            value = "the prompt template that comes with the code: the domain of the items",
            fallback = "shop")
        String domain,
    @Setting(
            value = "path of a template of one's own, in place of the domain's; empty: none",
            fallback = "",
            file = true)
        String templateFile,
    @Setting(
            value =
                "what is asked: recommendation (the method's two steps) or direct (no steps, the"
                    + " ablation without the recommendation prompt)",
            fallback = "recommendation")
        String variant,
    @Setting(
            value = "items of the history that a prompt shows at most, the newest",
            fallback = "50",
            min = 1)
        int maxItems,
    @Setting(
            value = "estimated tokens of a prompt at most; the oldest items are dropped to fit",
            fallback = "4000",
            min = 50)
        int maxTokens,
    @Setting(
            value =
                "whether promotional and peripheral text is taken out of titles, by the template's"
                    + " [noise], and repeats are dropped (Step 0)",
            fallback = "false")
        boolean condense,
    @Setting(
            value = "prompts in one part; a part is one shard of inference",
            fallback = "5000",
            min = 1)
        int promptsPerPart)
    implements Checked {
  @Override
  public Map<String, Collection<String>> choices() {
    return Map.of("domain", Templates.DOMAINS, "variant", Variant.keys());
  }
}
