package org.leasemq.samples.se;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.naming.NamingException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java SE samples receive what they send. */
class HelloTest {

  private final PrintStream console = System.out;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @BeforeEach
  void catchOutput() {
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void giveOutputBack() {
    System.setOut(console);
  }

  @Test
  void helloQueueReceivesItsOrder(@TempDir Path directory) {
    HelloQueue.main("jdbc:h2:file:" + directory.resolve("orders"));
    assertEquals("Received: One coffee, please", output());
  }

  @Test
  void helloQueueCanBeRunAgainOnTheSameFile(@TempDir Path directory) {
    String url = "jdbc:h2:file:" + directory.resolve("orders");
    HelloQueue.main(url);
    printed.reset();
    HelloQueue.main(url);
    assertEquals("Received: One coffee, please", output());
  }

  @Test
  void helloJndiReceivesItsOrder() throws NamingException {
    HelloJndi.main();
    assertEquals("Received: One tea, please", output());
  }

  @Test
  void helloCdiAnswersItsOrder() {
    HelloCdi.main();
    assertEquals("Received: One cocoa, please: coming", output());
  }

  private String output() {
    return printed.toString(StandardCharsets.UTF_8).strip();
  }
}
