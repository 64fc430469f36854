package org.leasemq.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leasemq.queue.DeadLetterMark;
import org.leasemq.queue.MessageGroup;
import org.leasemq.queue.MessageTraits;
import org.leasemq.queue.QueueName;
import org.leasemq.queue.StoredBody;
import org.leasemq.queue.StoredMessage;

/** The messages. For the pipeline's thread only. */
final class DeliveryTable {

  private static final String COLUMNS =
      "id, queue_id, channel, rank, receive_count, priority, persistent, expires_at, group_id,"
          + " payload_id, body_length, headers, body, mark";

  private static final String INSERT =
      "INSERT INTO delivery(" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private static final String BY_RANK =
      "SELECT "
          + COLUMNS
          + " FROM delivery WHERE channel = ? AND rank > ? AND rank < ? ORDER BY channel, rank"
          + " FETCH FIRST ? ROWS ONLY";

  private final Database database;
  private final PayloadTable payloads;

  DeliveryTable(Database database, PayloadTable payloads) {
    this.database = database;
    this.payloads = payloads;
  }

  void insert(Row row) throws SQLException {
    Row.Place place = row.place();
    MessageTraits traits = row.message().traits();
    PreparedStatement insert = database.prepare(INSERT);
    insert.setLong(1, place.id());
    insert.setLong(2, place.queue());
    insert.setLong(3, place.channel());
    insert.setLong(4, place.rank());
    insert.setInt(5, row.receiveCount());
    insert.setInt(6, traits.priority());
    insert.setBoolean(7, traits.persistent());
    setLongOrNull(insert, 8, place.expiresAt());
    MessageGroup group = traits.group();
    insert.setString(9, group == null ? null : group.value());
    setLongOrNull(insert, 10, place.payload());
    insert.setInt(11, (int) row.message().size() - row.message().headers().length);
    insert.setBytes(12, row.message().headers());
    insert.setBytes(13, place.payload() == 0 ? row.message().body() : null);
    insert.setString(14, markText(row.mark()));
    insert.executeUpdate();
  }

  void delete(Row.Place place) throws SQLException {
    PreparedStatement delete = database.prepare("DELETE FROM delivery WHERE id = ?");
    delete.setLong(1, place.id());
    delete.executeUpdate();
    if (place.payload() != 0) {
      payloads.release(place.payload());
    }
  }

  /** Moves a row to another place of its queue. */
  void move(Row.Place to, int receiveCount) throws SQLException {
    database.update(
        "UPDATE delivery SET channel = ?, rank = ?, receive_count = ? WHERE id = ?",
        to.channel(),
        to.rank(),
        receiveCount,
        to.id());
  }

  /** Moves a row to another queue, where it starts anew. */
  void transfer(Row.Place to, @Nullable DeadLetterMark mark) throws SQLException {
    database.update(
        """
        UPDATE delivery SET queue_id = ?, channel = ?, rank = ?, receive_count = 0,
          expires_at = ?, mark = COALESCE(?, mark) WHERE id = ?
        """,
        to.queue(),
        to.channel(),
        to.rank(),
        to.expiresAt() == 0 ? null : to.expiresAt(),
        markText(mark),
        to.id());
  }

  void writeReceiveCount(long id, int receiveCount) throws SQLException {
    PreparedStatement update =
        database.prepare("UPDATE delivery SET receive_count = ? WHERE id = ?");
    update.setInt(1, receiveCount);
    update.setLong(2, id);
    update.executeUpdate();
  }

  /** Rows of a channel with a rank in between, both excluded. */
  List<Row> byRank(long channel, long after, long before, int most) throws SQLException {
    return rows(byRankQuery(channel, after, before, most));
  }

  private PreparedStatement byRankQuery(long channel, long after, long before, int most)
      throws SQLException {
    PreparedStatement query = database.prepare(BY_RANK);
    query.setLong(1, channel);
    query.setLong(2, after);
    query.setLong(3, before);
    query.setInt(4, most);
    return query;
  }

  /** Some rows of a channel, and whether these are all. */
  record Page(List<Row> rows, boolean isLast) {}

  /** As {@link #byRank}, and no more when these hold so many bytes, since bodies may be large. */
  Page page(long channel, long after, long before, Limit limit) throws SQLException {
    return page(byRankQuery(channel, after, before, limit.page()), limit);
  }

  private Page page(PreparedStatement query, Limit limit) throws SQLException {
    List<Row> found = new ArrayList<>();
    long bytes = 0;
    try (ResultSet rows = query.executeQuery()) {
      while (bytes < limit.bytes() && rows.next()) {
        Row row = row(rows);
        found.add(row);
        bytes += row.message().size();
      }
    }
    return new Page(found, bytes < limit.bytes() && found.size() < limit.page());
  }

  @Nullable Row byId(long id) throws SQLException {
    PreparedStatement query = database.prepare("SELECT " + COLUMNS + " FROM delivery WHERE id = ?");
    query.setLong(1, id);
    List<Row> rows = rows(query);
    return rows.isEmpty() ? null : rows.get(0);
  }

