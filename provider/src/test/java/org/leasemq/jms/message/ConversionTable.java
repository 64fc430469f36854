package org.leasemq.jms.message;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A conversion table of the specification, as text: a line for each type a value is written as, an
 * X in each column of a type it can be read as.
 */
final class ConversionTable {

  /** Table 3-2. */
  static final ConversionTable PROPERTIES =
      new ConversionTable(
          """
          _        boolean byte short int long float double String
          boolean  X       -    -     -   -    -     -      X
          byte     -       X    X     X   X    -     -      X
          short    -       -    X     X   X    -     -      X
          int      -       -    -     X   X    -     -      X
          long     -       -    -     -   X    -     -      X
          float    -       -    -     -   -    X     X      X
          double   -       -    -     -   -    -     X      X
          String   X       X    X     X   X    X     X      X
          """);

  /** Table 3-7. */
  static final ConversionTable BODIES =
      new ConversionTable(
          """
          _        boolean byte short char int long float double String byte[]
          boolean  X       -    -     -    -   -    -     -      X      -
          byte     -       X    X     -    X   X    -     -      X      -
          short    -       -    X     -    X   X    -     -      X      -
          char     -       -    -     X    -   -    -     -      X      -
          int      -       -    -     -    X   X    -     -      X      -
          long     -       -    -     -    -   X    -     -      X      -
          float    -       -    -     -    -   -    X     X      X      -
          double   -       -    -     -    -   -    -     X      X      -
          String   X       X    X     -    X   X    X     X      X      -
          byte[]   -       -    -     -    -   -    -     -      -      X
          """);

  /** What reading a null must do, by the type it is read as. */
  static final Map<String, Class<? extends Throwable>> NULL_FAILURES =
      Map.of(
          "byte", NumberFormatException.class,
          "short", NumberFormatException.class,
          "int", NumberFormatException.class,
          "long", NumberFormatException.class,
          "float", NullPointerException.class,
          "double", NullPointerException.class,
          "char", NullPointerException.class);

  private static final Map<String, Object> SAMPLES =
      Map.of(
          "boolean",
          true,
          "byte",
          (byte) -7,
          "short",
          (short) -300,
          "char",
          'x',
          "int",
          70_000,
          "long",
          5_000_000_000L,
          "float",
          1.5f,
          "double",
          2.25d,
          "String",
          "12",
          "byte[]",
          new byte[] {1, 2, 3});

  /** One field of the table. */
  record Field(String written, String read, boolean marked) {

    Object sample() {
      return SAMPLES.get(written);
    }

    /** Checks what a read gives. */
    void check(Read read) throws Exception {
      if (!marked) {
        assertThrows(MessageFormatException.class, read::get);
      } else if (sample() instanceof byte[] bytes) {
        assertArrayEquals(bytes, (byte[]) read.get());
      } else {
        assertEquals(expected(), read.get());
      }
    }

    private Object expected() {
      String text = sample().toString();
      return switch (read) {
        case "boolean" -> Boolean.valueOf(text);
        case "byte" -> Byte.valueOf(text);
        case "short" -> Short.valueOf(text);
        case "char" -> text.charAt(0);
        case "int" -> Integer.valueOf(text);
        case "long" -> Long.valueOf(text);
        case "float" -> Float.valueOf(text);
        case "double" -> Double.valueOf(text);
        default -> text;
      };
    }

    @Override
    public String toString() {
      return written + " read as " + read;
    }
  }

  /** A read of a value in one of the ways. */
  @FunctionalInterface
  interface Read {
    Object get() throws JMSException;
  }

  private final List<Field> fields = new ArrayList<>();
  private final List<String> columns;

  private ConversionTable(String table) {
    List<String> lines = table.lines().toList();
    columns = List.of(lines.get(0).split(" +", -1));
    for (String line : lines.subList(1, lines.size())) {
      String[] marks = line.split(" +", -1);
      for (int i = 1; i < marks.length; i++) {
        fields.add(new Field(marks[0], columns.get(i), marks[i].equals("X")));
      }
    }
  }

  List<Field> fields() {
    return fields;
  }

  List<String> types() {
    return columns.subList(1, columns.size());
  }
}
