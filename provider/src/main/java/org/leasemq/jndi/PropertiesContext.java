package org.leasemq.jndi;

import java.util.ArrayList;
import java.util.Hashtable;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import javax.naming.Binding;
import javax.naming.CompositeName;
import javax.naming.Context;
import javax.naming.InvalidNameException;
import javax.naming.Name;
import javax.naming.NameClassPair;
import javax.naming.NameNotFoundException;
import javax.naming.NameParser;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.OperationNotSupportedException;
import org.leasemq.LeaseMQQueue;
import org.leasemq.LeaseMQTopic;

/** A read-only JNDI context over a fixed set of objects. Immutable. */
@SuppressWarnings({"JdkObsolete", "BanJNDI"}) // it is JNDI, and deserialises nothing
final class PropertiesContext implements Context {

  private static final String DYNAMIC_QUEUES = "dynamicQueues/";
  private static final String DYNAMIC_TOPICS = "dynamicTopics/";

  private final Map<String, Object> environment;
  private final Map<String, Object> objects;

  PropertiesContext(Map<String, Object> environment, Map<String, Object> objects) {
    this.environment = environment;
    this.objects = objects;
  }

  @Override
  public Object lookup(String name) throws NamingException {
    if (name.isEmpty()) {
      return this;
    }
    Object found = objects.get(name);
    if (found != null) {
      return found;
    }
    try {
      if (name.startsWith(DYNAMIC_QUEUES)) {
        return new LeaseMQQueue(name.substring(DYNAMIC_QUEUES.length()));
      }
      if (name.startsWith(DYNAMIC_TOPICS)) {
        return new LeaseMQTopic(name.substring(DYNAMIC_TOPICS.length()));
      }
    } catch (IllegalArgumentException e) {
      throw new InvalidNameException(name + ": " + e.getMessage());
    }
    throw new NameNotFoundException(
        "'"
            + name
            + "' is not bound: set connectionfactory."
            + name
            + ", queue."
            + name
            + " or topic."
            + name);
  }

  @Override
  public Object lookup(Name name) throws NamingException {
    return lookup(name.toString());
  }

  @Override
  public Object lookupLink(String name) throws NamingException {
    return lookup(name);
  }

  @Override
  public Object lookupLink(Name name) throws NamingException {
    return lookup(name);
  }

  @Override
  public NamingEnumeration<NameClassPair> list(String name) throws NamingException {
    List<NameClassPair> pairs = new ArrayList<>();
    for (Binding binding : bindings(name)) {
      pairs.add(new NameClassPair(binding.getName(), binding.getObject().getClass().getName()));
    }
    return new Found<>(pairs.iterator());
  }

  @Override
  public NamingEnumeration<NameClassPair> list(Name name) throws NamingException {
    return list(name.toString());
  }

  @Override
  public NamingEnumeration<Binding> listBindings(String name) throws NamingException {
    return new Found<>(bindings(name).iterator());
  }

  @Override
  public NamingEnumeration<Binding> listBindings(Name name) throws NamingException {
    return listBindings(name.toString());
  }

  private List<Binding> bindings(String name) throws NamingException {
    if (!name.isEmpty()) {
      throw new NameNotFoundException("'" + name + "' is no context: only the root is one");
    }
    List<Binding> bindings = new ArrayList<>();
    objects.forEach((bound, object) -> bindings.add(new Binding(bound, object)));
    return bindings;
  }

  private record Found<T>(Iterator<T> rest) implements NamingEnumeration<T> {

    @Override
    public boolean hasMore() {
      return rest.hasNext();
    }

    @Override
    public boolean hasMoreElements() {
      return rest.hasNext();
    }

    @Override
    public T next() {
      return rest.next();
    }

    @Override
    public T nextElement() {
      return rest.next();
    }

    @Override
    public void close() {}
  }

  @Override
  public NameParser getNameParser(String name) {
    return CompositeName::new;
  }

  @Override
  public NameParser getNameParser(Name name) {
    return CompositeName::new;
  }

  @Override
  public String composeName(String name, String prefix) throws NamingException {
    return composeName(new CompositeName(name), new CompositeName(prefix)).toString();
  }

  @Override
  public Name composeName(Name name, Name prefix) throws NamingException {
    return ((Name) prefix.clone()).addAll(name);
  }

  @Override
  public Hashtable<?, ?> getEnvironment() {
    return new Hashtable<>(environment);
  }

  @Override
  public String getNameInNamespace() {
    return "";
  }

  @Override
  public void close() {}

  private static NamingException readOnly() {
    return new OperationNotSupportedException(
        "These names come from properties: change the properties");
  }

  @Override
  public void bind(String name, Object object) throws NamingException {
    throw readOnly();
  }

  @Override
  public void bind(Name name, Object object) throws NamingException {
    throw readOnly();
  }

  @Override
  public void rebind(String name, Object object) throws NamingException {
    throw readOnly();
  }

  @Override
  public void rebind(Name name, Object object) throws NamingException {
    throw readOnly();
  }

  @Override
  public void unbind(String name) throws NamingException {
    throw readOnly();
  }

  @Override
  public void unbind(Name name) throws NamingException {
    throw readOnly();
  }

  @Override
  public void rename(String oldName, String newName) throws NamingException {
    throw readOnly();
  }

  @Override
  public void rename(Name oldName, Name newName) throws NamingException {
    throw readOnly();
  }

  @Override
  public Context createSubcontext(String name) throws NamingException {
    throw readOnly();
  }

  @Override
  public Context createSubcontext(Name name) throws NamingException {
    throw readOnly();
  }

  @Override
  public void destroySubcontext(String name) throws NamingException {
    throw readOnly();
  }

  @Override
  public void destroySubcontext(Name name) throws NamingException {
    throw readOnly();
  }

  @Override
  public Object addToEnvironment(String name, Object value) throws NamingException {
    throw readOnly();
  }

  @Override
  public Object removeFromEnvironment(String name) throws NamingException {
    throw readOnly();
  }
}
