/**
 * Parses and evaluates message selectors over a property source. Knows nothing else.
 *
 * <p>The grammar is {@code SelectorParser.jj}. The parser builds a tree of immutable {@link
 * Expression} records through {@link Operand}, which checks what the grammar leaves open. Where
 * section 3.8 of the Jakarta Messaging specification is silent, {@link Selector} says what holds.
 */
@NullMarked
package org.leasemq.selector;

import org.jspecify.annotations.NullMarked;
