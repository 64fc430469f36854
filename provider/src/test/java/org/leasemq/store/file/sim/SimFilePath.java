package org.leasemq.store.file.sim;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.List;
import org.h2.message.DbException;
import org.h2.store.fs.FilePath;
import org.jspecify.annotations.Nullable;

/**
 * H2's way to {@link PowerCutDisk}: {@code sim:/DISK-LIFE/name}.
 *
 * <p>Thread use: immutable after it was made.
 */
final class SimFilePath extends FilePath {

  @Override
  public FilePath getPath(String path) {
    SimFilePath result = new SimFilePath();
    result.name = path;
    return result;
  }

  @Override
  public String getScheme() {
    return PowerCutDisk.SCHEME;
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    PowerCutDisk disk = disk();
    if (disk == null) {
      throw new PowerCutException(name);
    }
    SimFile file = isRoot() ? new SimFile(true) : disk.open(entry(), !mode.equals("r"));
    return new SimChannel(disk, file, entry());
  }

  @Override
  public boolean exists() {
    return isRoot() || file() != null;
  }

  @Override
  public boolean isDirectory() {
    SimFile file = file();
    return isRoot() || (file != null && file.isDirectory);
  }

  @Override
  public boolean isRegularFile() {
    return exists() && !isDirectory();
  }

  @Override
  public long size() {
    SimFile file = file();
    return file == null ? 0 : file.size();
  }

  @Override
  public boolean createFile() {
    return create(false);
  }

  @Override
  public void createDirectory() {
    create(true);
  }

  private boolean create(boolean directory) {
    PowerCutDisk disk = disk();
    try {
      if (disk == null) {
        throw new PowerCutException(name);
      }
      if (exists()) {
        return false;
      }
      disk.create(entry(), directory);
      return true;
    } catch (IOException e) {
      throw DbException.convertIOException(e, name);
    }
  }

  @Override
  public void delete() {
    PowerCutDisk disk = disk();
    try {
      if (disk != null && exists()) {
        disk.remove(entry());
      }
    } catch (IOException e) {
      throw DbException.convertIOException(e, name);
    }
  }

  @Override
  public void moveTo(FilePath newName, boolean atomicReplace) {
    throw DbException.getUnsupportedException("rename " + name);
  }

  @Override
  public List<FilePath> newDirectoryStream() {
    return List.of();
  }

  @Override
  public FilePath toRealPath() {
    return this;
  }

  @Override
  public @Nullable FilePath getParent() {
    int slash = name.lastIndexOf('/');
    return isRoot() ? null : getPath(name.substring(0, slash));
  }

  @Override
  public boolean isAbsolute() {
    return true;
  }

  @Override
  public long lastModified() {
    return 0;
  }

  @Override
  public boolean canWrite() {
    return true;
  }

  @Override
  public boolean setReadOnly() {
    return false;
  }

  private boolean isRoot() {
    return entry().isEmpty();
  }

  private @Nullable SimFile file() {
    PowerCutDisk disk = disk();
    return disk == null || isRoot() ? null : disk.find(entry());
  }

  private @Nullable PowerCutDisk disk() {
    return PowerCutDisk.mounted(parts()[0]);
  }

  private String entry() {
    String[] parts = parts();
    return parts.length < 2 ? "" : parts[1];
  }

  /** The mount, and the rest if there is one. */
  private String[] parts() {
    return name.substring(PowerCutDisk.SCHEME.length() + 2).split("/", 2);
  }
}
