package org.leasemq.queue;

import java.util.HexFormat;

/**
 * The id of an XA transaction branch, as bytes in hexadecimal so that it compares by value.
 * Immutable.
 */
public record BranchId(int formatId, String globalTransaction, String qualifier) {

  private static final HexFormat HEX = HexFormat.of();

  /** The branch with these X/Open identifiers. */
  public static BranchId of(int formatId, byte[] globalTransaction, byte[] qualifier) {
    return new BranchId(formatId, HEX.formatHex(globalTransaction), HEX.formatHex(qualifier));
  }

  /** The text from which {@link #parse} makes the same id. */
  @Override
  public String toString() {
    return formatId + ":" + globalTransaction + ":" + qualifier;
  }

  /** The id whose {@link #toString()} is the given text. */
  public static BranchId parse(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("Not a branch id: '" + text + "'");
    }
    return new BranchId(Integer.parseInt(parts[0]), parts[1], parts[2]);
  }

  /** The global transaction id's bytes. */
  public byte[] globalTransactionBytes() {
    return HEX.parseHex(globalTransaction);
  }

  /** The branch qualifier's bytes. */
  public byte[] qualifierBytes() {
    return HEX.parseHex(qualifier);
  }
}
