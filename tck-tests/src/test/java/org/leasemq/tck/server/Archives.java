package org.leasemq.tck.server;

import java.io.File;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.ResourceAdapterArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.leasemq.tck.server.app.Database;

/** What the tests deploy. Stateless. */
final class Archives {

  private Archives() {}

  /** The resource adapter as it was built; nothing is configured. */
  static ResourceAdapterArchive adapter() {
    return adapter("leasemq.rar");
  }

  /** The same under another name. */
  static ResourceAdapterArchive adapter(String name) {
    return ShrinkWrap.create(ZipImporter.class, name)
        .importFrom(new File(System.getProperty("leasemq.rar")))
        .as(ResourceAdapterArchive.class);
  }

  /** An application whose beans are bound to the adapter, with a database of its own. */
  static WebArchive application(String name, Class<?>... classes) {
    return ShrinkWrap.create(WebArchive.class, name)
        .addClasses(Database.class)
        .addClasses(classes)
        .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
        .addAsWebInfResource("apps/jboss-ejb3.xml", "jboss-ejb3.xml")
        .addAsWebInfResource("apps/tck-ds.xml", "tck-ds.xml");
  }
}
