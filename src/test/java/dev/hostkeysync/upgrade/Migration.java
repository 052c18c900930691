package dev.hostkeysync.upgrade;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A migration of the schema, and what its text says of an update while an old version runs. What
/// it leaves behind is asked of PostgreSQL ([Schema]).
///
/// @param description as in the file's name, with underscores
record Migration(int version, String description, String sql) {

    private static final String UNUSED_SINCE = "-- Unused since ";
    private static final Path DIRECTORY = Path.of("src", "main", "resources", "db", "migration");
    private static final Pattern NAME = Pattern.compile("V([0-9]+)__([a-z0-9_]+)\\.sql");
    private static final Pattern CREATE_TABLE =
            Pattern.compile("create table (?:if not exists )?(\\w+)");
    private static final Pattern CREATE_INDEX =
            Pattern.compile("create (?:unique )?index (?!concurrently).*? on (?:only )?(\\w+)");
    private static final Pattern ALTER_TABLE =
            Pattern.compile("alter table (?:if exists )?(?:only )?(\\w+) (.*)");
    private static final Pattern WRITTEN =
            Pattern.compile("(update|delete from|insert into|merge into) (?:only )?(\\w+)");

    /// In their order.
    static List<Migration> all() {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.filter(file -> file.toString().endsWith(".sql"))
                    .map(Migration::read)
                    .sorted((a, b) -> Integer.compare(a.version, b.version))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Migration read(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (!name.matches()) {
            throw new AssertionError(file + " is no V<number>__<words>.sql");
        }
        try {
            return new Migration(
                    Integer.parseInt(name.group(1)), name.group(2), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether it takes something away that no version uses any more which may still run.
    boolean isContraction() {
        return description.startsWith("contract_");
    }

    /// What a contraction lacks: the release in its first line since which nothing uses what it
    /// takes away. No version that may still run uses it then, neither this one nor the one before,
    /// to which this one may be rolled back.
    ///
    /// @param releases the newest migration of each
    Optional<String> contractionFault(Map<String, Integer> releases) {
        String first = sql.lines().findFirst().orElse("");
        if (!first.startsWith(UNUSED_SINCE)) {
            return Optional.of("does not begin with '" + UNUSED_SINCE + "<release>'");
        }
        String release = first.substring(UNUSED_SINCE.length()).strip();
        if (!releases.containsKey(release)) {
            return Optional.of(release + " is no release");
        }
        return version > releases.get(release)
                ? Optional.empty()
                : Optional.of(release + " has it already");
    }

    /// What must not be done to a table that an old version works with meanwhile: it would wait, or
    /// find values that it may not know.
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        Set<String> own = new HashSet<>();
        for (String statement : statements()) {
            Matcher table = CREATE_TABLE.matcher(statement);
            if (table.lookingAt()) {
                own.add(table.group(1));
                continue;
            }
            Matcher index = CREATE_INDEX.matcher(statement);
            if (index.lookingAt() && !own.contains(index.group(1))) {
                faults.add("an index of " + index.group(1) + " that is not made CONCURRENTLY");
            }
            Matcher alter = ALTER_TABLE.matcher(statement);
            if (alter.matches() && !own.contains(alter.group(1))) {
                Stream.of(alter.group(2).split(",(?![^(]*\\))", -1))
                        .map(String::strip)
                        .filter(change ->
                                change.matches("add (constraint|check|foreign|primary|unique).*")
                                        && !change.endsWith(" not valid"))
                        .map(_ -> alter.group(1) + ": a constraint that is not NOT VALID")
                        .forEach(faults::add);
            }
            Matcher written = WRITTEN.matcher(statement);
            if (written.lookingAt() && !own.contains(written.group(2))) {
                faults.add(written.group(1).toUpperCase(Locale.ROOT) + " " + written.group(2));
            }
            if (statement.matches("(truncate|lock|do|grant|revoke) ?.*")) {
                faults.add(statement.replaceAll(" .*", "").toUpperCase(Locale.ROOT));
            }
        }
        return faults;
    }

    /// In lower case, with single spaces, without comments and what is quoted by dollars.
    private List<String> statements() {
        String text =
                sql.replaceAll("--[^\\n]*", " ")
                        .replaceAll("(?s)\\$(\\w*)\\$.*?\\$\\1\\$", "''")
                        .replaceAll("\\s+", " ")
                        .toLowerCase(Locale.ROOT);
        return Stream.of(text.split(";", -1))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .toList();
    }
}
