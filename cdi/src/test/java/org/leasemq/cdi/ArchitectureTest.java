package org.leasemq.cdi;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The module stands on the provider's public face; only one class knows Jakarta transactions. */
@AnalyzeClasses(packages = "org.leasemq.cdi", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule SEES_ONLY_THE_PUBLIC_FACE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.leasemq.jms..",
              "org.leasemq.tx..",
              "org.leasemq.engine..",
              "org.leasemq.store..",
              "org.leasemq.queue..",
              "org.leasemq.selector..");

  @ArchTest
  static final ArchRule RUNS_WITHOUT_JAKARTA_TRANSACTIONS =
      noClasses()
          .that()
          .haveNameNotMatching(".*\\.JakartaTransactions(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jakarta.transaction..");
}
