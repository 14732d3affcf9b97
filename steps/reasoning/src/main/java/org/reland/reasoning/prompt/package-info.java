/**
 * Steps 0, 1 and 2 of the method: what the language model is asked about a seed user. The words
 * stand in template files, one a domain, under the resources of this package; {@link
 * org.reland.reasoning.prompt.TemplateFile} says how they are written.
 */
@NullMarked
package org.reland.reasoning.prompt;

import org.jspecify.annotations.NullMarked;
