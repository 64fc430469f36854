/**
 * The whole provider, driven through JMS, on a disk whose power is cut and which fails: what the
 * application was told is compared with what is there afterwards.
 */
@NullMarked
package org.leasemq.cuts;

import org.jspecify.annotations.NullMarked;