  /** Where a row stands; null if there is none. */
  Row.@Nullable Place place(long id) throws SQLException {
    PreparedStatement query =
        database.prepare(
            "SELECT id, queue_id, channel, rank, payload_id, expires_at FROM delivery WHERE id ="
                + " ?");
    query.setLong(1, id);
    List<Row.Place> found = places(query);
    return found.isEmpty() ? null : found.get(0);
  }

  /** Some rows of all lanes of a FIFO queue behind a rank. */
  List<Row> browseLanes(long queue, long after, Limit limit) throws SQLException {
    PreparedStatement query =
        database.prepare(
            "SELECT "
                + COLUMNS
                + """
                 FROM delivery WHERE id IN (
                   SELECT d.id FROM lane l JOIN delivery d ON d.channel = l.id
                   WHERE l.queue_id = ? AND d.rank > ? ORDER BY d.rank FETCH FIRST ? ROWS ONLY)
                 ORDER BY rank
                """);
    query.setLong(1, queue);
    query.setLong(2, after);
    query.setInt(3, limit.page());
    return page(query, limit).rows();
  }

  long count(long channel) throws SQLException {
    Long count = database.number("SELECT COUNT(*) FROM delivery WHERE channel = ?", channel);
    return count == null ? 0 : count;
  }

  long countInLanes(long queue) throws SQLException {
    Long count =
        database.number(
            """
            SELECT COUNT(*) FROM lane l JOIN delivery d ON d.channel = l.id WHERE l.queue_id = ?
            """,
            queue);
    return count == null ? 0 : count;
  }

  /** Where rows of a channel stand, by rank. */
  List<Row.Place> places(long channel, long after, int most) throws SQLException {
    PreparedStatement query =
        database.prepare(
            """
            SELECT id, queue_id, channel, rank, payload_id, expires_at FROM delivery
            WHERE channel = ? AND rank > ? ORDER BY channel, rank FETCH FIRST ? ROWS ONLY
            """);
    query.setLong(1, channel);
    query.setLong(2, after);
    query.setInt(3, most);
    return places(query);
  }

  private static List<Row.Place> places(PreparedStatement query) throws SQLException {
    List<Row.Place> found = new ArrayList<>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        found.add(
            new Row.Place(
                rows.getLong(1),
                rows.getLong(2),
                rows.getLong(3),
                rows.getLong(4),
                rows.getLong(5),
                rows.getLong(6)));
      }
    }
    return found;
  }

  private List<Row> rows(PreparedStatement query) throws SQLException {
    List<Row> found = new ArrayList<>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        found.add(row(rows));
      }
    }
    return found;
  }

  private Row row(ResultSet rows) throws SQLException {
    long id = rows.getLong(1);
    long payload = rows.getLong(10);
    long expiresAt = rows.getLong(8);
    String group = rows.getString(9);
    Row.Place place =
        new Row.Place(id, rows.getLong(2), rows.getLong(3), rows.getLong(4), payload, expiresAt);
    MessageTraits traits =
        new MessageTraits(
            rows.getInt(6),
            rows.getBoolean(7),
            group == null ? null : new MessageGroup(group),
            null,
            null,
            expiresAt == 0 ? null : Instant.ofEpochMilli(expiresAt));
    byte[] headers = rows.getBytes(12);
    StoredMessage message =
        payload == 0
            ? new StoredMessage(traits, headers, rows.getBytes(13))
            : withPayload(traits, headers, new StoredBody(payload, rows.getInt(11)));
    return new Row(place, rows.getInt(5), message, mark(rows.getString(14)));
  }

  /** A body of one slice is read at once. */
  private StoredMessage withPayload(MessageTraits traits, byte[] headers, StoredBody stored)
      throws SQLException {
    if (stored.length() > StoredBody.SLICE) {
      return new StoredMessage(traits, headers, stored);
    }
    byte[] body = new byte[stored.length()];
    payloads.read(stored.id(), 0, body);
    return new StoredMessage(traits, headers, body);
  }

  private static void setLongOrNull(PreparedStatement statement, int index, long value)
      throws SQLException {
    if (value == 0) {
      statement.setNull(index, Types.BIGINT);
    } else {
      statement.setLong(index, value);
    }
  }

  private static @Nullable String markText(@Nullable DeadLetterMark mark) {
    if (mark == null) {
      return null;
    }
    return mark.movedAt().toEpochMilli()
        + "\n"
        + mark.deliveryCount()
        + "\n"
        + mark.source()
        + "\n"
        + mark.reason();
  }

  private static @Nullable DeadLetterMark mark(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String[] lines = text.split("\n", 4);
    return new DeadLetterMark(
        lines[3],
        new QueueName(lines[2]),
        Integer.parseInt(lines[1]),
        Instant.ofEpochMilli(Long.parseLong(lines[0])));
  }
}
