package dev.hostkeysync;

import dev.hostkeysync.common.Setting;
import java.util.List;
import java.util.Optional;

/// The variables of the database, which Quarkus itself reads.
final class DatabaseSettings {

    static final List<Setting> SETTINGS =
            List.of(
                    Setting.required(
                            "DATABASE_URL",
                            "a JDBC URL such as jdbc:postgresql://db.example.com:5432/hostkeysync",
                            url ->
                                    url.startsWith("jdbc:postgresql:")
                                            ? Optional.empty()
                                            : Optional.of(
                                                    "it does not begin with jdbc:postgresql:")),
                    Setting.required("DATABASE_USERNAME", "the database user", Setting.anyText()),
                    Setting.required(
                            "DATABASE_PASSWORD", "the user's password", Setting.anyText()));

    private DatabaseSettings() {}
}
