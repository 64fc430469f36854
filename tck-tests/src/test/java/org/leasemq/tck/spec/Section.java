package org.leasemq.tck.spec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Where the specification promises what the test checks: a section, or an interface's Javadoc. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Section {

  /** For example {@code 6.1.2}, or {@code Session.createConsumer}. */
  String value();
}
