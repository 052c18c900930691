package dev.hostkeysync.directory;

import org.jdbi.v3.core.Jdbi;

/// Many users and groups at once, written without the directory: user `n` is `user<n>@example.com`,
/// named `Person <n>`, created `n` seconds after the year began, with a second address
/// `<n>@home.example`. Group `n` has the users `10n` to `10n + 9`.
public final class Crowd {

    private Crowd() {}

    public static void users(Jdbi jdbi, int many) {
        jdbi.useHandle(db -> {
            int _ =
                    db.execute(
                            """
                            INSERT INTO directory_user (id, user_name, user_name_key, external_id, email, email_key,
                                display_name, active, status, version, document, created_at, updated_at)
                            SELECT %1$s, name, name, 'ext' || n, name, name, 'Person ' || n, true, 'ACTIVE', 1,
                                jsonb_build_object('userName', name, 'displayName', 'Person ' || n, 'active', true,
                                    'externalId', 'ext' || n, 'title', 'T' || n %% 10,
                                    'emails', jsonb_build_array(
                                        jsonb_build_object('type', 'work', 'value', name, 'primary', true),
                                        jsonb_build_object('type', 'home', 'value', n || '@home.example'))),
                                timestamptz '2026-01-01Z' + n * interval '1 s', timestamptz '2026-02-01Z' + n * interval '1 s'
                            FROM (SELECT n, 'user' || n || '@example.com' AS name FROM generate_series(1, ?) AS n) AS u
                            """
                                    .formatted(id("7")),
                            many);
            int _ = db.execute("ANALYZE directory_user");
        });
    }

    static void groups(Jdbi jdbi, int many) {
        jdbi.useHandle(db -> {
            int _ =
                    db.execute(
                            """
                            INSERT INTO directory_group
                            SELECT %s, 'Team ' || n, 'team ' || n, 'g' || n, 1, jsonb_build_object('displayName', 'Team ' || n),
                                timestamptz '2026-01-01Z' + n * interval '1 s', timestamptz '2026-02-01Z' + n * interval '1 s'
                            FROM generate_series(1, ?) AS n
                            """
                                    .formatted(id("8")),
                            many);
            int _ =
                    db.execute(
                            """
                            INSERT INTO directory_member
                            SELECT g.id, %s, 'User' FROM generate_series(1, ? * 10) AS n
                            JOIN directory_group g ON g.external_id = 'g' || n / 10
                            """
                                    .formatted(id("7")),
                            many);
            int _ = db.execute("ANALYZE directory_group, directory_member");
        });
    }

    private static String id(String kind) {
        return "('00000000-0000-%s000-8000-' || lpad(to_hex(n), 12, '0'))::uuid".formatted(kind);
    }

    static String userId(int n) {
        return "00000000-0000-7000-8000-%012x".formatted(n);
    }

    static String groupId(int n) {
        return "00000000-0000-8000-8000-%012x".formatted(n);
    }
}
