package org.leasemq.jms;

import org.jspecify.annotations.Nullable;
import org.leasemq.jms.message.ObjectMessagePolicy;
import org.leasemq.queue.LeaseTerms;

/**
 * What a connection is made with. Immutable.
 *
 * @param clientId the client id that the administrator has set, if any
 * @param objectMessages which classes its received ObjectMessages may hold
 * @param leaseTerms what its sessions want of the leases they get
 * @param domain which interfaces it serves
 */
public record ConnectionSettings(
    @Nullable String clientId,
    ObjectMessagePolicy objectMessages,
    LeaseTerms leaseTerms,
    Domain domain) {}
