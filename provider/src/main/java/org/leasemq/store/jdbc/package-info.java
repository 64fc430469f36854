/** The store on a SQL database: SQL per table, dialects, schema versions. */
@NullMarked
package org.leasemq.store.jdbc;

import org.jspecify.annotations.NullMarked;
