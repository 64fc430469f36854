package org.leasemq;

import java.nio.file.Path;

/** Makes JDBC URLs comparable. Stateless. */
final class JdbcUrls {

  private static final String H2 = "jdbc:h2:";
  private static final String FILE = "file:";

  private JdbcUrls() {}

  /**
   * The URL with an absolute path, if it is one of an H2 file; else as it is. {@code
   * jdbc:h2:./data/orders} and {@code jdbc:h2:file:/srv/app/data/orders} may thus be equal.
   */
  static String normalised(String url) {
    if (!url.startsWith(H2)) {
      return url;
    }
    int end = url.indexOf(';') < 0 ? url.length() : url.indexOf(';');
    String location = url.substring(H2.length(), end);
    String path = location.startsWith(FILE) ? location.substring(FILE.length()) : location;
    if (path.isEmpty() || hasScheme(path)) {
      return url;
    }
    return H2 + FILE + absolute(path) + url.substring(end);
  }

  /** Whether it names another kind of store than a plain file; a drive letter is no scheme. */
  private static boolean hasScheme(String path) {
    return path.indexOf(':') > 1;
  }

  private static String absolute(String path) {
    boolean atHome = path.equals("~") || path.startsWith("~/");
    Path given =
        atHome ? Path.of(System.getProperty("user.home"), path.substring(1)) : Path.of(path);
    return given.toAbsolutePath().normalize().toString().replace('\\', '/');
  }
}
