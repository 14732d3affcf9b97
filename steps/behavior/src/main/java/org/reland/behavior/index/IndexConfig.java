package org.reland.behavior.index;

import org.reland.kit.config.Setting;

/** Configuration of {@link IndexStep}. */
public record IndexConfig(
    @Setting(
            value =
                "how many seeds make up the pool, as a share of the users: the first that were"
                    + " drawn; 0: all of them",
            fallback = "0",
            min = 0,
            max = 1)
        double seedShare) {}
