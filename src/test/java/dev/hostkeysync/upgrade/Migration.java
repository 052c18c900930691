package dev.hostkeysync.upgrade;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A migration of the schema, and what in it an old version that still runs would not survive.
///
/// @param description as in the file's name, with underscores
record Migration(int version, String description, String sql) {

    private static final Path DIRECTORY = Path.of("src", "main", "resources", "db", "migration");
    private static final Pattern NAME = Pattern.compile("V([0-9]+)__([a-z0-9_]+)\\.sql");
    private static final Pattern CREATE_TABLE =
            Pattern.compile("create table (?:if not exists )?(\\w+)");
    private static final Pattern CREATE_INDEX =
            Pattern.compile("create (?:unique )?index (?!concurrently).*? on (?:only )?(\\w+)");
    private static final Pattern ALTER_TABLE =
            Pattern.compile("alter table (?:if exists )?(?:only )?(\\w+) (.*)");

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
    boolean isContract() {
        return description.startsWith("contract_");
    }

    /// The release in its first line, since which nothing uses what it takes away.
    String unusedSince() {
        String first = sql.lines().findFirst().orElse("");
        return first.startsWith("-- Unused since ") ? first.substring(16).strip() : "";
    }

    /// What must not be done to a table that an old version uses, and waits for, meanwhile.
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
                        .forEach(change -> alteration(alter.group(1), change, faults));
            }
            if (statement.matches(
                    "(drop|truncate|lock|alter type|alter index|alter sequence) ?.*")) {
                faults.add(statement.replaceAll(" .*", "").toUpperCase(Locale.ROOT));
            }
        }
        return faults;
    }

    private static void alteration(String table, String change, List<String> faults) {
        if (change.matches("(drop|rename) .*")) {
            faults.add(table + ": " + change.replaceAll(" .*", "").toUpperCase(Locale.ROOT));
        } else if (change.matches("alter (column )?\\w+ (set data )?type .*")) {
            faults.add(table + ": another type");
        } else if (change.matches("alter (column )?\\w+ set not null")) {
            faults.add(table + ": SET NOT NULL");
        } else if (change.matches(
                        "add (column .*|(?!constraint|check|foreign|primary|unique)\\w+ .*)")
                && change.contains(" not null")
                && !change.contains(" default ")) {
            faults.add(table + ": a column that is NOT NULL without a default");
        } else if (change.matches("add (constraint|check|foreign|primary|unique).*")
                && !change.endsWith(" not valid")) {
            faults.add(table + ": a constraint that is not NOT VALID");
        }
    }

    /// In lower case, without comments, with single spaces. Functions' bodies fall apart, which
    /// does no harm here.
    private List<String> statements() {
        String text =
                sql.replaceAll("--[^\\n]*", " ").replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
        return Stream.of(text.split(";", -1))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .toList();
    }
}
