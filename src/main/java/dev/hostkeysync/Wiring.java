package dev.hostkeysync;

import dev.hostkeysync.common.Ids;
import dev.hostkeysync.hostkey.HostKeyConfig;
import dev.hostkeysync.sealing.Keyset;
import dev.hostkeysync.sealing.SecretSealer;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;

/// The machine's own things, as constructor arguments of everything else: time, randomness, ids,
/// the database.
@Dependent
class Wiring {

    @Produces
    @Singleton
    @DefaultBean
    InstantSource clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    @DefaultBean
    Ids ids() {
        return Ids.timeOrdered();
    }

    @Produces
    @Singleton
    @DefaultBean
    SecureRandom random() {
        return new SecureRandom();
    }

    @Produces
    @Singleton
    SecretSealer secretSealer(HostKeyConfig config) {
        return new SecretSealer(Keyset.of(config.keyset(), config.keysetFile()));
    }

    @Produces
    @Singleton
    Jdbi jdbi(DataSource dataSource) {
        Jdbi jdbi = Jdbi.create(dataSource);
        // The audit trail is written under JTA, where the connection is in a transaction that is
        // not Jdbi's to end.
        jdbi.getConfig(Handles.class).setForceEndTransactions(false);
        // Otherwise a failed statement quotes what was bound to it, addresses and whole documents,
        // into the log.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
        return jdbi;
    }
}
