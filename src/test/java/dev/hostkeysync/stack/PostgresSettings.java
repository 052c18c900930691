package dev.hostkeysync.stack;

import java.util.List;
import java.util.stream.Stream;

/// What a PostgreSQL server is told on its command line.
///
/// @param options each of the form `name=value`
record PostgresSettings(List<String> options) {

    private static final List<String> COMMON =
            List.of(
                    "listen_addresses=127.0.0.1",
                    // A socket file's path is limited to some 100 bytes; the port is enough.
                    "unix_socket_directories=",
                    "max_connections=200",
                    "timezone=UTC");

    /// As in production: a commit that was answered is on the disk.
    static final PostgresSettings DURABLE =
            with(
                    "fsync=on",
                    "synchronous_commit=on",
                    "full_page_writes=on",
                    "shared_buffers=256MB");

    static final PostgresSettings QUICK =
            with(
                    "fsync=off",
                    "synchronous_commit=off",
                    "full_page_writes=off",
                    "shared_buffers=64MB");

    private static PostgresSettings with(String... own) {
        return new PostgresSettings(Stream.concat(COMMON.stream(), Stream.of(own)).toList());
    }
}
