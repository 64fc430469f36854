package org.leasemq.jms;

import org.jspecify.annotations.Nullable;
import org.leasemq.jms.message.ObjectMessagePolicy;

/**
 * What a connection is made with. Immutable.
 *
 * @param clientId the client id that the administrator has set, if any
 * @param objectMessages which classes its received ObjectMessages may hold
 * @param domain which interfaces it serves
 */
public record ConnectionSettings(
    @Nullable String clientId, ObjectMessagePolicy objectMessages, Domain domain) {}
