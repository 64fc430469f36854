package org.leasemq.store.file;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Who has a store: a sentence in the journal's third block, for the one who is refused to read. */
final class StoreOwner {

  private static final int MAGIC = 0x4c4d514f;

  private StoreOwner() {}

  /** Describes this process; the time is for people, and decides nothing. */
  static String thisProcess(Optional<String> nodeName) {
    return "process "
        + ProcessHandle.current().pid()
        + " on host "
        + host()
        + nodeName.map(name -> " (node " + name + ")").orElse("")
        + " since "
        + Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
  }

  static void write(RawFile journal, String owner) throws IOException {
    byte[] bytes = new byte[Layout.BLOCK];
    byte[] text = owner.getBytes(StandardCharsets.UTF_8);
    ByteBuffer.wrap(bytes).putInt(MAGIC).putInt(text.length).put(text);
    journal.write(Layout.OWNER_AT, bytes, 0, bytes.length);
  }

  /** Reads who has it, without touching anything; the owner may not have written it yet. */
  static String read(RawFile journal) throws IOException {
    if (journal.size() >= Layout.SEGMENTS_AT) {
      byte[] bytes = new byte[Layout.BLOCK];
      journal.read(Layout.OWNER_AT, bytes, 0, bytes.length);
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      int magic = buffer.getInt();
      int length = buffer.getInt();
      if (magic == MAGIC && length >= 0 && length <= buffer.remaining()) {
        return new String(bytes, buffer.position(), length, StandardCharsets.UTF_8);
      }
    }
    return "another process";
  }

  private static String host() {
    for (String variable : new String[] {"HOSTNAME", "COMPUTERNAME"}) {
      String name = System.getenv(variable);
      if (name != null && !name.isBlank()) {
        return name;
      }
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }
}
