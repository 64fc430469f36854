package org.leasemq.tck.joram;

import java.util.Hashtable;
import java.util.UUID;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.leasemq.LeaseMQConnectionFactory;
import org.leasemq.jndi.LeaseMQInitialContextFactory;
import org.objectweb.jtests.jms.admin.Admin;

/**
 * What the JORAM suite asks of a provider: each test gets a store of its own, in memory, and names
 * through JNDI. Made by the suite, by its name in {@code provider.properties}; for one thread.
 */
public final class JoramAdmin implements Admin {

  private final String url = "jdbc:h2:mem:" + UUID.randomUUID();

  @SuppressWarnings("JdkObsolete") // as JNDI has it
  private final Hashtable<String, Object> names = new Hashtable<>();

  private AutoCloseable node;

  /** Made by the suite. */
  public JoramAdmin() {
    names.put(Context.INITIAL_CONTEXT_FACTORY, LeaseMQInitialContextFactory.class.getName());
  }

  @Override
  public String getName() {
    return "LeaseMQ";
  }

  /** The store lives as long as the server would, not only as long as there are connections. */
  @Override
  public void startServer() throws Exception {
    node = new LeaseMQConnectionFactory(url).hold();
  }

  @Override
  public void stopServer() throws Exception {
    node.close();
  }

  @Override
  public void start() {}

  @Override
  public void stop() {}

  @Override
  public Context createContext() throws NamingException {
    return new InitialContext(names);
  }

  @Override
  public void createConnectionFactory(String name) {
    names.put("connectionfactory." + name, url);
  }

  @Override
  public void createQueueConnectionFactory(String name) {
    createConnectionFactory(name);
  }

  @Override
  public void createTopicConnectionFactory(String name) {
    createConnectionFactory(name);
  }

  @Override
  public void createQueue(String name) {
    names.put("queue." + name, name);
  }

  @Override
  public void createTopic(String name) {
    names.put("topic." + name, name);
  }

  @Override
  public void deleteQueue(String name) {
    names.remove("queue." + name);
  }

  @Override
  public void deleteTopic(String name) {
    names.remove("topic." + name);
  }

  @Override
  public void deleteConnectionFactory(String name) {
    names.remove("connectionfactory." + name);
  }

  @Override
  public void deleteQueueConnectionFactory(String name) {
    deleteConnectionFactory(name);
  }

  @Override
  public void deleteTopicConnectionFactory(String name) {
    deleteConnectionFactory(name);
  }
}
