package org.leasemq;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/** The package table of the design: an arrow only downwards. Think hard before changing it. */
@AnalyzeClasses(packages = "org.leasemq", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  /** The one place where the system's clock is taken, as the store's. */
  private static final String CLOCK = "org.leasemq.store.jdbc.JdbcStores";

  @ArchTest
  static final ArchRule PACKAGES_LOOK_DOWNWARDS =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer("root")
          .definedBy("org.leasemq")
          .layer("jndi")
          .definedBy("org.leasemq.jndi..")
          .layer("jms")
          .definedBy("org.leasemq.jms")
          .layer("jms.message")
          .definedBy("org.leasemq.jms.message..")
          .layer("tx")
          .definedBy("org.leasemq.tx..")
          .layer("engine")
          .definedBy("org.leasemq.engine..")
          .layer("selector")
          .definedBy("org.leasemq.selector..")
          .layer("store")
          .definedBy("org.leasemq.store")
          .layer("store.jdbc")
          .definedBy("org.leasemq.store.jdbc..")
          .layer("store.file")
          .definedBy("org.leasemq.store.file..")
          .layer("queue")
          .definedBy("org.leasemq.queue..")
          .whereLayer("jndi")
          .mayOnlyBeAccessedByLayers("root")
          .whereLayer("jndi")
          .mayOnlyAccessLayers("root")
          .whereLayer("jms")
          .mayOnlyAccessLayers("jms.message", "tx", "engine", "selector", "store", "queue")
          .whereLayer("jms.message")
          .mayOnlyAccessLayers("queue")
          .whereLayer("tx")
          .mayOnlyAccessLayers("engine", "store", "queue")
          .whereLayer("engine")
          .mayOnlyAccessLayers("store", "selector", "queue")
          .whereLayer("selector")
          .mayNotAccessAnyLayer()
          .whereLayer("store")
          .mayOnlyAccessLayers("queue")
          .whereLayer("store.jdbc")
          .mayOnlyAccessLayers("store", "store.file", "queue")
          .whereLayer("store.file")
          .mayNotAccessAnyLayer()
          .whereLayer("store.file")
          .mayOnlyBeAccessedByLayers("store.jdbc")
          .whereLayer("queue")
          .mayNotAccessAnyLayer();

  /** The public face and what looks names up in it are one on top: jndi uses root, root may all. */
  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("org.leasemq.(**)").should().beFreeOfCycles().allowEmptyShould(true);

  @ArchTest
  static final ArchRule TIME_COMES_FROM_THE_STORE =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(CLOCK)
          .and()
          // Tells a person since when a store is in use, and decides nothing.
          .doNotHaveFullyQualifiedName("org.leasemq.store.file.StoreOwner")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(InstantSource.class, "system")
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callMethod(Clock.class, "systemDefaultZone")
          .orShould()
          .callMethod(Clock.class, "system", java.time.ZoneId.class);

  @ArchTest
  static final ArchRule NOBODY_SLEEPS =
      noClasses()
          .should()
          .callMethod(Thread.class, "sleep", long.class)
          .orShould()
          .callMethod(Thread.class, "sleep", long.class, int.class);

  @ArchTest
  static final ArchRule QUEUE_IS_PURE =
      noClasses()
          .that()
          .resideInAPackage("org.leasemq.queue..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("jakarta..", "java.sql..", "javax.sql..", "java.util.concurrent..")
                  .or(resideInAPackage("java.lang").and(new IsThread())))
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Executor.class);

  private static final class IsThread
      extends com.tngtech.archunit.base.DescribedPredicate<
          com.tngtech.archunit.core.domain.JavaClass> {
    IsThread() {
      super("are threads");
    }

    @Override
    public boolean test(com.tngtech.archunit.core.domain.JavaClass type) {
      return type.isAssignableTo(Thread.class);
    }
  }
}
