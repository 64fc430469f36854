package org.leasemq.jms;

import jakarta.jms.ConnectionMetaData;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.leasemq.jms.message.PropertyNames;

/** What the provider says of itself (Jakarta Messaging 3.1, 6.1.6). Immutable. */
final class LeaseMQMetaData implements ConnectionMetaData {

  static final LeaseMQMetaData INSTANCE = new LeaseMQMetaData();

  private static final int JMS_MAJOR = 3;
  private static final int JMS_MINOR = 1;

  private LeaseMQMetaData() {}

  @Override
  public String getJMSVersion() {
    return JMS_MAJOR + "." + JMS_MINOR;
  }

  @Override
  public int getJMSMajorVersion() {
    return JMS_MAJOR;
  }

  @Override
  public int getJMSMinorVersion() {
    return JMS_MINOR;
  }

  @Override
  public String getJMSProviderName() {
    return "LeaseMQ";
  }

  @Override
  public String getProviderVersion() {
    return getProviderMajorVersion() + "." + getProviderMinorVersion();
  }

  @Override
  public int getProviderMajorVersion() {
    return 1;
  }

  @Override
  public int getProviderMinorVersion() {
    return 0;
  }

  @Override
  public Enumeration<String> getJMSXPropertyNames() {
    return Collections.enumeration(
        List.of(PropertyNames.DELIVERY_COUNT, PropertyNames.GROUP_ID, PropertyNames.GROUP_SEQ));
  }
}
