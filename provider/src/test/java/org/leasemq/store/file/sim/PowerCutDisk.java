package org.leasemq.store.file.sim;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.store.fs.FilePath;
import org.jspecify.annotations.Nullable;

/**
 * A disk in memory that can lose its power, for use under any H2 URL.
 *
 * <pre>{@code
 * try (PowerCutDisk disk = PowerCutDisk.create(seed)) {
 *   disk.cutAfter(120);                          // the power goes at the 121st operation from now
 *   work(disk.url("orders"));                    // ends with a PowerCutException as a cause
 *   disk.cut();                                  // now the disk has what survived, and power again
 *   check(disk.url("orders"));                   // a new URL: the former life's is dead for good
 * }
 * }</pre>
 *
 * <p>What a force made durable survives a cut. Of every later write any 4 KiB piece may be there,
 * missing or torn, whatever happens to the others; lengths and directory entries that were not
 * forced may survive or not. A failed force leaves the disk with any part of what it should have
 * forced, and later forces do not try that part again, though programs still read it (as on Linux).
 * All of it follows from the seed and the order of the operations.
 *
 * <p>An operation is a write, a change of a file's length, a force (also of a directory), the
 * creation or the removal of an entry.
 *
 * <p>Thread use: any number of threads; operations are one after another.
 */
public final class PowerCutDisk implements AutoCloseable {

  /** What goes wrong at an operation. */
  public enum Fault {
    /** This one operation fails; of a write a part may be done. */
    ERROR,
    /** From this operation on no file can grow, until {@link #heal}. */
    FULL
  }

  static final String SCHEME = "sim";

  private static final Map<String, PowerCutDisk> MOUNTED = new ConcurrentHashMap<>();
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final Random random;
  private final int number = NUMBERS.incrementAndGet();
  private Map<String, SimFile> entries = new TreeMap<>();
  private Map<String, SimFile> durableEntries = new TreeMap<>();
  private int life;
  private boolean off;
  private boolean full;
  private long operations;
  private long cutAt = Long.MAX_VALUE;
  private long faultAt = Long.MAX_VALUE;
  private Fault fault = Fault.ERROR;
  private @Nullable String failedOperation;

  private PowerCutDisk(long seed) {
    random = new Random(seed);
    MOUNTED.put(mount(), this);
  }

  /** An empty disk. */
  public static PowerCutDisk create(long seed) {
    FilePath.register(new SimFilePath());
    return new PowerCutDisk(seed);
  }

  /** The URL of a database on this disk in its present life. */
  public synchronized String url(String database) {
    return "jdbc:h2:" + path(database);
  }

  /** The H2 path of a file on this disk in its present life. */
  public synchronized String path(String name) {
    return SCHEME + ":/" + mount() + "/" + name;
  }

  /** How many operations there were, in all lives. */
  public synchronized long operations() {
    return operations;
  }

  /** Arms a cut: so many more operations succeed, and in the next the power goes. */
  public synchronized void cutAfter(long more) {
    cutAt = operations + more;
  }

  /** Arms a fault: so many more operations succeed, and the next fails. */
  public synchronized void failAfter(long more, Fault kind) {
    faultAt = operations + more;
    fault = kind;
    failedOperation = null;
  }

  /** Disarms the fault, and gives space back. */
  public synchronized void heal() {
    faultAt = Long.MAX_VALUE;
    full = false;
  }

  /** Whether the power went at the operation it was armed for. */
  public synchronized boolean isOff() {
    return off;
  }

  /** Whether the armed fault has come. */
  public synchronized boolean hasFailed() {
    return operations > faultAt;
  }

  /** The first operation that the armed fault made fail, such as {@code force orders}. */
  public synchronized Optional<String> failedOperation() {
    return Optional.ofNullable(failedOperation);
  }

  /** Cuts the power, if it is not off yet, and gives it back: a new life with what survived. */
  public synchronized void cut() {
    MOUNTED.remove(mount());
    Survival survival = new Survival(random);
    Set<String> names = new HashSet<>(entries.keySet());
    names.addAll(durableEntries.keySet());
    Map<SimFile, SimFile> survivors = new HashMap<>();
    Map<String, SimFile> after = new TreeMap<>();
    for (String name : new java.util.TreeSet<>(names)) {
      SimFile file = survival.survives() ? entries.get(name) : durableEntries.get(name);
      if (file != null && (parent(name).isEmpty() || after.containsKey(parent(name)))) {
        after.put(name, survivors.computeIfAbsent(file, f -> f.afterCut(survival)));
      }
    }
    entries = after;
    durableEntries = new TreeMap<>(after);
    off = false;
    full = false;
    cutAt = Long.MAX_VALUE;
    faultAt = Long.MAX_VALUE;
    life++;
    MOUNTED.put(mount(), this);
  }

