package dev.hostkeysync.audit;

import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;

/// The table `audit_entry`.
@ApplicationScoped
class AuditEntries implements PanacheRepository<AuditEntry> {}
