package org.leasemq.store.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.concurrent.Executor;
import org.h2.api.ErrorCode;
import org.h2.message.DbException;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * H2's file system of journaled files: a database on any other H2 file system, which the rest of
 * the name says ({@code leasemq:/data/orders}, {@code leasemq:sim:/x}).
 *
 * <p>Only the database file is journaled. H2's temporary files go to the default disk's temporary
 * directory; a trace file is switched off by {@link JournaledFile#jdbcUrl}; anything else that H2
 * would write here (a full compaction at {@code SHUTDOWN COMPACT}, for one) is refused.
 *
 * <p>Thread use: immutable after H2 made it.
 */
public class JournaledFilePath extends FilePathWrapper {

  /** The scheme in the names. */
  public static final String SCHEME = "leasemq";

  /** For H2. */
  public JournaledFilePath() {}

  @Override
  public String getScheme() {
    return SCHEME;
  }

  /** Runs the checkpoints; the simulator's tests want an order that can be repeated. */
  Executor checkpointExecutor() {
    return task -> {
      Thread thread = new Thread(task, "leasemq-checkpoint");
      thread.setDaemon(true);
      thread.start();
    };
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    JournaledPathName parsed = parsed();
    if (!parsed.isDatabase()) {
      throw new IOException("H2 may open nothing but its database here: " + name);
    }
    if (!mode.equals("rw")) {
      throw new IOException(
          "The store must be writable: check the permissions of " + getBase() + " and its journal");
    }
    FilePath journal = FilePath.get(parsed.journal());
    StoreOpener opener = new StoreOpener(getBase(), journal, parsed.settings());
    return new JournaledChannel(opener.open(checkpointExecutor()), getBase().toString());
  }

  @Override
  protected FilePath unwrap(String path) {
    return FilePath.get(parse(path).file());
  }

  @Override
  protected String getPrefix() {
    return getScheme() + ":" + parsed().prefix();
  }

  @Override
  public FilePathWrapper toRealPath() {
    String real = getBase().toRealPath().toString();
    if (!parsed().isDatabase()) {
      return getPath(getPrefix() + real);
    }
    if (!real.endsWith(JournaledPathName.DATABASE_SUFFIX)) {
      throw DbException.get(
          ErrorCode.IO_EXCEPTION_1, "a link must point to a name ending in .leasemq.db: " + real);
    }
    return database(real);
  }

  @Override
  public void createDirectory() {
    super.createDirectory();
    try {
      RawFile.forceDirectory(getBase().getParent());
    } catch (IOException e) {
      throw DbException.convertIOException(e, name);
    }
  }

  /** The databases alone, as H2 names them: it looks for what to back up. */
  @Override
  public List<FilePath> newDirectoryStream() {
    return getBase().newDirectoryStream().stream()
        .map(FilePath::toString)
        .filter(file -> file.endsWith(JournaledPathName.DATABASE_SUFFIX))
        .<FilePath>map(this::database)
        .toList();
  }

  private FilePathWrapper database(String file) {
    int end = file.length() - JournaledPathName.DATABASE_SUFFIX.length();
    return getPath(getPrefix() + file.substring(0, end) + JournaledPathName.H2_SUFFIX);
  }

  @Override
  public FilePath createTempFile(String suffix, boolean inTempDir) throws IOException {
    return FilePath.get(SCHEME).createTempFile(suffix, true);
  }

  @Override
  public void delete() {
    throw DbException.getUnsupportedException("delete " + name);
  }

  @Override
  public void moveTo(FilePath newName, boolean atomicReplace) {
    throw DbException.getUnsupportedException("rename " + name);
  }

  @Override
  public boolean createFile() {
    throw DbException.getUnsupportedException("create " + name);
  }

  @Override
  public OutputStream newOutputStream(boolean append) throws IOException {
    throw new IOException("H2 may write nothing but its database here: " + name);
  }

  @Override
  public InputStream newInputStream() throws IOException {
    throw new IOException("H2 may read nothing but its database here: " + name);
  }

  private JournaledPathName parsed() {
    return parse(name);
  }

  private JournaledPathName parse(String path) {
    return JournaledPathName.parse(path.substring(getScheme().length() + 1));
  }
}