  /** Forgets the disk. */
  @Override
  public synchronized void close() {
    MOUNTED.remove(mount());
    off = true;
  }

  private String mount() {
    return "disk" + number + "-" + life;
  }

  /** The disk of a path's first part, or null if it is of a former life. */
  static @Nullable PowerCutDisk mounted(String mount) {
    return MOUNTED.get(mount);
  }

  synchronized @Nullable SimFile find(String name) {
    return entries.get(name);
  }

  synchronized SimFile open(String name, boolean create) throws IOException {
    SimFile file = entries.get(name);
    if (file != null) {
      return file;
    }
    if (!create) {
      throw new FileNotFoundException(name);
    }
    return create(name, false);
  }

  synchronized SimFile create(String name, boolean directory) throws IOException {
    SimFile file = new SimFile(directory);
    Runnable create = () -> entries.put(name, file);
    operate("create", name, life, create, create, () -> {}, true);
    return file;
  }

  synchronized void remove(String name) throws IOException {
    Runnable remove = () -> entries.remove(name);
    operate("remove", name, life, remove, remove, () -> {}, false);
  }

  synchronized void forceDirectory(String name, int ofLife) throws IOException {
    Runnable force =
        () -> {
          durableEntries.keySet().removeIf(n -> parent(n).equals(name) && !entries.containsKey(n));
          entries.forEach(
              (n, file) -> {
                if (parent(n).equals(name)) {
                  durableEntries.put(n, file);
                }
              });
        };
    operate("force", name, ofLife, force, maybe(force), maybe(force), false);
  }

  synchronized void force(SimFile file, String name, int ofLife) throws IOException {
    Runnable fail = () -> file.failForce(new Survival(random));
    operate("force", name, ofLife, file::force, maybe(file::force), fail, false);
  }

  synchronized void setSize(SimFile file, String name, int ofLife, int size) throws IOException {
    Runnable set = () -> file.setSize(size);
    operate("resize", name, ofLife, set, set, () -> {}, size > file.size());
  }

  synchronized void write(SimFile file, String name, int ofLife, long position, byte[] bytes)
      throws IOException {
    Runnable write = () -> file.write(position, bytes, 0, bytes.length);
    Runnable part = () -> file.write(position, bytes, 0, random.nextInt(bytes.length + 1));
    boolean grows = position + bytes.length > file.size();
    operate("write", name, ofLife, write, write, part, grows);
  }

  synchronized int read(SimFile file, String name, int ofLife, long position, byte[] target)
      throws IOException {
    checkPower(name, ofLife);
    int length = (int) Math.min(target.length, file.size() - position);
    if (length > 0) {
      file.read(position, target, 0, length);
    }
    return length;
  }

  synchronized int life() {
    return life;
  }

  private Runnable maybe(Runnable action) {
    return () -> {
      if (random.nextBoolean()) {
        action.run();
      }
    };
  }

  /** Does one operation, or its version for a cut in the middle of it, or for a fault. */
  private void operate(
      String what,
      String name,
      int ofLife,
      Runnable normal,
      Runnable atCut,
      Runnable atFault,
      boolean grows)
      throws IOException {
    checkPower(name, ofLife);
    long index = operations++;
    if (index >= cutAt) {
      atCut.run();
      off = true;
      throw new PowerCutException(name);
    }
    if (index >= faultAt && fault == Fault.FULL) {
      full = true;
    }
    if ((index == faultAt && fault == Fault.ERROR) || (full && grows)) {
      atFault.run();
      failedOperation = failedOperation == null ? what + " " + name : failedOperation;
      throw new IOException((full ? "No space left on device: " : "Input/output error: ") + name);
    }
    normal.run();
  }

  private void checkPower(String name, int ofLife) throws IOException {
    if (off || ofLife != life) {
      throw new PowerCutException(name);
    }
  }

  private static String parent(String name) {
    int slash = name.lastIndexOf('/');
    return slash < 0 ? "" : name.substring(0, slash);
  }
}
