package dev.hostkeysync.journey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A file of the format that the HTTP clients of VS Code and JetBrains read, as far as ours needs
/// it: `@variables`, `### ` between requests, `# @name`, and our own `# @expect` and `# @until`.
///
/// @param variables of the file, to be replaced before the requests are sent
record HttpCollection(Map<String, String> variables, List<Request> requests) {

    private static final Pattern VARIABLE = Pattern.compile("^@(\\w+)\\s*=\\s*(.*)$");
    private static final Pattern PLACE = Pattern.compile("\\{\\{([^}]+)}}");

    /// @param expected statuses that are right
    /// @param awaited whether to send it again until it is so
    /// @param member `path=value` that the answer must have
    record Request(
            int line,
            Optional<String> name,
            Set<Integer> expected,
            boolean awaited,
            Optional<String> member,
            String method,
            String address,
            Map<String, String> headers,
            String body) {

        /// @param values of everything in `{{…}}`
        Request with(Map<String, String> values) {
            Map<String, String> headers = new LinkedHashMap<>();
            this.headers.forEach((name, value) -> headers.put(name, filled(value, values)));
            return new Request(
                    line,
                    name,
                    expected,
                    awaited,
                    member,
                    method,
                    filled(address, values),
                    headers,
                    filled(body, values));
        }

        private static String filled(String text, Map<String, String> values) {
            return PLACE.matcher(text)
                    .replaceAll((MatchResult place) -> {
                        String value = values.get(place.group(1));
                        if (value == null) {
                            throw new AssertionError("nothing is known of " + place.group(1));
                        }
                        return Matcher.quoteReplacement(value);
                    });
        }
    }

    static HttpCollection read(Path file) throws IOException {
        Map<String, String> variables = new HashMap<>();
        List<Request> requests = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            Matcher variable = VARIABLE.matcher(line);
            if (variable.matches()) {
                variables.put(variable.group(1), variable.group(2).strip());
            } else if (line.startsWith("###")) {
                request(number - lines.size(), lines).ifPresent(requests::add);
                lines.clear();
            } else {
                lines.add(line);
            }
        }
        request(number - lines.size(), lines).ifPresent(requests::add);
        return new HttpCollection(variables, requests);
    }

    private static Optional<Request> request(int first, List<String> lines) {
        List<String> said =
                lines.stream().takeWhile(line -> line.isBlank() || line.startsWith("#")).toList();
        List<String> sent = lines.subList(said.size(), lines.size());
        if (sent.isEmpty()) {
            return Optional.empty();
        }
        String[] start = sent.getFirst().split(" ", 2);
        List<String> head = sent.stream().skip(1).takeWhile(line -> !line.isBlank()).toList();
        Optional<String> awaited = directive(said, "until");
        String statuses = awaited.or(() -> directive(said, "expect")).orElse("");
        return Optional.of(
                new Request(
                        first + said.size(),
                        directive(said, "name"),
                        Pattern.compile("\\b\\d{3}\\b")
                                .matcher(statuses)
                                .results()
                                .map(status -> Integer.valueOf(status.group()))
                                .collect(Collectors.toSet()),
                        awaited.isPresent(),
                        Optional.of(statuses.replaceAll("^[\\d ]+", ""))
                                .filter(it -> !it.isEmpty()),
                        start[0],
                        start[1],
                        head.stream()
                                .map(line -> line.split(": ", 2))
                                .collect(Collectors.toMap(line -> line[0], line -> line[1])),
                        sent.stream()
                                .skip(head.size() + 1L)
                                .collect(Collectors.joining("\n"))
                                .strip()));
    }

    private static Optional<String> directive(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith("# @" + name + " "))
                .map(line -> line.substring(name.length() + 4).strip())
                .findFirst();
    }
}
